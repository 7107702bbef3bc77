"""The life of an agreement as its people walk it in the browser, and everyone who may not."""

from datetime import date
from uuid import uuid4

import pytest

from core.jobs.models import Job
from pk.agreements.models import Agreement, AgreementState
from pk.agreements.views import signing
from tenants.organization.actions.end_appointment import end_appointment
from tests import cast
from tests.given import agreements as given
from tests.given.organization import AT, account

pytestmark = pytest.mark.usefixtures("malang")

PASSWORD = {"credential": cast.PASSWORD}


@pytest.fixture(autouse=True)
def in_january(time_machine):
    time_machine.move_to(AT)


def page(client, agreement, act=""):
    return client.get(f"/perjanjian/{agreement.id}/{act}")


def do(client, agreement, act, data=None):
    return client.post(f"/perjanjian/{agreement.id}/{act}/", data or {})


def test_from_draft_to_force(sign_in):
    given.ready(preset="serentak-pakta-integritas")
    dewi, sari, ratna = sign_in(cast.DEWI), sign_in(cast.SARI), sign_in(cast.RATNA)

    response = dewi.post("/perjanjian/susun/", {"year": 2026})
    assert response.status_code == 303
    assert Job.objects.get().state == Job.State.FINISHED
    agreement = Agreement.objects.get(receiver_name=cast.SARI.name)

    assert "Ajukan kepada Bupati" in page(sari, agreement).text
    assert do(sari, agreement, "ajukan").status_code == 303
    assert "Setujui dan bekukan naskah" in page(ratna, agreement).text
    assert do(ratna, agreement, "kembalikan", {"reason": "Naikkan target."}).status_code == 303
    assert "Naikkan target." in page(sari, agreement).text
    do(sari, agreement, "ajukan")
    do(ratna, agreement, "setujui")

    checked = page(sari, agreement, "periksa/").text
    assert "Apakah angka-angka ini benar?" in checked
    assert "Pakta Integritas 2026 Kepala Dinas Kesehatan" in checked
    assert "menyatakan sebagai berikut" in page(sari, agreement, "tanda-tangan/").text
    response = do(sari, agreement, "tanda-tangan", PASSWORD)
    assert response.status_code == 303
    assert "Tanda tangan Anda tercatat" in page(sari, agreement).text
    do(ratna, agreement, "tanda-tangan", PASSWORD)
    seen = page(ratna, agreement).text
    assert "Perjanjian Kepala Dinas Kesehatan berlaku." in seen
    assert 'data-state="IN_FORCE"' in seen

    agreement.refresh_from_db()
    pdf = sari.get(f"/dokumen/{agreement.document_id}/")
    assert pdf["Content-Type"] == "application/pdf"


def test_a_double_click_signs_once(sign_in):
    agreement = given.agreement_at(AgreementState.APPROVED)
    sari = sign_in(cast.SARI)
    first = do(sari, agreement, "tanda-tangan", PASSWORD)
    second = do(sari, agreement, "tanda-tangan", PASSWORD)
    assert (first.status_code, second.status_code) == (303, 303)
    assert agreement.signatures.count() == 1


def test_a_wrong_password_is_said_at_its_field(sign_in):
    agreement = given.agreement_at(AgreementState.APPROVED)
    response = do(sign_in(cast.SARI), agreement, "tanda-tangan", {"credential": "salah"})
    assert response.status_code == 422
    assert "Kata sandi tidak cocok." in response.text
    assert not agreement.signatures.exists()


def test_giving_back_needs_a_reason(sign_in):
    agreement = given.agreement_at(AgreementState.SUBMITTED)
    response = do(sign_in(cast.RATNA), agreement, "kembalikan", {"reason": "  "})
    assert response.status_code == 422
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.SUBMITTED


def test_the_wrong_role_finds_no_page(sign_in):
    agreement = given.agreement_at(AgreementState.APPROVED)
    yusuf, agus, dewi = sign_in(cast.YUSUF), sign_in(cast.AGUS), sign_in(cast.DEWI)
    assert page(yusuf, agreement).status_code == 404
    assert page(agus, agreement).status_code == 200
    for client in (yusuf, agus, dewi):
        assert page(client, agreement, "tanda-tangan/").status_code == 404
        assert do(client, agreement, "tanda-tangan", PASSWORD).status_code == 404
    for client in (yusuf, agus, sign_in(cast.SARI), sign_in(cast.RATNA)):
        assert page(client, agreement, "perubahan/").status_code == 404
        assert client.get("/perjanjian/susun/").status_code == 404
        assert client.get("/perjanjian/penandatanganan/baru/").status_code == 404
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.APPROVED


def test_the_wrong_region_finds_no_page(sign_in):
    agreement = given.agreement_at(AgreementState.APPROVED)
    tomo = sign_in(cast.TOMO, "kab-solok")
    for act in ("", "periksa/", "tanda-tangan/", "perubahan/"):
        assert page(tomo, agreement, act).status_code == 404
    assert do(tomo, agreement, "tanda-tangan", PASSWORD).status_code == 404


def test_whoever_is_not_signed_in_is_asked_to(sign_in):
    agreement = given.agreement_at(AgreementState.DRAFT)
    for address in ("/perjanjian/", f"/perjanjian/{agreement.id}/", "/perjanjian/penandatanganan/"):
        response = sign_in(None).get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/masuk/")


def test_an_act_in_the_wrong_state_says_why_and_changes_nothing(sign_in):
    agreement = given.agreement_at(AgreementState.IN_FORCE)
    sari = sign_in(cast.SARI)
    assert do(sari, agreement, "ajukan").status_code == 303
    assert "tidak dapat dilakukan pada status sekarang" in page(sari, agreement).text
    assert do(sari, agreement, "perbarui").status_code == 303
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.IN_FORCE


def test_acts_are_posted(sign_in):
    agreement = given.agreement_at(AgreementState.DRAFT)
    for act in ("ajukan/", "setujui/", "perbarui/"):
        assert page(sign_in(cast.SARI), agreement, act).status_code == 405


def test_the_giver_signs_everything_that_waits(sign_in):
    first = given.agreement_at(AgreementState.RECEIVER_SIGNED)
    second = given.agreement_at(AgreementState.RECEIVER_SIGNED, receiver=cast.YUSUF)
    ratna = sign_in(cast.RATNA)
    assert "Tanda tangani 2 perjanjian" in ratna.get("/perjanjian/menunggu/").text
    assert ratna.post("/perjanjian/menunggu/", {"credential": "salah"}).status_code == 422
    assert ratna.post("/perjanjian/menunggu/", PASSWORD).status_code == 303
    assert "2 perjanjian berlaku." in ratna.get("/perjanjian/menunggu/").text
    for agreement in (first, second):
        agreement.refresh_from_db()
        assert agreement.state == AgreementState.IN_FORCE


def test_the_receiver_is_led_to_his_own(sign_in):
    agreement = given.agreement_at(AgreementState.APPROVED)
    sari = sign_in(cast.SARI)
    assert "1 menunggu tanda tangan Anda" in sari.get("/perjanjian/").text
    assert f"/perjanjian/{agreement.id}/periksa/" in sari.get("/perjanjian/menunggu/").text
    assert "Tidak ada yang menunggu" in sign_in(cast.YUSUF).get("/perjanjian/menunggu/").text


def test_what_does_not_fit_into_one_go_waits_for_the_next(sign_in, monkeypatch):
    given.agreement_at(AgreementState.RECEIVER_SIGNED)
    monkeypatch.setattr(signing, "SECONDS_PER_GO", -1.0)
    ratna = sign_in(cast.RATNA)
    ratna.post("/perjanjian/menunggu/", PASSWORD)
    assert "1 perjanjian masih menunggu" in ratna.get("/perjanjian/menunggu/").text


def test_the_steward_amends(sign_in):
    agreement = given.agreement_at(AgreementState.IN_FORCE)
    dewi = sign_in(cast.DEWI)
    assert do(dewi, agreement, "perubahan", {"kind": "STRATEGY"}).status_code == 422
    response = do(dewi, agreement, "perubahan", {"kind": "STRATEGY", "reason": "APBD Perubahan."})
    assert response.status_code == 303
    new = Agreement.objects.get(amends=agreement)
    assert "Yang berubah dari versi sebelumnya" in page(dewi, new).text


def test_a_head_of_unit_hands_down(sign_in):
    given.ready(preset="menyeluruh-sampai-staf")
    sari = sign_in(cast.SARI)
    rina = given.appointment_of(cast.RINA)
    assert cast.RINA.name in sari.get("/perjanjian/bawahan/").text
    assert sari.post(f"/perjanjian/bawahan/{rina.id}/susun/").status_code == 303
    assert Agreement.objects.get().receiver_name == cast.RINA.name
    assert sign_in(cast.YUSUF).get("/perjanjian/bawahan/").status_code == 404
    assert sign_in(cast.YUSUF).post(f"/perjanjian/bawahan/{rina.id}/susun/").status_code == 404


def test_nothing_is_drafted_for_whom_nobody_knows_or_who_has_left(sign_in):
    given.ready(preset="menyeluruh-sampai-staf")
    sari, rina = sign_in(cast.SARI), given.appointment_of(cast.RINA)
    for nobody in (uuid4(), given.appointment_of(cast.SARI).official_id):
        assert sari.post(f"/perjanjian/bawahan/{nobody}/susun/").status_code == 404
    dewi = account(cast.DEWI)
    end_appointment(appointment=rina, active_to=date(2026, 1, 5), by=dewi, at=AT)
    assert sari.post(f"/perjanjian/bawahan/{rina.id}/susun/").status_code == 404
    assert not Agreement.objects.exists()
