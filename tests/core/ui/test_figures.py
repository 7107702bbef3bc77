"""How figures, money, dates and moments are written."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from core.ui.templatetags import amanah


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1234.50"), "1.234,5"),
        (Decimal("1234.00"), "1.234"),
        (Decimal(100), "100"),
        (Decimal("1E+3"), "1.000"),
        (Decimal("-4.2"), "−4,2"),
        (1_000_000, "1.000.000"),
        (0, "0"),
        (None, "–"),
        ("", "–"),
    ],
)
def test_figures_are_written_the_indonesian_way(value, text):
    assert amanah.angka(value) == text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("Budi Santoso, S.Kom.", "Budi Santoso, S.Kom."), ("dr. Sari Wijaya", "dr. Sari Wijaya.")],
)
def test_a_sentence_ends_with_one_full_stop(text, sentence):
    assert amanah.titik(text) == sentence


def test_a_figure_may_have_a_fixed_number_of_decimals():
    assert amanah.angka(Decimal("4.2"), 2) == "4,20"


@pytest.mark.parametrize(
    ("value", "text"), [(Decimal(1_250_000_000), "Rp1.250.000.000"), (0, "Rp0"), (None, "–")]
)
def test_money_is_whole_rupiah(value, text):
    assert amanah.rupiah(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal(1_250_000_000), "Rp1,25 miliar"),
        (Decimal(2_600_000_000_000), "Rp2,6 triliun"),
        (999_999, "Rp999.999"),
        (None, "–"),
    ],
)
def test_money_at_a_glance_has_two_decimals_and_a_word(value, text):
    assert amanah.rupiah_ringkas(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal("98.5"), "98,5%"), (Decimal("98.456"), "98,46%"), (Decimal(0), "0%"), (None, "–")],
)
def test_a_percentage_has_at_most_two_decimals(value, text):
    assert amanah.persen(value) == text


def test_dates_are_long_in_documents_and_short_in_tables():
    assert amanah.tanggal(date(2026, 8, 17)) == "17 Agustus 2026"
    assert amanah.tanggal_pendek(date(2026, 8, 17)) == "17 Agu 2026"
    assert amanah.tanggal(None) == "–"


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("Asia/Jakarta", "1 Januari 2026 pukul 00.30 WIB"),
        ("Asia/Makassar", "1 Januari 2026 pukul 01.30 WITA"),
        ("Asia/Jayapura", "1 Januari 2026 pukul 02.30 WIT"),
    ],
)
def test_a_moment_is_told_in_the_regions_own_time(zone, text):
    from zoneinfo import ZoneInfo

    from django.utils import timezone

    moment = datetime(2025, 12, 31, 17, 30, tzinfo=UTC)
    with timezone.override(ZoneInfo(zone)):
        assert amanah.waktu(moment) == text
        assert amanah.tanggal(moment) == "1 Januari 2026"
