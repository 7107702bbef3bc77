"""Cells as people fill them."""

from datetime import date

import pytest

from core.errors import Invalid
from core.spreadsheets import cells


@pytest.mark.parametrize(
    ("said", "month"),
    [
        *(("20 Pebruari 2025", 2), ("20 Februari 2025", 2), ("20 Peb 2025", 2)),
        *(("20 Nopember 2025", 11), ("20 November 2025", 11), ("20 Nop. 2025", 11)),
        *(("20 Agu. 2025", 8), ("20 Ags 2025", 8), ("20 Agt. 2025", 8), ("20 AGUSTUS 2025", 8)),
    ],
)
def test_a_month_is_read_in_every_spelling_in_use(said, month):
    assert cells.day(said) == date(2025, month, 20)


@pytest.mark.parametrize("said", ["20 Pebuari 2025", "20 Nov. ember 2025", "31 Pebruari 2025"])
def test_a_word_that_is_no_month_is_refused(said):
    with pytest.raises(Invalid, match="bukan tanggal"):
        cells.day(said)


@pytest.mark.parametrize("said", [None, "", "-", " – ", "nihil", "Nihil.", "Tidak ada"])
def test_who_has_no_nip_says_so_in_many_ways(said):
    assert cells.nip(said) == ""


def test_a_nip_that_is_too_short_is_still_refused():
    with pytest.raises(Invalid, match="18 angka"):
        cells.nip("1970-01")
