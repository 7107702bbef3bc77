"""Clauses open cases with evidence; a person decides."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.audit import trail
from core.errors import Invalid, NotAllowed, NotNow
from pk.evaluation.actions import _clause_cases as watch
from pk.evaluation.actions import check_clauses, close_improvement, decide_case, record_result
from pk.evaluation.models import ClauseCase, Decision, ImprovementPeriod, SheetState
from pk.evaluation.queries import results
from tenants.policy.schema import RegionPolicy, ResignationClause
from tests import cast
from tests.given import evaluation, measurement
from tests.given.organization import YEAR, account

AT = evaluation.AFTER_THE_YEAR


def by(person, at=AT):
    return {"by": account(person), "at": at}


def checked(at=AT):
    return check_clauses.check_clauses(year=YEAR, **by(cast.DEWI, at))


@pytest.mark.parametrize(("answer", "opens"), [("CC", True), ("C", True), ("B", False)])
def test_a_grade_of_cc_or_less_opens_a_case_when_it_becomes_final(malang, answer, opens):
    evaluation.sheet_at(SheetState.FINAL, answer=answer, rules=evaluation.RESIGNATION)
    assert ClauseCase.objects.exists() is opens


def test_a_grade_that_is_not_final_opens_nothing(malang):
    evaluation.sheet_at(SheetState.REVIEWED, answer="D", rules=evaluation.RESIGNATION)
    assert checked() == []


def test_the_evidence_is_frozen_when_the_case_opens(malang):
    evaluation.sheet_at(SheetState.FINAL, answer="CC", rules=evaluation.RESIGNATION)
    case = ClauseCase.objects.get()
    assert case.evidence["grade"] == "CC"
    assert case.evidence["score"] == "60.00"
    assert case.evidence["score_of"] == "Dinas Kesehatan"
    assert "predikat CC atau kurang" in case.evidence["text"]
    assert case.state == ClauseCase.State.OPEN
    assert "Keputusan menunggu kepala daerah." in trail.timeline(case).get().sentence


def test_a_clause_on_the_region_s_score_looks_at_the_region_only(malang):
    rules = RegionPolicy(clauses=[ResignationClause(grade_at_most="CC", score_of="region")])
    evaluation.sheet_at(SheetState.FINAL, answer="D", rules=rules)
    assert not ClauseCase.objects.exists()
    record_result.record_result(
        year=YEAR, grade="A", score=Decimal(85), source_note="LHE", **by(cast.DEWI)
    )
    assert not ClauseCase.objects.exists()


def test_a_low_result_of_the_region_opens_the_case(malang):
    rules = RegionPolicy(clauses=[ResignationClause(grade_at_most="CC", score_of="region")])
    measurement.in_force(cast.SARI, rules=rules)
    record_result.record_result(
        year=YEAR, grade="CC", score=None, source_note="LHE", **by(cast.DEWI)
    )
    assert ClauseCase.objects.get().evidence["score_of"] == "Pemerintah daerah"


def test_a_missed_target_opens_a_case_after_the_year(malang):
    case = evaluation.missed_target()
    assert case.kind == "improvement"
    assert [row["indicator"] for row in case.evidence["missed"]] == ["Indeks kepuasan masyarakat"]
    assert case.evidence["missed"][0]["sentence"] == "di bawah target 1 indeks"
    assert checked() == []


def test_within_the_year_nothing_is_missed_yet(malang):
    given = measurement.in_force(cast.SARI, rules=evaluation.IMPROVEMENT)
    figures = {"DINKES-01": "10", "DINKES-02": "90"}
    measurement.measured(given, "APPROVED", number=1, figures=figures)
    assert checked(measurement.moment(given.periods[2])) == []


def test_what_was_not_reported_is_listed_and_not_counted_as_missed(malang):
    given = measurement.in_force(cast.SARI, rules=evaluation.IMPROVEMENT)
    figures = {"DINKES-01": "10", "DINKES-02": "90"}
    measurement.measured(given, "APPROVED", number=1, figures=figures)
    assert checked() == []
    finding = watch.examined(YEAR, AT.date())[0].finding
    assert finding.met is None
    assert set(finding.lacking) == {"Indeks kepuasan masyarakat", "Angka kematian ibu"}


def test_a_year_in_which_all_was_reached_opens_nothing(malang):
    given = measurement.in_force(cast.SARI, rules=evaluation.IMPROVEMENT)
    evaluation.whole_year(given, {"DINKES-01": "85", "DINKES-02": "80"})
    assert checked() == []
    assert watch.examined(YEAR, AT.date())[0].finding.met is False


def decided(case, decision, reason="Hasil pembahasan", who=cast.RATNA, at=AT):
    return decide_case.decide_case(case=case, decision=decision, reason=reason, **by(who, at))


def test_the_improvement_period_is_as_long_as_the_clause_says_and_half_open(malang):
    case = decided(evaluation.missed_target(), Decision.IMPROVEMENT)
    period = ImprovementPeriod.objects.get(case=case)
    assert (period.starts_on, period.ends_on) == (date(2027, 1, 20), date(2027, 7, 20))
    assert results.open_cases() == 1


@pytest.mark.parametrize("person", [cast.DEWI, cast.WULAN, cast.SARI, cast.BIMA, cast.AGUS])
def test_only_the_head_of_region_decides(malang, person):
    case = evaluation.missed_target()
    with pytest.raises(NotAllowed):
        decided(case, Decision.DISMISSED, who=person)


def test_a_decision_has_its_reason_and_is_made_once(malang):
    case = evaluation.missed_target()
    with pytest.raises(Invalid):
        decided(case, Decision.DISMISSED, reason=" ")
    with pytest.raises(Invalid):
        decided(case, "RESIGN")
    decided(case, Decision.DISMISSED)
    with pytest.raises(NotNow):
        decided(case, Decision.FOLLOWED)
    assert not ImprovementPeriod.objects.exists()


def test_a_resignation_clause_gives_no_time_to_improve(malang):
    evaluation.sheet_at(SheetState.FINAL, answer="CC", rules=evaluation.RESIGNATION)
    with pytest.raises(Invalid, match="tidak memuat masa perbaikan"):
        decided(ClauseCase.objects.get(), Decision.IMPROVEMENT)


def test_that_nothing_improved_is_said_only_when_the_time_is_over(malang):
    case = decided(evaluation.missed_target(), Decision.IMPROVEMENT)
    said = {
        "improvement": case.improvement,
        "result": ImprovementPeriod.Result.NOT_IMPROVED,
        "outcome": "Target tetap tidak tercapai",
    }
    last = AT.replace(month=7, day=19)
    with pytest.raises(NotNow):
        close_improvement.close_improvement(**said, **by(cast.RATNA, last))
    after = last + timedelta(days=1)
    with pytest.raises(NotAllowed):
        close_improvement.close_improvement(**said, **by(cast.DEWI, after))
    row = close_improvement.close_improvement(**said, **by(cast.RATNA, after))
    assert row.closed_at == after
    with pytest.raises(NotNow):
        close_improvement.close_improvement(**said, **by(cast.RATNA, after))
    assert results.open_cases() == 0


def test_an_improvement_may_be_seen_early(malang):
    case = decided(evaluation.missed_target(), Decision.IMPROVEMENT)
    row = close_improvement.close_improvement(
        improvement=case.improvement,
        result=ImprovementPeriod.Result.IMPROVED,
        outcome="Target tercapai",
        **by(cast.RATNA),
    )
    assert row.result == "IMPROVED"
