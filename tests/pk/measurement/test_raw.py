"""A cell may hold the raw figures; they are kept and shown again as they were typed."""

from decimal import Decimal

import pytest

from core.errors import Invalid
from pk.policies import fractions
from pk.policies.values import Kind

D = Decimal


def read(text, kind=Kind.PERCENT):
    return fractions.read(text, kind=kind, scale=[])


def test_two_figures_make_a_percentage_and_both_are_kept():
    reading, inputs = read("36.743 / 39.834")
    assert reading.figure.low == D("92.2403")
    assert inputs == {"numerator": "36743", "denominator": "39834"}


def test_for_a_number_the_ratio_is_not_made_a_percentage():
    assert read("9/4", Kind.NUMBER)[0].figure.low == D("2.25")


def test_a_plain_figure_has_no_raw_ones():
    reading, inputs = read("85,5")
    assert (reading.figure.low, inputs) == (D("85.5"), {})


@pytest.mark.parametrize("text", ["n/a", "Belum tersedia"])
def test_unavailable_is_no_fraction(text):
    assert read(text)[0].unavailable


@pytest.mark.parametrize("text", ["5/0", "5/", "a/b", "1/2/3"])
def test_what_is_no_fraction_is_refused(text):
    with pytest.raises(Invalid):
        read(text)


@pytest.mark.parametrize(
    ("value", "label", "inputs", "unavailable", "cell"),
    [
        (
            D("92.2403"),
            "",
            {"numerator": "36743", "denominator": "39834"},
            False,
            "36.743 / 39.834",
        ),
        (D("85.5000"), "", {}, False, "85,5"),
        (D("0.0000"), "", {}, False, "0"),
        (None, "BB", {}, False, "BB"),
        (None, "", {}, True, "belum tersedia"),
        (None, "", {}, False, ""),
    ],
)
def test_a_cell_is_shown_again_as_it_was_filled(value, label, inputs, unavailable, cell):
    assert fractions.printed(value, label, inputs, unavailable) == cell


def test_a_cell_is_read_back_as_the_same():
    for typed in ("36.743 / 39.834", "85,5", "0", "belum tersedia", "1.234"):
        reading, inputs = read(typed)
        figure = reading.figure
        shown = fractions.printed(figure.low if figure else None, "", inputs, reading.unavailable)
        assert shown == typed
