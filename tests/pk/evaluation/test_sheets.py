"""From self-assessment to a final grade: who, when, and what is refused."""

from datetime import date
from decimal import Decimal

import pytest

from core.audit import trail
from core.errors import Invalid, NotAllowed, NotNow
from pk.evaluation.actions import (
    assess,
    finalise,
    judge_follow_up,
    move_sheet,
    open_sheets,
    recommend,
    record_result,
    report_follow_up,
    review,
)
from pk.evaluation.inputs import PartAnswer
from pk.evaluation.models import Recommendation, ScoreSheet, SheetState
from pk.evaluation.queries import results
from tenants.policy.schema import EvaluationRules, RegionPolicy
from tests import cast
from tests.given import evaluation, measurement
from tests.given.organization import YEAR, account

AT = evaluation.AFTER_THE_YEAR
DUE = date(2027, 6, 30)


def by(person):
    return {"by": account(person), "at": AT}


def test_sheets_open_for_units_with_agreements_and_for_the_region(malang):
    measurement.in_force(cast.SARI)
    open_sheets.open_sheets(year=YEAR, **by(cast.DEWI))
    assert not open_sheets.open_sheets(year=YEAR, **by(cast.WULAN))
    names = [str(sheet.unit or "daerah") for sheet in results.sheets(YEAR)]
    assert names == ["daerah", "Dinas Kesehatan"]
    with pytest.raises(NotAllowed):
        open_sheets.open_sheets(year=YEAR, **by(cast.SARI))


def test_a_final_sheet_has_its_exact_score_and_grade(malang):
    sheet = evaluation.sheet_at(SheetState.FINAL, answer="B")
    final = results.final_grade(sheet.unit, YEAR)
    assert (final.score, final.grade) == (Decimal("70.00"), "B")
    assert results.final_grade(None, YEAR) is None
    said = trail.timeline(sheet).first().sentence
    assert said == "menetapkan hasil evaluasi: 70,00 (B)"


def test_what_the_unit_proposed_stays_beside_what_was_decided(malang):
    sheet = evaluation.sheet_at(SheetState.SUBMITTED, answer="A")
    answers = [PartAnswer("1.a", "CC", "Renja terlambat")]
    review.review(sheet=sheet, answers=answers, **by(cast.WULAN))
    row = results.answers(sheet)["1.a"]
    assert (row.proposed, row.decided) == ("A", "CC")


def test_a_review_leaves_the_checklist_and_the_note_of_the_unit_as_they_were(malang):
    sheet = evaluation.sheet_at(SheetState.SUBMITTED, answer="A")
    before = results.answers(sheet)["1.a"]
    answers = [PartAnswer("1.a", "CC", "Renja terlambat", met=())]
    review.review(sheet=sheet, answers=answers, **by(cast.WULAN))
    row = results.answers(sheet)["1.a"]
    assert len(row.criteria_met) > 1
    assert row.criteria_met == before.criteria_met
    assert (row.proposed_note, row.decided_note) == (evaluation.NOTE, "Renja terlambat")


def test_a_unit_that_answers_again_ticks_anew_and_only_criteria_of_the_part(malang):
    sheet = evaluation.sheet_at(SheetState.SELF_ASSESSMENT)
    for met in (("1.a.1", "1.a.2"), ("1.a.2", "1.b.1", "lain")):
        answers = [PartAnswer("1.a", "B", met=met)]
        assess.assess(sheet=sheet, answers=answers, **by(cast.SARI))
    assert results.answers(sheet)["1.a"].criteria_met == ["1.a.2"]


@pytest.mark.parametrize("answer", ["A", "AA"])
def test_a_and_aa_need_a_note(malang, answer):
    sheet = evaluation.sheet_at(SheetState.SELF_ASSESSMENT)
    given = [PartAnswer("1.a", answer, "  ")]
    with pytest.raises(Invalid, match="umur dokumen") as refused:
        assess.assess(sheet=sheet, answers=given, **by(cast.SARI))
    assert refused.value.field == "note-1.a"
    assert not sheet.answers.exists()


def test_an_answer_outside_the_scale_is_refused(malang):
    sheet = evaluation.sheet_at(SheetState.SELF_ASSESSMENT)
    with pytest.raises(Invalid):
        assess.assess(sheet=sheet, answers=[PartAnswer("1.a", "F")], **by(cast.SARI))


@pytest.mark.parametrize("person", [cast.WULAN, cast.DEWI, cast.YUSUF, cast.RINA, cast.RATNA])
def test_a_unit_is_assessed_by_its_own_head_only(malang, person):
    sheet = evaluation.sheet_at(SheetState.SELF_ASSESSMENT)
    with pytest.raises(NotAllowed):
        assess.assess(sheet=sheet, answers=[PartAnswer("1.a", "B")], **by(person))


@pytest.mark.parametrize("person", [cast.SARI, cast.DEWI, cast.RATNA])
def test_scores_are_the_inspectorate_s(malang, person):
    sheet = evaluation.sheet_at(SheetState.SUBMITTED)
    with pytest.raises(NotAllowed):
        review.review(sheet=sheet, answers=[PartAnswer("1.a", "B")], **by(person))


def test_an_incomplete_sheet_is_not_submitted(malang):
    sheet = evaluation.sheet_at(SheetState.SELF_ASSESSMENT)
    assess.assess(sheet=sheet, answers=evaluation.all_parts("B")[:11], **by(cast.SARI))
    with pytest.raises(Invalid, match=r"Belum dinilai: 4\.c"):
        move_sheet.move_sheet(sheet=sheet, target=SheetState.SUBMITTED, **by(cast.SARI))


def test_a_submitted_assessment_is_not_changed_and_comes_back_with_a_reason(malang):
    sheet = evaluation.sheet_at(SheetState.SUBMITTED)
    with pytest.raises(NotNow):
        assess.assess(sheet=sheet, answers=evaluation.all_parts("D"), **by(cast.SARI))
    back = {"sheet": sheet, "target": SheetState.SELF_ASSESSMENT}
    with pytest.raises(Invalid):
        move_sheet.move_sheet(**back, **by(cast.WULAN))
    sheet = move_sheet.move_sheet(**back, reason="Bukti kurang", **by(cast.WULAN))
    assert sheet.state == SheetState.SELF_ASSESSMENT


def test_a_sheet_becomes_final_by_its_own_act_only(malang):
    sheet = evaluation.sheet_at(SheetState.REVIEWED)
    with pytest.raises(NotNow):
        move_sheet.move_sheet(sheet=sheet, target=SheetState.FINAL, **by(cast.WULAN))
    with pytest.raises(NotAllowed):
        finalise.finalise(sheet=sheet, **by(cast.DEWI))


def test_criteria_are_scored_one_by_one_where_the_policy_says_so(malang):
    rules = RegionPolicy(evaluation=EvaluationRules(scoring_level="criterion"))
    sheet = evaluation.sheet_at(SheetState.SELF_ASSESSMENT, rules=rules)
    parts = {f"2.a.{n}": "BB" for n in (1, 2, 3)}
    assess.assess(sheet=sheet, answers=[PartAnswer("2.a", parts=parts)], **by(cast.SARI))
    assert results.result(sheet, "proposed").points["2.a"] == Decimal("4.80")


def test_a_published_result_stands_with_its_source(malang):
    measurement.in_force(cast.SARI)
    said = {"year": 2017, "source_note": "LHE KemenPAN-RB"}
    record_result.record_result(**said, grade="BB", score=None, **by(cast.DEWI))
    final = results.final_grade(None, 2017)
    assert (final.grade, final.score, final.source_note) == ("BB", None, "LHE KemenPAN-RB")
    with pytest.raises(NotNow):
        record_result.record_result(**said, grade="A", score=None, **by(cast.DEWI))


@pytest.mark.parametrize(
    ("grade", "score", "source"),
    [("A", "80", "LHE"), ("BB", "80.01", "LHE"), ("X", None, "LHE"), ("A", "85.555", "LHE"),
     ("A", "85", " ")],
)  # fmt: skip
def test_a_result_that_contradicts_itself_is_refused(malang, grade, score, source):
    measurement.in_force(cast.SARI)
    score = Decimal(score) if score else None
    with pytest.raises(Invalid):
        record_result.record_result(
            year=2020, grade=grade, score=score, source_note=source, **by(cast.DEWI)
        )
    assert not ScoreSheet.objects.exists()


def recommended(sheet, text="agar menyusun rencana aksi triwulanan", due_on=DUE, who=cast.WULAN):
    return recommend.recommend(
        sheet=sheet, sub_component="1.c", text=text, due_on=due_on, **by(who)
    )


def test_a_recommendation_is_followed_up_and_judged(malang):
    row = recommended(evaluation.sheet_at(SheetState.FINAL))
    assert row.text == "Agar menyusun rencana aksi triwulanan"
    row = report_follow_up.report_follow_up(
        recommendation=row, text="Sudah disusun", **by(cast.SARI)
    )
    with pytest.raises(Invalid):
        judge_follow_up.judge_follow_up(
            recommendation=row, accepted=False, reason="", **by(cast.WULAN)
        )
    row = judge_follow_up.judge_follow_up(
        recommendation=row, accepted=True, reason="", **by(cast.WULAN)
    )
    assert row.state == Recommendation.State.CLOSED
    tally = results.recommendation_tally(YEAR, DUE)
    assert (tally.total, tally.closed, tally.late) == (1, 1, 0)


@pytest.mark.parametrize(
    ("text", "due_on"),
    [("Susun rencana aksi", DUE), ("Agar", DUE), ("Agar menyusun rencana aksi", AT.date())],
)
def test_a_recommendation_has_its_form_and_leaves_time(malang, text, due_on):
    with pytest.raises(Invalid):
        recommended(evaluation.sheet_at(SheetState.SUBMITTED), text, due_on)


def test_nobody_closes_a_recommendation_about_himself(malang):
    row = recommended(evaluation.sheet_at(SheetState.FINAL))
    for person in (cast.YUSUF, cast.DEWI, cast.WULAN):
        with pytest.raises(NotAllowed):
            report_follow_up.report_follow_up(recommendation=row, text="x", **by(person))
    row = report_follow_up.report_follow_up(recommendation=row, text="x", **by(cast.SARI))
    with pytest.raises(NotAllowed):
        judge_follow_up.judge_follow_up(
            recommendation=row, accepted=True, reason="", **by(cast.SARI)
        )
