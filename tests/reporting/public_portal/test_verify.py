"""The public pages of `<base>`: nobody signs in, and everybody gets one sentence."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.documents import archive
from realms.context import OPERATOR, in_realm
from reporting.public_portal import throttle
from tenants.registry.context import in_region
from tenants.registry.models import Region, RegionState
from tests.given import seals
from tests.given.documents import letter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letters")]


@pytest.fixture
def visitor():
    return Client(headers={"host": "localhost"})


@pytest.fixture
def sealed():
    with in_region("35.07"):
        document = letter()
        seals.both(document)
        return document, archive.latest_pdf(document)


def change(code, **values):
    with in_realm(OPERATOR):
        region = Region.objects.get(code=code)
        for name, value in values.items():
            setattr(region, name, value)
        region.save()


def send(visitor, content, name="surat.pdf"):
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    return visitor.post("/verifikasi/", {"file": file})


def test_the_landing_page_leads_to_every_region_and_to_verification(visitor):
    page = visitor.get("/").content.decode()
    assert "http://kab-malang.localhost:8000/" in page
    assert "http://evaluasi.localhost:8000/" in page
    assert "/verifikasi/" in page


def test_a_suspended_region_is_not_offered(visitor):
    change("13.02", state=RegionState.SUSPENDED)
    assert "Kabupaten Solok" not in visitor.get("/").content.decode()


def test_the_page_behind_the_qr_says_who_signed_and_when(visitor, sealed):
    page = visitor.get(f"/verifikasi/{sealed[0].code}/").content.decode()
    assert "Dokumen asli" in page
    assert "Pemerintah Kabupaten Malang" in page
    assert "12 Maret 2026 pukul 10.15 WIB" in page


def test_the_time_is_the_regions_own(visitor, sealed):
    change("35.07", time_zone="Asia/Jayapura")
    page = visitor.get(f"/verifikasi/{sealed[0].code}/").content.decode()
    assert "12 Maret 2026 pukul 12.15 WIT" in page


def test_a_code_typed_into_the_form_leads_to_its_page(visitor, sealed):
    code = sealed[0].code
    response = visitor.get("/verifikasi/", {"code": code.lower()})
    assert response["Location"] == f"/verifikasi/{code}/"


def test_a_code_of_the_wrong_form_is_blamed_at_its_field(visitor):
    response = visitor.get("/verifikasi/", {"code": "salah"})
    assert response.status_code == 422
    assert "tiga kelompok" in response.content.decode()


@pytest.mark.parametrize("code", ["9999-0000-0000-0000", "3507-0000-0000-0000", "..", "x" * 500])
def test_an_unknown_code_is_a_page_not_an_error(visitor, code):
    response = visitor.get(f"/verifikasi/{code}/")
    assert response.status_code == 200
    assert "Dokumen tidak dikenal" in " ".join(response.content.decode().split())


def test_the_archived_file_is_genuine(visitor, sealed):
    response = send(visitor, sealed[1])
    assert response.status_code == 200
    assert "Dokumen asli" in response.content.decode()


def test_a_changed_file_is_told_apart_and_leads_to_the_genuine_one(visitor, sealed):
    page = send(visitor, sealed[1] + b"\n%tambahan").content.decode()
    assert "Dokumen berubah" in page
    assert f"/verifikasi/{sealed[0].code}/" in page


def test_a_file_that_is_no_pdf_gets_a_sentence(visitor):
    assert "bukan PDF" in send(visitor, b"halo").content.decode()


def test_an_empty_file_and_no_file_are_blamed_at_the_field(visitor):
    assert send(visitor, b"").status_code == 422
    assert visitor.post("/verifikasi/").status_code == 422


def test_a_file_over_the_limit_is_not_read(visitor, settings):
    settings.UPLOAD_LIMIT_MIB = 1
    response = send(visitor, b"%PDF-" + b"0" * (1024 * 1024))
    assert response.status_code == 422
    assert "lebih besar dari 1 MB" in response.content.decode()


def test_a_suspended_region_still_answers_for_what_it_signed(visitor, sealed):
    change("35.07", state=RegionState.SUSPENDED)
    assert "Dokumen asli" in visitor.get(f"/verifikasi/{sealed[0].code}/").content.decode()


def test_a_closed_region_answers_no_more(visitor, sealed):
    change("35.07", state=RegionState.CLOSED)
    assert "tidak dikenal" in visitor.get(f"/verifikasi/{sealed[0].code}/").content.decode()


def test_files_are_checked_only_so_often(visitor, monkeypatch):
    monkeypatch.setitem(throttle.QUESTIONS, "file", 1)
    assert send(visitor, b"halo").status_code == 200
    assert send(visitor, b"halo").status_code == 429


def test_codes_are_checked_only_so_often(visitor, monkeypatch):
    monkeypatch.setitem(throttle.QUESTIONS, "code", 1)
    assert visitor.get("/verifikasi/3507-0000-0000-0000/").status_code == 200
    assert visitor.get("/verifikasi/3507-0000-0000-0000/").status_code == 429


def test_verification_stands_on_the_base_only(sealed):
    for host in ("kab-malang", "konsol", "evaluasi"):
        response = Client(headers={"host": f"{host}.localhost"}).get("/verifikasi/")
        assert response.status_code in {404, 302}


def test_a_stale_session_cookie_does_no_harm(visitor):
    visitor.cookies["amanah_sesi"] = "bukan-sesi-siapa-pun"
    assert visitor.get("/").status_code == 200
