"""What the figures of a year say: counts, money, who has not reported; and what a page costs."""

from decimal import Decimal

import pytest
import time_machine

from pk.agreements.actions import amend
from pk.agreements.models import AgreementState, AmendmentKind
from pk.measurement.actions import report_budget
from pk.measurement.inputs import Spending
from pk.measurement.models import MeasurementState, Period
from pk.measurement.queries import achievements, figures
from tests import cast, counting
from tests.given import agreements, measurement
from tests.given.organization import YEAR, account

D = Decimal


def at(period, *, days=2):
    return time_machine.travel(measurement.moment(period, days=days), tick=False)


def spend(given, number, *amounts):
    period = given.periods[number]
    lines = given.agreement.budget_lines.order_by("order")
    spendings = [
        Spending(line.programme_id, D(amount)) for line, amount in zip(lines, amounts, strict=False)
    ]
    report_budget.report_budget(
        agreement=given.agreement,
        period=period,
        spendings=spendings,
        by=account(given.person),
        at=measurement.moment(period),
    )


def test_counts_stand_beside_a_capped_mean_and_drafts_do_not_count(malang):
    sari = measurement.in_force(cast.SARI)
    measurement.measured(
        sari, MeasurementState.SUBMITTED, figures={"DINKES-01": "170", "DINKES-02": "95"}
    )
    yusuf = measurement.in_force(cast.YUSUF)
    measurement.measured(yusuf, MeasurementState.DRAFT)
    with at(sari.periods[1]):
        counts = figures.counts(YEAR, on=figures.today())
        unit = figures.counts(YEAR, on=figures.today(), unit=sari.agreement.receiver.position.unit)
    assert (counts.below, counts.equal, counts.above, counts.missing) == (1, 0, 1, 1)
    assert counts.mean_capped == D("107.22")  # 120 instead of 200, and 94,44
    assert "batas atas 120%" in counts.rule
    assert (unit.total, unit.missing) == (2, 0)


@pytest.mark.parametrize(
    ("reached", "word", "remark"),
    [
        ("85", "Sesuai target", ""),
        ("84,5", "Di bawah target", "0,5 indeks"),
        ("87", "Melampaui target", "di atas target 2 indeks"),
    ],
)
def test_behind_the_word_stands_only_what_it_does_not_say(malang, reached, word, remark):
    sari = measurement.in_force(cast.SARI)
    measurement.measured(
        sari, MeasurementState.APPROVED, figures={"DINKES-01": reached, "DINKES-02": "95"}
    )
    with at(sari.periods[1]):
        first = achievements.standings([sari.agreement])[sari.agreement.id][0]
    assert (first.side_word, first.remark) == (word, remark)


def test_the_region_counts_are_those_of_the_head_of_region(malang):
    ratna = measurement.in_force(cast.RATNA)
    measurement.in_force(cast.SARI)
    measurement.measured(ratna, MeasurementState.APPROVED)
    with at(ratna.periods[1]):
        counts = figures.region_counts(YEAR, on=figures.today())
    assert (counts.below, counts.above, counts.total) == (1, 1, 2)


def test_a_figure_up_to_a_period_does_not_see_the_next_one(malang):
    sari = measurement.in_force(cast.SARI)
    measurement.measured(
        sari, MeasurementState.APPROVED, figures={"DINKES-01": "80", "DINKES-02": "90"}
    )
    later = {"DINKES-01": "90", "DINKES-02": "90"}
    measurement.measured(sari, MeasurementState.APPROVED, number=2, figures=later)
    with at(sari.periods[2]):
        assert figures.counts(YEAR, on=figures.today(), period=sari.periods[1]).below == 1
        assert figures.counts(YEAR, on=figures.today()).below == 0


def test_absorption_is_of_what_was_reported_and_says_what_was_not(malang):
    sari = measurement.in_force(cast.SARI)
    spend(sari, 1, 30_000_000_000)
    dinkes = sari.agreement.receiver.position.unit
    money = figures.absorption(YEAR, unit=dinkes)
    assert (money.percent, money.reported, money.total) == (D("25.00"), 1, 2)
    assert not money.is_complete
    spend(sari, 2, 60_000_000_000, 8_500_000_000)
    assert figures.absorption(YEAR, unit=dinkes).percent == D("53.31")
    assert figures.absorption(YEAR, unit=dinkes, period=sari.periods[1]).percent == D("25.00")


def test_nothing_reported_is_not_nothing_spent(malang):
    measurement.in_force(cast.SARI)
    money = figures.absorption(YEAR)
    assert money.percent is None
    assert money.spent == 0


def test_who_has_not_reported_is_named_and_late_after_the_due_day(malang):
    sari, yusuf = measurement.in_force(cast.SARI), measurement.in_force(cast.YUSUF)
    measurement.measured(sari, MeasurementState.SUBMITTED)
    measurement.reported(yusuf)
    with at(sari.periods[1]):
        missing = figures.not_reported(sari.periods[1])
    assert [(row.agreement.receiver_title, row.is_late) for row in missing] == [
        ("Camat Satu", False)
    ]
    assert missing[0].state_word == "Belum diajukan"
    with at(sari.periods[1], days=40):
        assert figures.not_reported(sari.periods[1])[0].is_late
        progress = {row.period.number: row for row in figures.progress(YEAR)}
    assert (progress[1].reported, progress[1].missing, progress[1].late) == (1, 1, 0)


def test_efficiency_is_not_guessed_without_money(malang):
    sari = measurement.in_force(cast.SARI)
    measurement.measured(sari, MeasurementState.APPROVED)
    with at(sari.periods[1]):
        before = figures.by_unit(YEAR)[0]
        spend(sari, 1, 12_000_000_000, 850_000_000)
        after = figures.by_unit(YEAR)[0]
    assert before.efficiency.label == "belum dapat dihitung"
    assert (after.absorption.percent, after.efficiency.label) == (D("10.00"), "efisien")


@pytest.mark.parametrize(
    ("where", "most"),
    [("/pengukuran/?tahun=2026", 16), ("/pengukuran/capaian/?tahun=2026", 45)],
)
def test_a_page_costs_no_more_with_more_agreements(malang, people, sign_in, where, most):
    sari = measurement.in_force(cast.SARI)
    measurement.measured(sari, MeasurementState.APPROVED)
    dewi = sign_in(cast.DEWI)
    with at(sari.periods[1]):
        one = counting.questions(dewi, where)
        for person in (cast.YUSUF, cast.WULAN):
            measurement.measured(measurement.in_force(person), MeasurementState.APPROVED)
        three = counting.questions(dewi, where)
    assert three == one
    assert one <= most


def test_a_year_has_one_kind_of_period(malang):
    given = measurement.in_force(cast.SARI)
    assert {p.kind for p in given.periods.values()} == {Period.Kind.QUARTER}
    assert [str(p) for p in given.periods.values()][:2] == ["Triwulan I 2026", "Triwulan II 2026"]


def test_the_figure_of_the_last_version_wins_whenever_it_was_written(malang):
    """Sari amends in September, and reports quarter I anew under the amendment."""
    sari = measurement.in_force(cast.SARI)
    figures_of_old = {"DINKES-01": "80", "DINKES-02": "95"}
    measurement.measured(sari, MeasurementState.APPROVED, figures=figures_of_old)
    later = measurement.moment(sari.periods[3])
    new = amend.amend(
        agreement=sari.agreement,
        kind=AmendmentKind.STRATEGY,
        reason="APBD Perubahan.",
        by=account(cast.DEWI),
        at=later,
    )
    new = agreements.walked(new, cast.SARI, AgreementState.IN_FORCE, at=later)
    amended = measurement.Given(new, cast.SARI, sari.periods)
    measurement.measured(
        amended, MeasurementState.APPROVED, figures={"DINKES-01": "91", "DINKES-02": "90"}
    )
    with at(sari.periods[3]):
        rows = achievements.standings(figures.mandates(YEAR, on=figures.today()))[new.id]
    assert [row.realisation.low for row in rows] == [D(91), D(90)]
    assert [dict(row.series)[1].low for row in rows] == [D(91), D(90)]
