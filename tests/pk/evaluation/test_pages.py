"""The evaluation as people walk it in the browser, and who never gets in."""

import pytest
import time_machine

from core.documents import archive
from core.documents.models import Document
from pk.evaluation.models import ClauseCase, Recommendation, ScoreSheet, SheetState
from pk.evaluation.queries import results
from tests import cast
from tests.given import evaluation, measurement
from tests.given.organization import YEAR


@pytest.fixture(autouse=True)
def _after_the_year():
    with time_machine.travel(evaluation.AFTER_THE_YEAR, tick=False):
        yield


@pytest.fixture
def given(malang, people):
    return measurement.in_force(cast.SARI, rules=evaluation.RESIGNATION)


def fill(client, sheet, answer, *, note="Sejak 2021"):
    template = results.template_of(sheet)
    for component in template.components:
        said = {}
        for part in component.parts:
            said[f"answer-{part.code}"] = answer
            said[f"note-{part.code}"] = note
            said[f"met-{part.code}"] = [c.code for c in part.criteria[:2]]
        where = f"/evaluasi/{sheet.id}/komponen/{component.code}/"
        assert client.post(where, said).status_code == 303


def test_from_opening_to_the_report_and_the_open_case(given, sign_in):
    wulan, sari, ratna = sign_in(cast.WULAN), sign_in(cast.SARI), sign_in(cast.RATNA)
    assert wulan.post("/evaluasi/buka/", {"year": YEAR}).status_code == 303
    sheet = ScoreSheet.objects.get(unit__code="DINKES")
    home = f"/evaluasi/{sheet.id}/"
    fill(sari, sheet, "BB")
    assert sari.post(f"{home}status/SUBMITTED/").status_code == 303
    assert "BB" in wulan.get(home).content.decode()
    fill(wulan, sheet, "CC")
    assert wulan.post(f"{home}status/REVIEWED/").status_code == 303
    assert wulan.post(f"{home}status/FINAL/").status_code == 303
    sheet.refresh_from_db()
    assert (str(sheet.score), sheet.grade) == ("60.00", "CC")
    recommended = {"sub_component": "1.c", "text": "Agar menyusun rencana aksi"}
    wulan.post(f"{home}rekomendasi/", recommended | {"due_on": "2027-06-30"})
    assert wulan.post(f"{home}terbitkan/").status_code == 303
    document = Document.objects.get(kind="evaluation_report")
    assert document.content["grade"] == "CC"
    assert document.content["recommendations"][0]["text"] == "Agar menyusun rencana aksi"
    assert sari.get(f"/dokumen/{document.id}/").content == archive.latest_pdf(document)
    assert sign_in(cast.YUSUF).get(f"/dokumen/{document.id}/").status_code == 404
    case = ClauseCase.objects.get()
    where = f"/evaluasi/klausul/{case.id}/"
    assert "predikat CC atau kurang" in sari.get(where).content.decode()
    said = {"decision": "FOLLOWED", "reason": "Dibahas dengan yang bersangkutan"}
    sari.post(where, said)
    sign_in(cast.DEWI).post(where, said)
    case.refresh_from_db()
    assert case.state == ClauseCase.State.OPEN
    assert ratna.post(where, said | {"decision": "IMPROVEMENT"}).status_code == 422
    assert ratna.post(where, said).status_code == 303
    assert "Dibahas dengan yang bersangkutan" in sari.get(where).content.decode()


def test_an_a_without_a_note_is_refused_at_its_field_and_nothing_is_lost(given, sign_in):
    sheet = evaluation.sheet_at(SheetState.SELF_ASSESSMENT, given=given)
    where = f"/evaluasi/{sheet.id}/komponen/1/"
    said = {"answer-1.a": "AA", "answer-1.b": "B", "note-1.b": "Renstra selaras"}
    response = sign_in(cast.SARI).post(where, said)
    page = response.content.decode()
    assert response.status_code == 422
    assert "umur dokumen" in page
    assert "Renstra selaras" in page
    assert not sheet.answers.exists()


def test_an_incomplete_sheet_says_what_is_missing(given, sign_in):
    sheet = evaluation.sheet_at(SheetState.SELF_ASSESSMENT, given=given)
    response = sign_in(cast.SARI).post(f"/evaluasi/{sheet.id}/status/SUBMITTED/")
    assert response.status_code == 422
    assert "Belum dinilai: 1.a" in response.content.decode()


@pytest.mark.parametrize(
    ("person", "host"),
    [(cast.YUSUF, "kab-malang"), (cast.RINA, "kab-malang"), (cast.TOMO, "kab-solok")],
)
def test_strangers_find_no_sheet_recommendation_or_case(given, sign_in, person, host):
    sheet = evaluation.sheet_at(SheetState.FINAL, given=given, answer="CC")
    row = Recommendation.objects.create(sheet=sheet, text="Agar", due_on=evaluation.DUE_ON)
    client = sign_in(person, host)
    for where in (
        f"/evaluasi/{sheet.id}/",
        f"/evaluasi/{sheet.id}/komponen/1/",
        f"/evaluasi/rekomendasi/{row.id}/",
        f"/evaluasi/klausul/{ClauseCase.objects.get().id}/",
    ):
        assert client.get(where).status_code == 404
    for tail in ("status/SUBMITTED/", "terbitkan/", "rekomendasi/"):
        assert client.post(f"/evaluasi/{sheet.id}/{tail}").status_code == 404
    assert "Dinas Kesehatan" not in client.get("/evaluasi/").content.decode()
    assert client.get("/evaluasi/klausul/").status_code == 200


@pytest.mark.parametrize(
    ("where", "allowed"),
    [
        ("/evaluasi/hasil-luar/", {cast.DEWI}),
        ("/evaluasi/buka/", {cast.DEWI, cast.WULAN}),
        ("/evaluasi/klausul/periksa/", {cast.DEWI, cast.WULAN, cast.RATNA}),
    ],
)
def test_acts_of_the_cycle_are_closed_to_others(given, sign_in, where, allowed):
    for person in (cast.DEWI, cast.WULAN, cast.RATNA, cast.AGUS, cast.SARI):
        status = sign_in(person).post(where, {"year": "2026"}).status_code
        assert (status != 404) == (person in allowed), person.username


def test_a_result_from_outside_is_recorded_and_shown(given, sign_in):
    dewi = sign_in(cast.DEWI)
    said = {"year": "2025", "grade": "BB", "score": "80,01", "source_note": "LHE KemenPAN-RB"}
    response = dewi.post("/evaluasi/hasil-luar/", said)
    assert response.status_code == 422
    assert "berpredikat A" in response.content.decode()
    assert dewi.post("/evaluasi/hasil-luar/", said | {"score": "75,5"}).status_code == 303
    page = dewi.get("/evaluasi/?tahun=2025").content.decode()
    assert "75,50" in page
    sheet = ScoreSheet.objects.get(year=2025)
    assert "LHE KemenPAN-RB" in dewi.get(f"/evaluasi/{sheet.id}/").content.decode()


def test_a_recommendation_goes_to_and_fro(given, sign_in):
    sheet = evaluation.sheet_at(SheetState.FINAL, given=given)
    row = Recommendation.objects.create(sheet=sheet, text="Agar …", due_on=evaluation.DUE_ON)
    where = f"/evaluasi/rekomendasi/{row.id}/"
    sari, wulan = sign_in(cast.SARI), sign_in(cast.WULAN)
    assert sari.post(where, {"text": ""}).status_code == 422
    assert sari.post(where, {"text": "Rencana aksi tersusun"}).status_code == 303
    assert wulan.post(where, {"reason": ""}).status_code == 422
    assert wulan.post(where, {"reason": "Lampirkan bukti"}).status_code == 303
    assert "Lampirkan bukti" in sari.get(where).content.decode()
    sari.post(where, {"text": "Bukti terlampir"})
    assert wulan.post(where, {"reason": "", "accept": "1"}).status_code == 303
    row.refresh_from_db()
    assert row.state == Recommendation.State.CLOSED


def test_an_improvement_period_is_given_and_closed(malang, people, sign_in):
    case = evaluation.missed_target()
    where, ratna = f"/evaluasi/klausul/{case.id}/", sign_in(cast.RATNA)
    said = {"decision": "IMPROVEMENT", "reason": "Masih dapat dikejar"}
    assert ratna.post(where, said).status_code == 303
    page = sign_in(cast.SARI).get(where).content.decode()
    assert "20 Januari 2027 sampai sebelum 20 Juli 2027" in page
    early = {"result": "NOT_IMPROVED", "outcome": "Tetap"}
    assert ratna.post(where, early).status_code == 422
    assert ratna.post(where, early | {"result": "IMPROVED"}).status_code == 303
    assert "Kinerja membaik" in ratna.get(where).content.decode()
