"""Capaian as a workbook: what stands on the page, as numbers."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter

from pk.measurement.models import Period
from pk.measurement.queries import achievements, figures
from pk.measurement.queries.achievements import CommitmentAchievement

HEADS = (
    ("Perangkat daerah", 34),
    ("Penerima amanah", 34),
    ("Indikator", 48),
    ("Satuan", 18),
    ("Target setahun", 16),
    ("Target pembanding", 16),
    ("Realisasi", 16),
    ("Capaian (%)", 12),
    ("Keterangan", 40),
    ("Rumus", 30),
)


def workbook(year: int, upto: Period | None) -> bytes:
    """One row per commitment; a missing figure is an empty cell, never a zero."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    page = book.add_worksheet(f"Capaian {year}")
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    figure = book.add_format({"num_format": "#,##0.00", "valign": "top"})
    for column, (head, width) in enumerate(HEADS):
        page.set_column(column, column, width, wrap)
        page.write_string(0, column, head, bold)
    page.freeze_panes(1, 0)
    mandates = figures.mandates(year, on=figures.today())
    found = achievements.standings(mandates, upto=upto.number if upto else None)
    rows = [row for mandate in mandates for row in found[mandate.id]]
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(_texts(row)):
            page.write_string(number, column, text, wrap)
        if row.achievement.percent is not None:
            page.write_number(number, 7, float(row.achievement.percent), figure)
    book.close()
    return buffer.getvalue()


def _texts(row: CommitmentAchievement) -> tuple[str, ...]:
    position = row.agreement.receiver.position
    return (
        position.unit.name,
        row.agreement.receiver_title,
        row.commitment.indicator_name,
        row.commitment.unit_of_measure,
        str(row.year_target or ""),
        str(row.target or ""),
        str(row.realisation or ""),
        "",
        row.sentence,
        row.achievement.formula_text,
    )
