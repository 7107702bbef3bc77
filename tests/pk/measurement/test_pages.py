"""A quarter as people walk it in the browser, and who never gets in."""

import io
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from core.audit import trail
from pk.measurement.models import BudgetRealisation, Evidence, Measurement, MeasurementState, Period
from tests import cast
from tests.given import measurement

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
IN_APRIL = datetime(2026, 4, 3, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_april():
    with time_machine.travel(IN_APRIL, tick=False):
        yield


@pytest.fixture
def given(malang, people):
    return measurement.in_force(cast.SARI)


def address(given, number=1, tail=""):
    return f"/pengukuran/{given.agreement.id}/{given.periods[number].id}/{tail}"


def commitment(given, code):
    return given.agreement.commitments.get(indicator__code=code)


def filled(given, **more):
    first, second = commitment(given, "DINKES-01"), commitment(given, "DINKES-02")
    lines = given.agreement.budget_lines.order_by("order")
    said = {
        f"value-{first.id}": "86,5",
        f"value-{second.id}": "95",
        f"cause-{second.id}": "Rujukan terlambat",
        f"plan-{second.id}": "Tambah ambulans",
        f"spent-{lines[0].programme_id}": "30.000.000.000",
        f"spent-{lines[1].programme_id}": "",
    }
    return said | more


def test_a_quarter_from_report_to_approval(given, sign_in):
    sari, ratna = sign_in(cast.SARI), sign_in(cast.RATNA)
    page = sari.get("/pengukuran/?tahun=2026").content.decode()
    assert address(given) in page
    first = commitment(given, "DINKES-01")
    file = SimpleUploadedFile("laporan.pdf", PDF)
    response = sari.post(address(given), filled(given, submit="1") | {f"file-{first.id}": file})
    assert response.status_code == 303
    assert {m.state for m in Measurement.objects.all()} == {MeasurementState.SUBMITTED}
    assert BudgetRealisation.objects.get().spent_rupiah == 30_000_000_000
    read = ratna.get(address(given)).content.decode()
    assert "di atas target 1,5 indeks" in read
    assert "<title>Indeks kepuasan masyarakat: di atas target 1,5 indeks</title>" in read
    assert "Sangat tinggi" in read
    assert "Rujukan terlambat" in read
    assert "laporan.pdf" in read
    assert "Setujui realisasi Triwulan I 2026" in read
    assert ratna.post(address(given, tail="setujui/")).status_code == 303
    assert {m.state for m in Measurement.objects.all()} == {MeasurementState.APPROVED}


def test_a_draft_may_be_half_full_but_is_not_submitted_so(given, sign_in):
    sari = sign_in(cast.SARI)
    first = commitment(given, "DINKES-01")
    assert sari.post(address(given), {f"value-{first.id}": "86"}).status_code == 303
    response = sari.post(address(given), {f"value-{first.id}": "86", "submit": "1"})
    assert response.status_code == 422
    assert "belum diisi" in response.content.decode()
    assert not Measurement.objects.filter(state=MeasurementState.SUBMITTED).exists()


def test_an_unreadable_figure_saves_nothing_and_loses_nothing(given, sign_in):
    first = commitment(given, "DINKES-01")
    response = sign_in(cast.SARI).post(
        address(given), filled(given) | {f"value-{first.id}": "banyak"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "bukan angka" in page
    assert "Tambah ambulans" in page
    assert not Measurement.objects.exists()


@pytest.mark.parametrize("submit", [{}, {"submit": "1"}])
def test_one_refused_amount_saves_nothing_of_the_form(given, sign_in, submit):
    sari, line = sign_in(cast.SARI), given.agreement.budget_lines.order_by("order").first()
    first = commitment(given, "DINKES-01")
    said = filled(given, **submit) | {f"spent-{line.programme_id}": "999.000.000.000"}
    said[f"file-{first.id}"] = SimpleUploadedFile("laporan.pdf", PDF)
    assert sari.post(address(given), said).status_code == 422
    assert not Measurement.objects.exists()
    assert not Evidence.objects.exists()
    assert trail.timeline(given.agreement).filter(action="measurement.reported").count() == 0


def test_a_report_that_may_not_be_submitted_is_not_kept_either(given, sign_in):
    first = commitment(given, "DINKES-01")
    said = {f"value-{first.id}": "86", "submit": "1"}
    response = sign_in(cast.SARI).post(address(given), said)
    assert response.status_code == 422
    assert 'value="86"' in response.content.decode()
    assert not Measurement.objects.exists()


def test_everything_that_is_missing_is_said_at_once(given, sign_in):
    first, second = commitment(given, "DINKES-01"), commitment(given, "DINKES-02")
    said = {f"value-{first.id}": "84", f"value-{second.id}": "95", "submit": "1"}
    form = sign_in(cast.SARI).post(address(given), said).context["form"]
    assert set(form.errors) == {f"cause-{first.id}", f"cause-{second.id}"}
    said = {f"value-{second.id}": "95", "submit": "1"}
    form = sign_in(cast.SARI).post(address(given), said).context["form"]
    assert set(form.errors) == {f"value-{first.id}", f"cause-{second.id}"}


def test_every_amount_above_its_ceiling_is_said(given, sign_in):
    lines = list(given.agreement.budget_lines.order_by("order"))
    said = filled(given) | {f"spent-{line.programme_id}": "999.000.000.000.000" for line in lines}
    form = sign_in(cast.SARI).post(address(given), said).context["form"]
    assert set(form.errors) == {f"spent-{line.programme_id}" for line in lines}
    assert len(lines) > 1


def test_a_form_that_is_sent_twice_attaches_its_file_once(given, sign_in):
    sari, first = sign_in(cast.SARI), commitment(given, "DINKES-01")
    for _ in range(2):
        file = SimpleUploadedFile("laporan.pdf", PDF)
        assert (
            sari.post(address(given), filled(given) | {f"file-{first.id}": file}).status_code == 303
        )
    assert Evidence.objects.count() == 1


def test_a_dangerous_file_is_refused_beside_its_field(given, sign_in):
    first = commitment(given, "DINKES-01")
    file = SimpleUploadedFile("laporan.pdf", b"<svg onload='x()'/>", "application/pdf")
    response = sign_in(cast.SARI).post(address(given), filled(given) | {f"file-{first.id}": file})
    assert response.status_code == 422
    assert "bukan PDF" in response.content.decode()
    assert not Evidence.objects.exists()


def test_money_above_the_ceiling_is_refused(given, sign_in):
    line = given.agreement.budget_lines.order_by("order").first()
    response = sign_in(cast.SARI).post(
        address(given), filled(given) | {f"spent-{line.programme_id}": "999.000.000.000"}
    )
    assert response.status_code == 422
    assert "melebihi pagunya" in response.content.decode()
    assert not BudgetRealisation.objects.exists()


def test_evidence_is_saved_and_never_shown_in_the_browser(given, sign_in):
    sari = sign_in(cast.SARI)
    first = commitment(given, "DINKES-01")
    sari.post(address(given), {f"file-{first.id}": SimpleUploadedFile("x.pdf", PDF)})
    file = Evidence.objects.get()
    response = sign_in(cast.WULAN).get(f"/pengukuran/bukti/{file.id}/")
    assert response.content == PDF
    assert response["Content-Disposition"] == 'attachment; filename="x.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    for person, host in ((cast.YUSUF, "kab-malang"), (cast.TOMO, "kab-solok")):
        assert sign_in(person, host).get(f"/pengukuran/bukti/{file.id}/").status_code == 404
    assert sari.post(f"/pengukuran/bukti/{file.id}/tarik/").status_code == 303
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("person", "host"),
    [(cast.YUSUF, "kab-malang"), (cast.RINA, "kab-malang"), (cast.TOMO, "kab-solok")],
)
def test_strangers_find_nothing(given, sign_in, person, host):
    client = sign_in(person, host)
    assert client.get(address(given)).status_code == 404
    assert client.post(address(given), filled(given)).status_code == 404
    for tail in ("setujui/", "kembalikan/"):
        assert client.post(address(given, tail=tail), {"reason": "x"}).status_code == 404
    assert not Measurement.objects.exists()


def test_a_visitor_signs_in_first(given, sign_in):
    for where in ("/pengukuran/", address(given), "/pengukuran/capaian/"):
        assert sign_in(None).get(where).status_code == 302


def test_who_may_read_may_not_write(given, sign_in):
    for person in (cast.RATNA, cast.DEWI, cast.WULAN, cast.AGUS):
        client = sign_in(person)
        assert client.get(address(given)).status_code == 200
        client.post(address(given), filled(given))
    assert not Measurement.objects.exists()


def test_the_receiver_does_not_approve_himself(given, sign_in):
    measurement.measured(given, MeasurementState.SUBMITTED)
    sign_in(cast.SARI).post(address(given, tail="setujui/"))
    sign_in(cast.WULAN).post(address(given, tail="setujui/"))
    assert {m.state for m in Measurement.objects.all()} == {MeasurementState.SUBMITTED}


def test_a_return_says_why(given, sign_in):
    measurement.measured(given, MeasurementState.SUBMITTED)
    ratna = sign_in(cast.RATNA)
    assert ratna.post(address(given, tail="kembalikan/"), {"reason": " "}).status_code == 422
    ratna.post(address(given, tail="kembalikan/"), {"reason": "Bukti kurang"})
    assert "Bukti kurang" in sign_in(cast.SARI).get(address(given)).content.decode()


STEWARDS_ONLY = ["periode/{}/tutup/", "periode/{}/buka/"]
LEADERS_ONLY = ["capaian/", "capaian/unduh/", "periode/", "periode/{}/", "rapat/{}/"]


@pytest.mark.parametrize("tail", LEADERS_ONLY)
def test_overviews_are_for_those_who_run_the_cycle(given, sign_in, tail):
    where = "/pengukuran/" + tail.format(given.periods[1].id)
    for person in (cast.RATNA, cast.DEWI, cast.AGUS, cast.WULAN):
        assert sign_in(person).get(where).status_code == 200
    for person in (cast.SARI, cast.RINA):
        assert sign_in(person).get(where).status_code == 404


@pytest.mark.parametrize("tail", STEWARDS_ONLY)
def test_periods_are_the_steward_s(given, sign_in, tail):
    where = "/pengukuran/" + tail.format(given.periods[1].id)
    for person in (cast.RATNA, cast.AGUS, cast.WULAN, cast.SARI):
        assert sign_in(person).post(where, {"reason": "x"}).status_code == 404
    assert Period.objects.get(id=given.periods[1].id).state == Period.State.OPEN


def test_a_period_is_closed_and_opened_again_with_a_reason(given, sign_in):
    dewi = sign_in(cast.DEWI)
    where = f"/pengukuran/periode/{given.periods[1].id}/"
    assert "Kepala Dinas Kesehatan" in dewi.get(where).content.decode()
    assert dewi.post(where + "tutup/").status_code == 303
    assert "sudah ditutup" in sign_in(cast.SARI).get(address(given)).content.decode()
    assert dewi.post(where + "buka/", {"reason": ""}).status_code == 422
    assert dewi.post(where + "buka/", {"reason": "Data BPS terlambat"}).status_code == 303
    assert "Data BPS terlambat" in dewi.get(where).content.decode()


def test_the_steward_makes_the_periods_of_a_year(given, sign_in):
    dewi = sign_in(cast.DEWI)
    assert dewi.post("/pengukuran/periode/", {"year": "2027"}).status_code == 303
    assert Period.objects.filter(year=2027).count() == 4
    assert sign_in(cast.RATNA).post("/pengukuran/periode/", {"year": "2028"}).status_code == 422
    assert not Period.objects.filter(year=2028).exists()


def test_the_overview_counts_and_the_workbook_keeps_missing_empty(given, sign_in):
    measurement.measured(
        given, MeasurementState.APPROVED, figures={"DINKES-01": "86", "DINKES-02": "bt"}
    )
    dewi = sign_in(cast.DEWI)
    page = dewi.get("/pengukuran/capaian/?tahun=2026").content.decode()
    assert "Dinas Kesehatan" in page
    book = dewi.get("/pengukuran/capaian/unduh/?tahun=2026").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    percents = {row[2]: row[7] for row in rows[1:]}
    assert percents == {"Indeks kepuasan masyarakat": 101.18, "Angka kematian ibu": ""}


def test_a_review_is_recorded_by_leaders_after_the_period(given, sign_in):
    measurement.measured(given, MeasurementState.SUBMITTED)
    where = f"/pengukuran/rapat/{given.periods[1].id}/"
    ratna = sign_in(cast.RATNA)
    page = ratna.get(where).content.decode()
    assert "Angka kematian ibu" in page
    assert "Puskesmas belum lengkap" in page
    said = {"held_on": "2026-04-02", "strategy": "Perkuat rujukan", "decisions": "Tambah tenaga"}
    assert ratna.post(where, said | {"held_on": "2026-03-30"}).status_code == 422
    assert ratna.post(where, said).status_code == 303
    assert "Perkuat rujukan" in sign_in(cast.WULAN).get(where).content.decode()
    sign_in(cast.WULAN).post(where, said | {"strategy": "Lain"})
    assert "Perkuat rujukan" in ratna.get(where).content.decode()
