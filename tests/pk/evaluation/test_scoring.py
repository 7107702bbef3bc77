"""The LKE and its arithmetic, exact to the boundary."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import NotFound
from pk.policies import grades, lke, scoring

D = Decimal
LKE = lke.template("lke-akip-permenpanrb-88-2021")
ANSWER = st.sampled_from(list(grades.ANSWERS))


def same(answer):
    return {part.code: answer for part in LKE.parts}


def test_the_sheet_has_four_components_twelve_parts_and_eighty_criteria():
    assert [(c.code, c.weight) for c in LKE.components] == [
        ("1", 30), ("2", 30), ("3", 15), ("4", 25),
    ]  # fmt: skip
    assert len(list(LKE.parts)) == 12
    assert sum(len(part.criteria) for part in LKE.parts) == 80
    for component in LKE.components:
        assert sum(part.weight for part in component.parts) == component.weight


def test_the_aspects_weigh_twenty_thirty_and_fifty():
    weights = dict.fromkeys(lke.ASPECTS, D(0))
    for part in LKE.parts:
        weights[part.aspect] += part.weight
    assert weights == {"keberadaan": 20, "kualitas": 30, "pemanfaatan": 50}


def test_an_unknown_template_is_not_found():
    with pytest.raises(NotFound):
        lke.template("lke-lain")


def test_the_example_of_the_sheet():
    assert scoring.result(LKE, same("B") | {"1.a": "A"}).points["1.a"] == D("5.40")


@pytest.mark.parametrize(
    ("answer", "score", "grade"),
    [
        ("AA", 100, "AA"),
        ("A", 90, "A"),
        ("BB", 80, "BB"),
        ("B", 70, "B"),
        ("CC", 60, "CC"),
        ("C", 50, "C"),
        ("D", 30, "D"),
        ("E", 0, "D"),
    ],
)
def test_the_same_answer_everywhere_gives_its_value_and_its_grade(answer, score, grade):
    result = scoring.result(LKE, same(answer))
    assert (result.score, result.grade.code, result.unanswered) == (score, grade, ())


def test_a_hair_above_a_boundary_is_the_better_grade():
    assert scoring.result(LKE, same("BB") | {"3.a": "A"}).grade.code == "A"
    assert scoring.result(LKE, same("BB") | {"3.a": "A"}).score == D("80.30")


def test_an_open_part_earns_nothing_and_is_listed():
    answers = same("BB")
    del answers["2.c"]
    result = scoring.result(LKE, answers)
    assert (result.score, result.unanswered) == (D("68.00"), ("2.c",))


def by_criterion(answer):
    return {part.code: {c.code: answer for c in part.criteria} for part in LKE.parts}


@pytest.mark.parametrize("answer", list(grades.ANSWERS))
def test_scored_by_criterion_the_same_answer_gives_the_same_score(answer):
    assert scoring.result(LKE, by_criterion(answer)).score == grades.ANSWERS[answer]


def test_scored_by_criterion_a_part_is_the_mean_of_its_criteria():
    answers = by_criterion("BB")
    answers["1.a"] = {"1.a.1": "AA", **{f"1.a.{n}": "BB" for n in range(2, 8)}}
    points = scoring.result(LKE, answers).points["1.a"]
    assert points == D("4.97")  # 6 × (100 + 6 × 80) / 7 / 100 = 4,9714…


def test_one_open_criterion_leaves_the_part_open():
    answers = by_criterion("BB")
    del answers["4.a"]["4.a.3"]
    assert scoring.result(LKE, answers).unanswered == ("4.a",)


@pytest.mark.parametrize(
    ("met", "total", "answer"),
    [(8, 8, "BB"), (7, 8, "B"), (6, 8, "CC"), (5, 8, "CC"), (4, 8, "C"), (3, 8, "C"), (2, 8, "D"),
     (1, 8, "D"), (0, 8, "E")],
)  # fmt: skip
def test_a_checklist_supports_an_answer_by_its_share(met, total, answer):
    assert scoring.highest_supported(met, total) == answer


@given(st.fixed_dictionaries({part.code: ANSWER for part in LKE.parts}))
def test_the_printed_points_add_up_to_the_printed_score(answers):
    result = scoring.result(LKE, answers)
    assert sum(result.points.values()) == result.score
    assert sum(result.of(component) for component in LKE.components) == result.score
    assert 0 <= result.score <= 100


@given(st.fixed_dictionaries({part.code: ANSWER for part in LKE.parts}), st.data())
def test_a_better_answer_never_lowers_the_score(answers, data):
    code = data.draw(st.sampled_from(list(answers)))
    better = data.draw(ANSWER)
    if grades.ANSWERS[better] >= grades.ANSWERS[answers[code]]:
        before, after = scoring.result(LKE, answers), scoring.result(LKE, answers | {code: better})
        assert after.score >= before.score
