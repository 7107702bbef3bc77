"""How periods make a year and indicators make a mean."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pk.policies import aggregation
from pk.policies.achievement import achievement
from pk.policies.aggregation import Aggregation, Basis
from pk.policies.values import Figure, Kind
from tenants.policy.schema import AchievementRules

D = Decimal


def number(value):
    return Figure(Kind.NUMBER, D(str(value)))


SERIES = {1: number(10), 2: number(30), 4: number(20)}


@pytest.mark.parametrize(
    ("how", "made"), [("LAST", 20), ("SUM", 60), ("AVERAGE", 20), ("HIGHEST", 30), ("LOWEST", 10)]
)
def test_each_way_makes_its_figure_from_the_periods_reported(how, made):
    assert aggregation.realised(how, SERIES) == number(made)


@pytest.mark.parametrize("how", list(Aggregation))
def test_nothing_reported_makes_no_figure(how):
    assert aggregation.realised(how, {}) is None


def test_a_sum_is_compared_with_the_targets_of_the_periods_reported():
    targets = {n: number(25) for n in (1, 2, 3, 4)}
    got = aggregation.compared("SUM", SERIES, year_target=number(100), period_targets=targets)
    assert (got.realisation, got.target, got.basis) == (number(60), number(75), Basis.PERIODS)


def test_without_period_targets_the_basis_is_the_whole_year():
    got = aggregation.compared("SUM", SERIES, year_target=number(100), period_targets={})
    assert (got.target, got.basis) == (number(100), Basis.YEAR)


def test_a_period_reported_without_its_target_makes_no_partial_comparison():
    targets = {1: number(25), 2: number(25)}
    got = aggregation.compared("SUM", SERIES, year_target=number(100), period_targets=targets)
    assert got.basis == Basis.YEAR


def test_the_last_position_is_compared_with_the_target_of_its_period():
    targets = {1: number(10), 2: number(15), 4: number(25)}
    got = aggregation.compared("LAST", SERIES, year_target=number(25), period_targets=targets)
    assert (got.realisation, got.target) == (number(20), number(25))


def test_a_grade_is_never_added_or_averaged():
    grades = {1: Figure(Kind.GRADE, label="A"), 2: Figure(Kind.GRADE, label="B")}
    for how in ("LAST", "SUM", "AVERAGE"):
        assert aggregation.realised(how, grades).label == "B"
    assert aggregation.realised("HIGHEST", grades).label == "A"
    assert aggregation.realised("LOWEST", grades).label == "B"


def test_the_mean_is_capped_but_the_figures_are_not():
    percents = [D(200), D(80), None]
    assert aggregation.mean(percents, 120) == D("100.00")
    assert aggregation.mean(percents, 100) == D("90.00")
    assert aggregation.mean(percents, None) == D("140.00")
    assert percents[0] == 200


def test_the_mean_of_nothing_is_nothing():
    assert aggregation.mean([None, None], 120) is None


def test_an_uncapped_mean_can_hide_misses_and_the_counts_show_them():
    rules = AchievementRules()
    reached = [70, 70, 100, 250]
    made = [achievement("HIGHER", number(100), number(r), rules) for r in reached]
    made.append(achievement("HIGHER", number(100), None, rules))
    tally = aggregation.tally(made)
    assert aggregation.mean([a.percent for a in made], None) > 100
    assert (tally.below, tally.equal, tally.above, tally.missing) == (2, 1, 1, 1)
    assert (tally.total, tally.reported) == (5, 4)


@given(st.lists(st.decimals(min_value=0, max_value=1000, places=2), min_size=1))
def test_a_capped_mean_is_never_above_its_cap_or_the_uncapped_mean(percents):
    capped = aggregation.mean(percents, 120)
    assert capped <= 120
    assert capped <= aggregation.mean(percents, None)
