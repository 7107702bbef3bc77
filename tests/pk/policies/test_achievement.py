"""Achievement: every case of the domain reference, and what other systems get wrong."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pk.policies.achievement import Direction, Flag, TargetSide, achievement, side_sentence
from pk.policies.values import Figure, Kind
from tenants.policy.schema import AchievementRules

D = Decimal
FORM_A = AchievementRules(lower_is_better="form_a")
FORM_B = AchievementRules(lower_is_better="form_b")
EXAMPLES = Path(__file__).parents[2] / "data" / "indicators-examples.csv"


def number(low, high=None):
    return Figure(Kind.NUMBER, D(str(low)), None if high is None else D(str(high)))


def percent(direction, target, realisation, rules=FORM_A):
    return achievement(direction, number(target), number(realisation), rules).percent


def published_rows():
    with EXAMPLES.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["reproduces"] in ("yes", "no")]
    assert len(rows) >= 20
    return rows


@pytest.mark.parametrize(
    "row", published_rows(), ids=lambda r: f"{r['indicator'][:30]}-{r['year']}"
)
def test_the_published_documents_are_reproduced(row):
    way = Direction.HIGHER if row["direction"] == "positive" else Direction.LOWER
    ours = percent(way, row["target"], row["realisation"])
    assert abs(ours - D(row["capaian_recomputed_pct"])) <= D("0.01")
    agrees = abs(ours - D(row["capaian_reported_pct"])) <= D("0.02")
    assert agrees == (row["reproduces"] == "yes")


def test_lower_is_better_by_form_a_is_the_official_figure():
    assert percent(Direction.LOWER, "20.10", "17.60") == D("112.44")
    assert percent(Direction.LOWER, 94, 144) == D("46.81")


def test_lower_is_better_by_form_b_is_the_other_one():
    assert percent(Direction.LOWER, "20.10", "17.60", FORM_B) == D("114.20")


@pytest.mark.parametrize("wrong", ["12.44", "13.44"])
def test_the_mistakes_of_other_systems_are_not_made(wrong):
    assert percent(Direction.LOWER, "20.10", "17.60") != D(wrong)
    assert percent(Direction.LOWER, "20.10", "17.60", FORM_B) != D(wrong)


def test_no_case_at_all_is_the_best_result_and_not_zero():
    assert percent(Direction.LOWER, "20.10", 0) == 200
    assert percent(Direction.LOWER, "20.10", 0, FORM_B) == 100
    best = achievement(Direction.LOWER, number("20.10"), number(0), FORM_B)
    assert best.side == TargetSide.ABOVE


def test_form_a_does_not_go_below_zero():
    assert percent(Direction.LOWER, 10, 21) == 0
    assert percent(Direction.LOWER, 10, 20) == 0
    assert percent(Direction.HIGHER, 10, -3) == 0


@pytest.mark.parametrize(
    ("direction", "realisation", "expected"),
    [
        (Direction.LOWER, 0, 100),
        (Direction.LOWER, 3, 0),
        (Direction.HIGHER, 0, 100),
        (Direction.HIGHER, 5, 100),
        (Direction.HIGHER, -1, 0),
    ],
)
def test_a_target_of_zero_is_reached_or_not(direction, realisation, expected):
    assert percent(direction, 0, realisation) == expected


@pytest.mark.parametrize(
    ("direction", "realisation", "expected"),
    [(Direction.HIGHER, "-1", 150), (Direction.HIGHER, "-3", 50), (Direction.LOWER, "-3", 150)],
)
def test_a_negative_target_is_measured_by_the_distance_to_it(direction, realisation, expected):
    assert percent(direction, "-2", realisation) == expected


@pytest.mark.parametrize(
    ("realisation", "expected", "side"),
    [
        (70, 100, TargetSide.EQUAL),
        (75, 100, TargetSide.EQUAL),
        (80, 100, TargetSide.EQUAL),
        (63, 90, TargetSide.BELOW),
        (88, 90, TargetSide.BELOW),
        (0, 0, TargetSide.BELOW),
        (200, 0, TargetSide.BELOW),
    ],
)
def test_a_range_counts_inside_as_reached_and_outside_by_the_nearest_end(
    realisation, expected, side
):
    got = achievement(Direction.RANGE, number(70, 80), number(realisation), FORM_A)
    assert (got.percent, got.side) == (expected, side)


def test_a_range_target_of_a_one_way_indicator_can_be_surpassed():
    assert (
        achievement(Direction.HIGHER, number(70, 80), number(88), FORM_A).side == TargetSide.ABOVE
    )
    assert achievement(Direction.LOWER, number(70, 80), number(63), FORM_A).percent == 110


def grade(label):
    return Figure(Kind.GRADE, label=label)


@pytest.mark.parametrize(
    ("target", "got", "ordinal", "reached"),
    [
        ("WDP", "WTP", "133.33", 100),
        ("WTP", "TW", "50.00", 0),
        ("BB", "BB", "100.00", 100),
        ("A", "B", "66.67", 0),
    ],
)
def test_a_grade_counts_by_its_rank_or_by_being_reached(target, got, ordinal, reached):
    by_rank = AchievementRules(grade_ratio="ordinal")
    by_reaching = AchievementRules(grade_ratio="reached")
    assert achievement("HIGHER", grade(target), grade(got), by_rank).percent == D(ordinal)
    assert achievement("HIGHER", grade(target), grade(got), by_reaching).percent == reached


def test_yes_and_no_are_hundred_and_zero():
    yes, no = Figure(Kind.YES_NO, D(1)), Figure(Kind.YES_NO, D(0))
    assert achievement("HIGHER", yes, yes, FORM_A).percent == 100
    assert achievement("HIGHER", yes, no, FORM_A).percent == 0


def test_missing_is_not_zero():
    missing = achievement(Direction.HIGHER, number(80), None, FORM_A)
    zero = achievement(Direction.HIGHER, number(80), number(0), FORM_A)
    assert (missing.percent, missing.side, missing.flag) == (None, None, Flag.MISSING)
    assert (zero.percent, zero.side, zero.flag) == (0, TargetSide.BELOW, Flag.LOW)


@pytest.mark.parametrize(
    ("realisation", "flag"),
    [("74.99", "LOW"), ("75", ""), ("120", ""), ("120.01", "HIGH"), ("0", "LOW")],
)
def test_what_is_far_from_target_is_flagged_for_review(realisation, flag):
    assert achievement("HIGHER", number(100), number(realisation), FORM_A).flag == flag


def test_almost_reached_is_below_even_when_it_prints_as_hundred():
    almost = achievement(Direction.HIGHER, number(1000000), number("999999.9"), FORM_A)
    assert almost.percent == D("100.00")
    assert almost.side == TargetSide.BELOW


RANGE_RULE = "di dalam rentang 100; di luar rentang menurut batas terdekat"


@pytest.mark.parametrize(
    ("direction", "target", "rules", "formula"),
    [
        ("HIGHER", number(80), FORM_A, "R / T × 100"),
        ("LOWER", number(80), FORM_A, "(2T − R) / T × 100"),
        ("LOWER", number(80), FORM_B, "T / R × 100; R = 0 ditetapkan 100"),
        ("LOWER", number(0), FORM_A, "T = 0: tercapai 100, tidak tercapai 0"),
        ("LOWER", number(-2), FORM_B, "100 − (R − T) / |T| × 100"),
        ("RANGE", number(7, 8), FORM_A, RANGE_RULE),
        ("HIGHER", grade("A"), FORM_A, "peringkat R / peringkat T × 100"),
    ],
)  # fmt: skip
def test_the_rule_is_printed_with_the_figure(direction, target, rules, formula):
    assert achievement(direction, target, None, rules).formula_text == formula


@pytest.mark.parametrize(
    ("direction", "target", "realisation", "unit", "sentence"),
    [
        ("HIGHER", number("82.4"), number("78.2"), "%", "di bawah target 4,2 poin"),
        ("HIGHER", number(70), number("71.5"), "tahun", "di atas target 1,5 tahun"),
        ("HIGHER", number(70), number(70), "tahun", "sesuai target"),
        ("LOWER", number(28), number(31), "orang", "belum mencapai target: 3 orang lebih tinggi"),
        ("LOWER", number(28), number(20), "orang", "lebih baik: 8 orang lebih rendah dari target"),
        ("RANGE", number(7, 8), number(9), "", "di atas rentang target 1"),
        ("RANGE", number(7, 8), number("7.5"), "", "di dalam rentang target"),
        ("HIGHER", grade("A"), grade("B"), "", "2 tingkat di bawah target"),
        ("HIGHER", number(70), None, "", "belum dilaporkan"),
    ],
)
def test_the_distance_is_said_in_a_sentence(direction, target, realisation, unit, sentence):
    assert side_sentence(direction, target, realisation, unit=unit) == sentence


POSITIVE = st.decimals(min_value="0.01", max_value=10**6, places=2)
ANY = st.decimals(min_value=-(10**6), max_value=10**6, places=2)
RULES = st.sampled_from([FORM_A, FORM_B])


@given(POSITIVE, POSITIVE, st.sampled_from(["HIGHER", "LOWER"]), RULES)
def test_hundred_and_more_means_at_least_the_target(target, realisation, direction, rules):
    got = achievement(direction, number(target), number(realisation), rules)
    if got.side == TargetSide.BELOW:
        assert got.percent <= 100
    else:
        assert got.percent >= 100


@given(ANY, ANY, st.sampled_from(list(Direction)), RULES)
def test_achievement_is_never_negative_and_always_has_two_decimals(target, value, way, rules):
    got = achievement(way, number(target), number(value), rules)
    assert got.percent >= 0
    assert got.percent == got.percent.quantize(D("0.01"))


@given(POSITIVE, POSITIVE, POSITIVE)
def test_a_better_realisation_never_lowers_the_achievement(target, one, other):
    worse, better = sorted([one, other])
    assert percent("HIGHER", target, worse) <= percent("HIGHER", target, better)
    assert percent("LOWER", target, better) <= percent("LOWER", target, worse)


@given(ANY, ANY)
def test_form_a_mirrors_higher_is_better_at_the_target(target, realisation):
    up = achievement("HIGHER", number(target), number(realisation), FORM_A)
    down = achievement("LOWER", number(target), number(2 * target - realisation), FORM_A)
    if target != 0:
        assert up.percent == down.percent
