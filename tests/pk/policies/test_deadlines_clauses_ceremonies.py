"""Deadlines, clauses, ceremonies; and that a policy can name nothing that does not exist."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Invalid
from pk.cascade import models as cascade
from pk.policies import (
    achievement,
    aggregation,
    ceremonies,
    clauses,
    deadlines,
    efficiency,
    grades,
    scales,
    values,
)
from pk.policies.clauses import CaseEvidence
from tenants.policy import schema
from tenants.policy.schema import Deadline, ImprovementClause, ResignationClause


@pytest.mark.parametrize(
    ("start", "months", "days", "due"),
    [
        (date(2026, 1, 2), 1, 0, date(2026, 2, 2)),
        (date(2026, 1, 31), 1, 0, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, 0, date(2028, 2, 29)),
        (date(2025, 12, 31), 1, 0, date(2026, 1, 31)),
        (date(2025, 12, 31), 2, 0, date(2026, 2, 28)),
        (date(2026, 3, 31), 1, 0, date(2026, 4, 30)),
        (date(2026, 2, 3), 0, 7, date(2026, 2, 10)),
        (date(2026, 1, 31), 1, 1, date(2026, 3, 1)),
        (date(2026, 1, 5), 0, 0, date(2026, 1, 5)),
    ],
)
def test_months_are_calendar_months_and_end_on_the_last_day(start, months, days, due):
    assert deadlines.due_on(Deadline(months=months, days=days), start=start) == due


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 24))
def test_a_month_later_is_in_the_month_that_follows(start, months):
    later = deadlines.add_months(start, months)
    assert (later.year * 12 + later.month) - (start.year * 12 + start.month) == months
    assert later.day <= start.day


def test_a_deadline_is_said_in_words():
    assert deadlines.in_words(Deadline(months=1)) == (
        "paling lambat 1 bulan setelah dokumen anggaran disahkan"
    )
    assert "7 hari" in deadlines.in_words(Deadline(after="signed", days=7))


RESIGN = ResignationClause(grade_at_most="CC")
IMPROVE = ImprovementClause(months=6)


def test_a_clause_prints_its_terms():
    assert "predikat CC atau kurang" in clauses.text_of(RESIGN)
    assert "selama 6 bulan" in clauses.text_of(IMPROVE)


def test_braces_of_a_region_s_own_wording_do_no_harm():
    odd = ResignationClause.model_construct(text="Predikat {grade} {0} {grade.__class__}")
    assert clauses.text_of(odd) == "Predikat CC {0} {grade.__class__}"


@pytest.mark.parametrize("clause", [RESIGN, IMPROVE], ids=lambda c: c.kind)
def test_a_clause_survives_being_kept_with_an_agreement(clause):
    assert clauses.clause_from(clause.kind, clauses.terms_of(clause)) == clause


@pytest.mark.parametrize(
    ("grade", "met"), [("CC", True), ("C", True), ("D", True), ("B", False), (None, None)]
)
def test_the_resignation_clause_looks_at_the_final_grade_only(grade, met):
    assert clauses.examine(RESIGN, CaseEvidence(grade=grade)).met is met


@pytest.mark.parametrize(
    ("evidence", "met"),
    [
        (CaseEvidence(missed=("a",), reached=2), True),
        (CaseEvidence(missed=("a",), unreported=("b",)), True),
        (CaseEvidence(reached=3), False),
        (CaseEvidence(reached=3, unreported=("b",)), None),
        (CaseEvidence(), None),
    ],
)
def test_unreported_indicators_are_listed_and_never_counted_as_missed(evidence, met):
    finding = clauses.examine(IMPROVE, evidence)
    assert finding.met is met
    assert finding.lacking == evidence.unreported


RECEIVERS = ["A", "B", "C", "D"]


@pytest.mark.parametrize(
    ("name", "on_stage"),
    [
        ("individual", []),
        ("representative", ["B", "D"]),
        ("mass", RECEIVERS),
        ("simultaneous", RECEIVERS),
    ],
)
def test_each_ceremony_says_who_signs_on_stage_in_protocol_order(name, on_stage):
    assert ceremonies.ceremony(name).on_stage(RECEIVERS, ["D", "B"]) == on_stage


@pytest.mark.parametrize("representatives", [[], ["Z"]])
def test_a_representative_must_be_a_receiver(representatives):
    with pytest.raises(Invalid):
        ceremonies.ceremony("representative").on_stage(RECEIVERS, representatives)


def names(model, field):
    kind = model.model_fields[field].annotation
    return {name for part in (get_args(kind) or ()) for name in (get_args(part) or (part,)) if name}


@pytest.mark.parametrize(
    ("named", "known"),
    [
        (names(schema.Signing, "ceremony"), set(ceremonies.STRATEGIES)),
        (names(schema.AchievementRules, "scale"), set(scales.SCALES)),
        (names(schema.AchievementRules, "efficiency"), set(efficiency.STRATEGIES)),
        (set(get_args(schema.GradeCode)), set(grades.BY_CODE)),
        ({"resignation", "improvement"}, set(clauses.STRATEGIES)),
        (set(get_args(Deadline.model_fields["after"].annotation)), set(deadlines.AFTER_WORDS)),
    ],
)
def test_the_policy_names_exactly_what_exists(named, known):
    assert named
    assert named == known


def test_every_kind_of_clause_in_the_policy_has_a_strategy():
    union = get_args(get_args(schema.Clause)[0]) or get_args(schema.Clause)
    kinds = {part.model_fields["kind"].default for part in union}
    assert kinds == set(clauses.STRATEGIES)


@pytest.mark.parametrize(
    ("stored", "ours"),
    [
        (cascade.ValueKind, values.Kind),
        (cascade.Direction, achievement.Direction),
        (cascade.Aggregation, aggregation.Aggregation),
    ],
)
def test_the_cascade_stores_the_names_that_are_computed_with(stored, ours):
    assert set(stored.values) == {member.value for member in ours}


@pytest.mark.parametrize(
    ("entered", "wanted", "agenda"),
    [
        ("", False, ""),
        ("", True, "Sosialisasi perjanjian kinerja"),
        ("Pembukaan\nSOSIALISASI oleh Sekda", True, "Pembukaan\nSOSIALISASI oleh Sekda"),
    ],
)
def test_a_wanted_socialisation_stands_in_the_agenda_once(entered, wanted, agenda):
    assert ceremonies.agenda(entered, wanted) == agenda
