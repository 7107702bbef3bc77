"""Reading and printing figures."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Invalid
from pk.policies import numbers, values
from pk.policies.values import Figure, Kind

D = Decimal
MONEY = st.decimals(min_value=-(10**14), max_value=10**14, places=4, allow_nan=False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("4.25", "4.25"),
        ("4,25", "4.25"),
        ("1.234", "1234"),
        ("12.345", "12345"),
        ("123.456", "123456"),
        ("0.234", "0.234"),
        ("1234.567", "1234.567"),
        ("1,234", "1.234"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234.567,89", "1234567.89"),
        ("85,5%", "85.5"),
        (" 85,5 % ", "85.5"),
        ("1 234,5", "1234.5"),
        ("−2,5", "-2.5"),
        ("-2.5", "-2.5"),
        ("0", "0"),
        ("-0", "0"),
        ("100", "100"),
        ("4,2500000", "4.25"),
    ],
)
def test_a_number_is_read_as_offices_write_it(text, value):
    assert numbers.parse_number(text) == D(value)


@pytest.mark.parametrize(
    "text",
    ["", "abc", "1.23.456", "12,34,567", "1.2345,6", "4,", ",5", "1..2", "1,2.3,4", "1e5"]  # noqa: RUF005
    + ["NaN", "∞", "--5", "4,25 orang", "٣", "1.234.5", "%"],
)
def test_what_is_no_number_is_refused_and_never_guessed(text):
    with pytest.raises(Invalid):
        numbers.parse_number(text)


def test_more_decimals_than_are_stored_are_refused_not_rounded():
    with pytest.raises(Invalid, match="4 angka di belakang koma"):
        numbers.parse_number("1,23456")


def test_a_number_that_the_table_cannot_hold_is_refused():
    with pytest.raises(Invalid, match="terlalu besar"):
        numbers.parse_number("1" + "0" * 15)


@given(MONEY)
def test_what_is_printed_is_read_back_as_the_same_number(value):
    assert numbers.parse_number(numbers.print_number(value)) == value


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("1234567.5", None, "1.234.567,5"),
        ("1234", None, "1.234"),
        ("4.2500", None, "4,25"),
        ("4.2", 2, "4,20"),
        ("2.345", 2, "2,35"),
        ("-0.5", 0, "-1"),
        ("0", None, "0"),
    ],
)
def test_a_number_is_printed_with_comma_and_dots(value, decimals, text):
    assert numbers.print_number(D(value), decimals=decimals) == text


@pytest.mark.parametrize(("text", "value"), [("Rp1.250.000", 1250000), ("rp. 75.000", 75000)])
def test_rupiah_is_read(text, value):
    assert numbers.parse_rupiah(text) == value


@pytest.mark.parametrize("text", ["1.000,50", "-5"])
def test_rupiah_is_whole_and_not_negative(text):
    with pytest.raises(Invalid):
        numbers.parse_rupiah(text)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("70-80", Figure(Kind.NUMBER, D(70), D(80))),
        ("70 – 80", Figure(Kind.NUMBER, D(70), D(80))),
        ("70 s.d. 80", Figure(Kind.NUMBER, D(70), D(80))),
        ("1,5 s/d 2,5", Figure(Kind.NUMBER, D("1.5"), D("2.5"))),
        ("70 sampai dengan 80", Figure(Kind.NUMBER, D(70), D(80))),
        ("-2", Figure(Kind.NUMBER, D(-2))),
        ("-3 - -2", Figure(Kind.NUMBER, D(-3), D(-2))),
        ("75", Figure(Kind.NUMBER, D(75))),
    ],
)
def test_a_range_is_read(text, figure):
    assert values.parse_figure(text, kind=Kind.NUMBER, ranged=True) == figure


def test_a_range_the_wrong_way_round_is_refused():
    with pytest.raises(Invalid, match="terbalik"):
        values.parse_figure("80-70", kind=Kind.NUMBER, ranged=True)


def test_a_grade_is_read_on_the_scale_of_its_indicator():
    assert values.parse_figure("wtp", kind=Kind.GRADE).label == "WTP"
    assert values.parse_figure("bb", kind=Kind.GRADE).label == "BB"
    own = ("Merah", "Kuning", "Hijau")
    assert values.parse_figure("hijau", kind=Kind.GRADE, scale=own).label == "Hijau"
    with pytest.raises(Invalid, match="bukan predikat pada skala"):
        values.parse_figure("WTP", kind=Kind.GRADE, scale=own)


def test_a_known_scale_has_its_order_however_it_was_typed():
    assert values.rank("AA", ("AA", "A", "BB", "B", "CC", "C", "D")) == 7
    assert values.rank("Hijau", ("Merah", "Kuning", "Hijau")) == 3


@pytest.mark.parametrize(("text", "low"), [("Ya", 1), ("tercapai", 1), ("Tidak", 0), ("0", 0)])
def test_yes_and_no_are_read(text, low):
    assert values.parse_figure(text, kind=Kind.YES_NO).low == low


def test_blank_unavailable_and_zero_are_three_different_answers():
    blank = values.read("  ", kind=Kind.NUMBER)
    unavailable = values.read("Belum tersedia", kind=Kind.NUMBER)
    zero = values.read("0", kind=Kind.NUMBER)
    assert blank.is_empty
    assert not blank.unavailable
    assert unavailable.unavailable
    assert unavailable.figure is None
    assert not unavailable.is_empty
    assert zero.figure == Figure(Kind.NUMBER, D(0))
    assert not zero.is_empty


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (Figure(Kind.PERCENT, D("85.50")), "85,5%"),
        (Figure(Kind.NUMBER, D(1234)), "1.234"),
        (Figure(Kind.NUMBER, D(70), D(80)), "70–80"),
        (Figure(Kind.NUMBER, D(70), D(70)), "70"),
        (Figure(Kind.GRADE, label="BB"), "BB"),
        (Figure(Kind.YES_NO, D(1)), "Ya"),
        (Figure(Kind.YES_NO, D(0)), "Tidak"),
    ],
)
def test_a_figure_prints_as_a_document_shows_it(figure, text):
    assert str(figure) == text


@pytest.mark.parametrize(
    ("figure", "unit", "text"),
    [
        (Figure(Kind.PERCENT, D("15.5")), "%", "15,5%"),
        (Figure(Kind.PERCENT, D("15.5")), "persen", "15,5%"),
        (Figure(Kind.NUMBER, D("15.5")), "%", "15,5%"),
        (Figure(Kind.NUMBER, D("15.5")), "Persen (%)", "15,5%"),
        (Figure(Kind.NUMBER, D(15)), "persen per tahun", "15 persen per tahun"),
        (Figure(Kind.NUMBER, D(276)), "orang", "276 orang"),
        (Figure(Kind.NUMBER, D(3)), " ", "3"),
        (Figure(Kind.GRADE, label="BB"), "predikat", "BB"),
        (Figure(Kind.YES_NO, D(1)), "dokumen", "Ya"),
    ],
)
def test_a_figure_and_its_unit_have_one_per_cent_sign_between_them(figure, unit, text):
    assert figure.with_unit(unit) == text


def test_columns_that_say_nothing_make_no_figure():
    assert values.figure_from(Kind.NUMBER, None) is None
    assert values.figure_from(Kind.GRADE, None, None, "") is None
    assert values.figure_from(Kind.NUMBER, D(0)) == Figure(Kind.NUMBER, D(0))
