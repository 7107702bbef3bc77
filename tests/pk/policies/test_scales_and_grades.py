"""Categories, efficiency, grades and their exact boundaries."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import pk.policies
from core.errors import Invalid
from pk.policies import efficiency, grades, scales, values

D = Decimal
DATA = yaml.safe_load(
    (Path(pk.policies.__file__).parent / "data" / "akip-scales.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("score", "code"),
    [
        ("100", "AA"), ("90.01", "AA"), ("90", "A"), ("80.01", "A"), ("80", "BB"),
        ("70.01", "BB"), ("70", "B"), ("60.01", "B"), ("60", "CC"), ("50.01", "CC"),
        ("50", "C"), ("30.01", "C"), ("30", "D"), ("0.01", "D"), ("0", "D"),
    ],
)  # fmt: skip
def test_the_lower_bound_of_a_grade_is_exclusive(score, code):
    assert grades.grade_of(D(score)).code == code


@pytest.mark.parametrize("score", ["-0.01", "100.01"])
def test_a_score_outside_its_range_has_no_grade(score):
    with pytest.raises(Invalid):
        grades.grade_of(D(score))


def test_the_grades_are_those_of_the_published_table():
    printed = [
        (b["code"], b.get("gt", b.get("ge")), b["label_id"]) for b in DATA["predicates"]["bands"]
    ]
    assert [(g.code, g.above, g.label) for g in grades.GRADES] == printed


def test_the_answers_are_those_of_the_published_table():
    assert {a["code"]: a["value"] for a in DATA["answers"]["values"]} == grades.ANSWERS


def test_the_known_ordinal_scales_are_those_of_the_data_file():
    for name, steps in values.KNOWN_SCALES.items():
        assert dict(DATA["ordinal_units"][name]) == {s: n for n, s in enumerate(steps, 1)}


@pytest.mark.parametrize(
    ("code", "threshold", "met"),
    [("CC", "CC", True), ("D", "CC", True), ("B", "CC", False), ("AA", "CC", False)],
)
def test_a_grade_is_compared_by_its_order_not_its_letters(code, threshold, met):
    assert grades.at_most(code, threshold) is met


@pytest.mark.parametrize(
    ("scale", "percent", "label"),
    [
        ("permendagri-54-2010", "91", "Sangat tinggi"),
        ("permendagri-54-2010", "90.99", "Tinggi"),
        ("permendagri-54-2010", "90.50", "Tinggi"),
        ("permendagri-54-2010", "76", "Tinggi"),
        ("permendagri-54-2010", "75.99", "Sedang"),
        ("permendagri-54-2010", "65.99", "Rendah"),
        ("permendagri-54-2010", "50.99", "Sangat rendah"),
        ("permendagri-54-2010", "0", "Sangat rendah"),
        ("berhasil-4", "100", "Sangat berhasil"),
        ("berhasil-4", "99.99", "Berhasil"),
        ("berhasil-4", "54.99", "Kurang berhasil"),
        ("traffic-3", "90", "Kuning"),
        ("traffic-3", "90.01", "Hijau"),
        ("traffic-3", "69.99", "Merah"),
        ("bands-5", "105", "Tercapai"),
        ("bands-5", "105.01", "Melampaui target"),
        ("bands-5", "94.99", "Mendekati target"),
    ],
)
def test_a_category_holds_from_its_lower_bound(scale, percent, label):
    assert scales.SCALES[scale].band_of(D(percent)).label == label


@pytest.mark.parametrize("scale", list(scales.SCALES))
def test_a_missing_figure_has_no_category_and_so_never_turns_green(scale):
    assert scales.SCALES[scale].band_of(None) is None


@given(st.decimals(min_value=0, max_value=400, places=2), st.sampled_from(list(scales.SCALES)))
def test_every_percentage_has_a_category_and_more_is_never_worse(percent, name):
    bands = scales.SCALES[name].bands
    here = bands.index(scales.SCALES[name].band_of(percent))
    more = bands.index(scales.SCALES[name].band_of(percent + 1))
    assert more <= here


@pytest.mark.parametrize(
    ("percent", "absorption", "name", "label"),
    [
        ("100", "94.99", "difference-5", "efisien"),
        ("100", "95", "difference-5", "cukup efisien"),
        ("90", "95", "difference-5", "cukup efisien"),
        ("90", "95.01", "difference-5", "tidak efisien"),
        ("90", "90", "at-least", "efisien"),
        ("89.99", "90", "at-least", "kurang efisien"),
    ],
)
def test_efficiency_compares_results_with_money(percent, absorption, name, label):
    assert efficiency.efficiency(D(percent), D(absorption), name).label == label


@pytest.mark.parametrize("name", list(efficiency.STRATEGIES))
def test_efficiency_is_not_guessed_when_a_figure_is_missing(name):
    for pair in ((None, D(90)), (D(90), None)):
        result = efficiency.efficiency(*pair, name)
        assert (result.difference, result.label) == (None, "belum dapat dihitung")
