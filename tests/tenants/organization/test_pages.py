"""The steward keeps the organisation in the browser; others read it; the other region sees nothing."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest

from tenants.organization.models import Official, OrgUnit, Position
from tenants.organization.queries import directory
from tenants.registry.context import in_region
from tests import cast
from tests.counting import questions
from tests.given import organization
from tests.tenants.organization.test_workbook import NIP, OFFICIALS, workbook

HOME = "/organisasi/"


@pytest.fixture
def given(people):
    with in_region("35.07"):
        return organization.the_cast_in_office()


def upload(browser, data, name="organisasi.xlsx"):
    file = BytesIO(data)
    file.name = name
    return browser.post(f"{HOME}muat/", {"file": file})


def test_everyone_of_the_region_reads_who_holds_what(given, sign_in):
    page = sign_in(cast.RINA).get(HOME).content.decode()
    assert "Kepala Dinas Kesehatan" in page
    assert cast.SARI.name in page
    assert "Muat dari Excel" not in page


def test_a_search_finds_by_holder(given, sign_in):
    page = sign_in(cast.DEWI).get(HOME, {"cari": "wulan"}).content.decode()
    assert "Inspektur" in page
    assert "Kepala Dinas Kesehatan" not in page


def test_dewi_adds_a_unit_a_position_a_person_and_an_account(given, sign_in):
    dewi = sign_in(cast.DEWI)
    unit = {"code": "DINSOS", "name": "Dinas Sosial", "kind": "AGENCY", "protocol_order": "9"}
    done = dewi.post(f"{HOME}unit/tambah/", unit | {"is_active": "on"}, follow=True)
    assert done.redirect_chain[0][1] == 303
    assert "Dinas Sosial tercatat." in done.content.decode()
    with in_region("35.07"):
        social, kdh = OrgUnit.objects.get(code="DINSOS"), Position.objects.get(code="KDH")
    position = {
        "unit": social.id,
        "code": "DINSOS-KA",
        "title": "Kepala Dinas Sosial",
        "level": "UNIT_HEAD",
        "superior": kdh.id,
        "protocol_order": "9",
        "is_active": "on",
    }
    assert dewi.post(f"{HOME}jabatan/tambah/", position).status_code == 303
    person = {"name": "Nala Ayu", "nip": "19800101 200501 1 001", "rank": ""}
    assert dewi.post(f"{HOME}pejabat/tambah/", person).status_code == 303
    with in_region("35.07"):
        post, nala = Position.objects.get(code="DINSOS-KA"), Official.objects.get(nip=NIP)
    placing = {"official": nala.id, "acting": "PLT", "active_from": "2026-01-02", "decree": ""}
    done = dewi.post(f"{HOME}jabatan/{post.id}/tempatkan/", placing, follow=True)
    assert "Nala Ayu menjabat Plt. Kepala Dinas Sosial." in done.content.decode()
    account = {"username": "nala", "roles": ["HEAD_OF_UNIT"], "email": ""}
    shown = dewi.post(f"{HOME}pejabat/{nala.id}/akun/", account)
    assert shown.status_code == 200
    assert "no-store" in shown["Cache-Control"]
    with in_region("35.07"):
        user = Official.objects.get(nip=NIP).user
    assert user.must_change_password
    assert user.check_password(shown.context["new"].password)
    assert (
        shown.context["new"].password not in dewi.get(f"{HOME}pejabat/{nala.id}/").content.decode()
    )


def test_a_forgotten_password_is_replaced_after_asking_once_more(given, sign_in):
    dewi, rina = sign_in(cast.DEWI), given.appointments["DINKES-KABID"].official
    address = f"{HOME}pejabat/{rina.id}/sandi/"
    assert "Buat kata sandi baru untuk" in dewi.get(address).content.decode()
    shown = dewi.post(address)
    with in_region("35.07"):
        user = Official.objects.get(id=rina.id).user
    assert user.must_change_password
    assert user.check_password(shown.context["new"].password)
    assert not user.check_password(cast.PASSWORD)
    assert "no-store" in shown["Cache-Control"]


def test_a_term_is_ended(given, sign_in):
    dewi = sign_in(cast.DEWI)
    term = given.appointments["CAMAT-01"]
    address = f"{HOME}penempatan/{term.id}/akhiri/"
    assert dewi.post(address, {"active_to": "2024-01-01"}).status_code == 422
    assert dewi.post(address, {"active_to": "2026-02-01"}).status_code == 303
    with in_region("35.07"):
        assert directory.holder_of(given.positions["CAMAT-01"], date(2026, 2, 1)) is None


def test_a_refusal_stands_at_its_field(given, sign_in):
    wrong = {"code": "DINKES", "name": "Kembar", "kind": "AGENCY", "protocol_order": "1"}
    page = sign_in(cast.DEWI).post(f"{HOME}unit/tambah/", wrong)
    assert page.status_code == 422
    text = page.content.decode()
    assert 'href="#id_code"' in text
    assert "Kode DINKES sudah dipakai perangkat daerah lain." in text
    assert 'value="Kembar"' in text


def test_the_nip_is_masked_except_where_it_is_edited(given, sign_in):
    with in_region("35.07"):
        official = given.appointments["DINKES-KA"].official
        Official.objects.filter(id=official.id).update(nip=NIP)
    dewi, address = sign_in(cast.DEWI), f"{HOME}pejabat/{official.id}/"
    assert "1980••••••••••1001" in dewi.get(address).content.decode()
    for page in (HOME, f"{HOME}pejabat/", address):
        assert NIP not in dewi.get(page).content.decode()
    assert NIP in dewi.get(f"{address}ubah/").content.decode()
    assert "1980" not in sign_in(cast.RINA).get(address).content.decode()


def test_a_workbook_is_previewed_and_then_loaded(people, sign_in):
    dewi = sign_in(cast.DEWI)
    preview = upload(dewi, workbook())
    assert preview.status_code == 200
    assert "9 perubahan" in preview.content.decode()
    with in_region("35.07"):
        assert not OrgUnit.objects.exists()
    done = dewi.post(f"{HOME}muat/simpan/", {"rows": preview.context["rows"]}, follow=True)
    assert "Organisasi memuat 9 perubahan dari buku kerja." in done.content.decode()
    assert "Kepala Dinas Sosial" in done.content.decode()


def test_problems_are_listed_by_cell_and_nothing_is_saved(people, sign_in):
    page = upload(
        sign_in(cast.DEWI), workbook(officials=[*OFFICIALS, ("", 1.98e17, "", "X", "", "", "")])
    )
    assert page.status_code == 422
    text = page.content.decode()
    for said in ("B4", "A4", "NIP tersimpan sebagai angka"):
        assert said in text
    with in_region("35.07"):
        assert not OrgUnit.objects.exists()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04rusak"])
def test_a_file_of_another_kind_is_refused_at_its_field(people, sign_in, data):
    page = upload(sign_in(cast.DEWI), data)
    assert page.status_code == 422
    assert 'href="#id_file"' in page.content.decode()


def test_a_preview_of_another_region_or_a_forged_one_is_refused(people, sign_in):
    dewi = sign_in(cast.DEWI)
    rows = upload(dewi, workbook()).context["rows"]
    for browser, sent in ((sign_in(cast.TOMO, "kab-solok"), rows), (dewi, rows[:-2]), (dewi, "")):
        page = browser.post(f"{HOME}muat/simpan/", {"rows": sent})
        assert page.status_code == 422
        assert "kedaluwarsa" in page.content.decode()
    with in_region("13.02"):
        assert not OrgUnit.objects.exists()


def test_the_template_and_the_directory_are_workbooks(given, sign_in):
    dewi = sign_in(cast.DEWI)
    for address in (f"{HOME}muat/templat/", f"{HOME}unduh/"):
        response = dewi.get(address)
        assert response.status_code == 200
        assert response.content.startswith(b"PK")
        assert "attachment" in response["Content-Disposition"]


def kept_addresses(given):
    official = given.appointments["DINKES-KA"]
    return [
        f"{HOME}muat/",
        f"{HOME}muat/templat/",
        f"{HOME}muat/simpan/",
        f"{HOME}unit/tambah/",
        f"{HOME}unit/{given.units['DINKES'].id}/ubah/",
        f"{HOME}jabatan/tambah/",
        f"{HOME}jabatan/{given.positions['DINKES-KA'].id}/ubah/",
        f"{HOME}jabatan/{given.positions['DINKES-KA'].id}/tempatkan/",
        f"{HOME}penempatan/{official.id}/akhiri/",
        f"{HOME}pejabat/tambah/",
        f"{HOME}pejabat/{official.official_id}/ubah/",
        f"{HOME}pejabat/{official.official_id}/akun/",
        f"{HOME}pejabat/{official.official_id}/sandi/",
    ]


@pytest.mark.parametrize("person", [cast.RATNA, cast.SARI, cast.AGUS, cast.WULAN, cast.RINA])
def test_the_stewards_pages_are_not_there_for_others(given, sign_in, person):
    browser = sign_in(person)
    for address in kept_addresses(given):
        assert browser.get(address).status_code == 404, address
        assert browser.post(address, {}).status_code == 404, address


def test_tomo_finds_nothing_of_the_other_region(given, sign_in):
    tomo = sign_in(cast.TOMO, "kab-solok")
    official = given.appointments["DINKES-KA"].official_id
    for address in [
        f"{HOME}unit/{given.units['DINKES'].id}/",
        f"{HOME}jabatan/{given.positions['DINKES-KA'].id}/",
        f"{HOME}pejabat/{official}/",
        *[a for a in kept_addresses(given) if any(c.isdigit() for c in a)],
    ]:
        assert tomo.get(address).status_code == 404, address
    assert cast.SARI.name not in tomo.get(HOME).content.decode()
    assert sign_in(cast.DEWI).get(f"{HOME}unit/{uuid4()}/").status_code == 404


def test_the_pages_ask_the_database_little(given, sign_in):
    dewi = sign_in(cast.DEWI)
    unit, position = given.units["DINKES"].id, given.positions["DINKES-KA"].id
    asked = {
        HOME: 6,
        f"{HOME}pejabat/": 5,
        f"{HOME}unit/{unit}/": 7,
        f"{HOME}jabatan/{position}/": 7,
    }
    assert {address: questions(dewi, address) for address in asked} == asked
