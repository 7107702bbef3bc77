"""The planner keeps the tree in the browser; everyone in the region reads it; nobody else."""

from datetime import date
from decimal import Decimal

import pypdf
import pytest

from pk.cascade.models import BudgetDocument, CascadeNode, Indicator, Plan
from pk.cascade.queries import plans
from tenants.registry.context import in_region
from tests import cast
from tests.counting import questions
from tests.given import cascade, policy
from tests.given.organization import YEAR

HOME = "/pohon-kinerja/"
GRID = f"{HOME}target/?tahun={YEAR}"


@pytest.fixture
def given(people):
    with in_region("35.07"):
        return cascade.ready_for_agreements()


def cell(given, code, year=YEAR, period=0):
    return f"t.{given.indicators[code].id}.{year}.{period}"


def target(given, code, year=YEAR, period=0):
    with in_region("35.07"):
        return plans.target_of(given.indicators[code], year, period)


@pytest.mark.parametrize("person", [cast.RATNA, cast.SARI, cast.DEWI, cast.WULAN, cast.RINA])
def test_everyone_of_the_region_reads_the_tree(given, sign_in, person):
    page = sign_in(person).get(f"{HOME}?tahun={YEAR}")
    assert page.status_code == 200
    text = page.content.decode()
    assert "Menurunnya prevalensi stunting" in text
    assert "Tambah di puncak pohon" not in text


def test_a_search_and_the_list_of_gaps(given, sign_in):
    agus = sign_in(cast.AGUS)
    page = agus.get(HOME, {"tahun": YEAR, "cari": "kematian"}).content.decode()
    assert "1 pernyataan" in page
    page = agus.get(HOME, {"tahun": YEAR + 1, "kurang": "1"}).content.decode()
    assert "Target belum diisi" in page


def test_agus_builds_a_branch(given, sign_in):
    agus = sign_in(cast.AGUS)
    goal = given.nodes["goal"].id
    said = {"kind": "OBJECTIVE", "statement": "Menurunnya kemiskinan", "unit": "", "order": ""}
    done = agus.post(f"{HOME}simpul/tambah/?induk={goal}", said)
    assert done.status_code == 303
    with in_region("35.07"):
        node = CascadeNode.objects.get(statement="Menurunnya kemiskinan")
    indicator = {
        "code": "IKU-09",
        "name": "Angka kemiskinan",
        "unit_of_measure": "persen",
        "value_kind": "PERCENT",
        "direction": "LOWER",
        "aggregation": "LAST",
        "decimals": "2",
        "order": "1",
        "is_key": "on",
    }
    assert agus.post(f"{HOME}simpul/{node.id}/indikator/", indicator).status_code == 303
    owner = {"position": given.organization.positions["SEKDA"].id, "year": YEAR}
    done = agus.post(f"{HOME}simpul/{node.id}/tugaskan/", owner, follow=True)
    text = done.content.decode()
    assert "IKU-09" in text
    assert "Sekretaris Daerah bertanggung jawab pada tahun 2026." in text
    with in_region("35.07"):
        made = Indicator.objects.get(code="IKU-09")
    agus.post(GRID, {f"t.{made.id}.{YEAR}.0": "7,25"})
    with in_region("35.07"):
        assert plans.target_of(made, YEAR).low == Decimal("7.25")


def test_agus_moves_links_and_retires(given, sign_in):
    agus, nodes = sign_in(cast.AGUS), given.nodes
    audit = f"{HOME}simpul/{nodes['audit'].id}/"
    assert agus.post(f"{audit}pindah/", {"parent": nodes["health"].id}).status_code == 303
    assert agus.post(f"{audit}dukungan/", {"supports": [nodes["govern"].id]}).status_code == 303
    assert "Mendukung" in agus.get(audit).content.decode()
    assert agus.post(f"{audit}keluarkan/").status_code == 303
    assert "Sudah dikeluarkan" in agus.get(audit).content.decode()
    refused = agus.post(f"{HOME}simpul/{nodes['services'].id}/keluarkan/")
    assert refused.status_code == 422
    assert "Masih ada yang berada di bawahnya" in refused.content.decode()


def test_what_may_stand_there_is_offered_and_nothing_else(given, sign_in):
    agus = sign_in(cast.AGUS)
    page = agus.get(f"{HOME}simpul/tambah/?induk={given.nodes['goal'].id}").content.decode()
    assert "Sasaran daerah" in page
    assert "Keluaran kegiatan" not in page


def test_the_first_plan_is_entered_from_the_empty_page(people, sign_in):
    with in_region("35.07"):
        policy.adopted()
    agus = sign_in(cast.AGUS)
    assert "Belum ada dokumen perencanaan" in agus.get(HOME).content.decode()
    plan = {
        "title": "RPJMD",
        "kind": "RPJMD",
        "version": "murni",
        "first_year": "2025",
        "last_year": "2029",
    }
    assert agus.post(f"{HOME}rencana/tambah/", plan).status_code == 303
    wrong = agus.post(f"{HOME}rencana/tambah/", plan | {"last_year": "2020"})
    assert wrong.status_code == 422
    assert 'href="#id_last_year"' in wrong.content.decode()
    with in_region("35.07"):
        assert Plan.objects.get().title == "RPJMD"


def test_the_grid_saves_what_was_changed_in_the_forms_people_write(given, sign_in):
    agus = sign_in(cast.AGUS)
    typed = {
        cell(given, "SETDA-01"): "1.234,5",
        cell(given, "IKU-02", 2027): "aa",
        cell(given, "DINKES-03", 2027): "12,5%",
        cell(given, "INSP-01"): "",
        cell(given, "DINKES-01"): "85",
    }
    shown = {f"was.{name}": "" for name in typed}
    shown[f"was.{cell(given, 'SETDA-01')}"] = "75,25"
    shown[f"was.{cell(given, 'INSP-01')}"] = "90%"
    done = agus.post(GRID, typed | shown, follow=True)
    assert "4 target berubah." in done.content.decode()
    assert target(given, "SETDA-01").low == Decimal("1234.5")
    assert target(given, "IKU-02", 2027).label == "AA"
    assert target(given, "DINKES-03", 2027).low == Decimal("12.5")
    assert target(given, "INSP-01") is None


def test_what_the_grid_shows_it_takes_back_unchanged(given, sign_in):
    agus = sign_in(cast.AGUS)
    page = agus.get(GRID)
    data = {}
    for line in page.context["grid"].lines:
        for shown in line.cells:
            data |= {shown.name: shown.text, f"was.{shown.name}": shown.was}
    assert len(data) == 8 * 5 * 2
    done = agus.post(GRID, data, follow=True)
    assert "Tidak ada target yang berubah." in done.content.decode()


def test_one_wrong_cell_and_nothing_is_saved(given, sign_in):
    agus = sign_in(cast.AGUS)
    good, wrong = cell(given, "SETDA-01", 2027), cell(given, "IKU-02", 2027)
    page = agus.post(GRID, {good: "80", wrong: "E"})
    assert page.status_code == 422
    text = page.content.decode()
    assert f'href="#{wrong}"' in text
    assert "bukan predikat" in text
    assert 'value="80"' in text
    assert target(given, "SETDA-01", 2027) is None


def test_a_change_by_someone_else_in_the_meantime_is_not_lost(given, sign_in):
    agus = sign_in(cast.AGUS)
    name = cell(given, "DINKES-01")
    page = agus.post(GRID, {name: "90", f"was.{name}": "84"})
    assert page.status_code == 422
    assert "Sementara itu sudah diubah menjadi “85”." in page.content.decode()
    assert target(given, "DINKES-01").low == 85
    assert agus.post(GRID, {name: "90", f"was.{name}": "85"}).status_code == 303
    assert target(given, "DINKES-01").low == 90


def test_periods_follow_the_policy(given, sign_in):
    agus = sign_in(cast.AGUS)
    assert "TW IV" in agus.get(f"{GRID}&rinci=1").content.decode()
    name = cell(given, "DINKES-01", period=4)
    assert agus.post(f"{GRID}&rinci=1", {name: "85"}).status_code == 303
    assert target(given, "DINKES-01", period=4).low == 85
    with in_region("35.07"):
        policy.adopted(preset="bulanan-masa-perbaikan", effective_from=date(2026, 1, 1))
    assert "Des" in agus.get(f"{GRID}&rinci=1").content.decode()


def test_the_steward_enters_one_date_for_all_units(given, sign_in):
    dewi, address = sign_in(cast.DEWI), f"{HOME}anggaran/?tahun=2027"
    dinkes = given.organization.units["DINKES"]
    data = {"for_all": "2027-01-04", f"unit.{dinkes.id}": "2027-01-08"}
    done = dewi.post(address, data, follow=True)
    assert "Tanggal pengesahan 4 dokumen anggaran tercatat." in done.content.decode()
    with in_region("35.07"):
        assert plans.budget_days(2027).of(dinkes.id) == date(2027, 1, 8)
        insp = given.organization.units["INSP"]
        assert plans.budget_days(2027).of(insp.id) == date(2027, 1, 4)


def test_an_impossible_date_saves_nothing(given, sign_in):
    page = sign_in(cast.DEWI).post(f"{HOME}anggaran/?tahun=2027", {"for_all": "2031-01-04"})
    assert page.status_code == 422
    assert "tidak mungkin" in page.content.decode()
    with in_region("35.07"):
        assert not BudgetDocument.objects.filter(year=2027).exists()


def test_the_drawing_zooms_and_shows_one_branch(given, sign_in):
    sari = sign_in(cast.SARI)
    page = sari.get(f"{HOME}gambar/?tahun={YEAR}").content.decode()
    assert 'viewBox="0 0 ' in page
    near = sari.get(f"{HOME}gambar/?tahun={YEAR}&lihat=10,20,300,200").content.decode()
    assert 'viewBox="10 20 300 200"' in near
    branch = f"{HOME}gambar/?tahun={YEAR}&akar={given.nodes['services'].id}"
    page = sari.get(branch).content.decode()
    assert "2 pernyataan" in page
    for nonsense in ("a,b,c,d", "0,0,0,0", "1,2,3", "9" * 400):
        address = f"{HOME}gambar/?tahun={YEAR}&lihat={nonsense}"
        assert sari.get(address).status_code == 200


@pytest.mark.parametrize(("size", "width"), [("a3", 1190), ("a2", 1683)])
def test_the_poster_is_one_page_of_its_size(given, sign_in, tmp_path, size, width):
    response = sign_in(cast.SARI).get(f"{HOME}poster/{size}.pdf?tahun={YEAR}")
    assert response["Content-Type"] == "application/pdf"
    (tmp_path / "poster.pdf").write_bytes(response.content)
    pages = pypdf.PdfReader(tmp_path / "poster.pdf").pages
    assert len(pages) == 1
    assert abs(float(pages[0].mediabox.width) - width) < 2
    assert "Menurunnya prevalensi" in pages[0].extract_text()


def test_other_sizes_are_not_there(given, sign_in):
    assert sign_in(cast.SARI).get(f"{HOME}poster/a0.pdf").status_code == 404


def kept_addresses(given):
    node, indicator = given.nodes["services"].id, given.indicators["DINKES-01"].id
    position = given.organization.positions["DINKES-KA"].id
    return [
        f"{HOME}target/",
        f"{HOME}rencana/tambah/",
        f"{HOME}simpul/tambah/?induk={node}",
        *(
            f"{HOME}simpul/{node}/{act}/"
            for act in ("ubah", "pindah", "dukungan", "keluarkan", "tugaskan", "indikator")
        ),
        f"{HOME}simpul/{node}/lepas/{position}/{YEAR}/",
        f"{HOME}indikator/{indicator}/ubah/",
        f"{HOME}indikator/{indicator}/keluarkan/",
    ]


@pytest.mark.parametrize("person", [cast.RATNA, cast.SARI, cast.DEWI, cast.WULAN, cast.RINA])
def test_the_planners_pages_are_not_there_for_others(given, sign_in, person):
    browser = sign_in(person)
    for address in kept_addresses(given):
        assert browser.get(address).status_code == 404, address
        assert browser.post(address, {}).status_code == 404, address


@pytest.mark.parametrize("person", [cast.RATNA, cast.SARI, cast.WULAN, cast.RINA])
def test_budget_dates_are_the_stewards_and_the_planners(given, sign_in, person):
    assert sign_in(person).post(f"{HOME}anggaran/", {"for_all": "2026-01-05"}).status_code == 404


def test_tomo_finds_nothing_of_the_other_region(given, sign_in):
    tomo = sign_in(cast.TOMO, "kab-solok")
    node, indicator = given.nodes["services"].id, given.indicators["DINKES-01"].id
    for address in (f"simpul/{node}/", f"indikator/{indicator}/", "gambar/", "poster/a3.pdf"):
        assert tomo.get(f"{HOME}{address}").status_code == 404, address
    assert "Belum ada dokumen perencanaan" in tomo.get(HOME).content.decode()
    assert "Dinas Kesehatan" not in tomo.get(f"{HOME}anggaran/").content.decode()


def test_without_signing_in_there_is_only_the_sign_in_page(given, sign_in):
    for address in (HOME, GRID, f"{HOME}gambar/", f"{HOME}simpul/{given.nodes['goal'].id}/"):
        assert sign_in(None).get(address).status_code == 302


def test_the_pages_ask_the_database_little(given, sign_in):
    agus = sign_in(cast.AGUS)
    asked = {
        f"{HOME}?tahun={YEAR}": 10,
        GRID: 7,
        f"{HOME}gambar/?tahun={YEAR}": 10,
        f"{HOME}simpul/{given.nodes['services'].id}/": 11,
        f"{HOME}anggaran/?tahun={YEAR}": 6,
    }
    assert {address: questions(agus, address) for address in asked} == asked
