"""Rows by columns with the figure in the cell; the tint repeats the figure, never replaces it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from core.charts.elements import INK, LINE, MUTED, PAPER, TINTS, picture, rect, shortened, text

LABELS, ROW, TOP = 220, 28, 40


@dataclass(frozen=True, slots=True)
class Cell:
    """`printed` is the figure; an empty one is a cell without data, which has no tint."""

    printed: str
    tone: str = "neutral"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Heatmap:
    """`cells[row][column]`."""

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    column_width: int = 72


def heatmap(chart: Heatmap) -> SafeString:
    """The picture."""
    width = LABELS + chart.column_width * len(chart.columns)
    parts = []
    for column, name in enumerate(chart.columns):
        x = LABELS + chart.column_width * (column + 0.5)
        said = shortened(name, chart.column_width - 4)
        parts.append(text(x, TOP - 12, said, text_anchor="middle", fill=MUTED, font_size=11))
    for row, name in enumerate(chart.rows):
        y = TOP + ROW * row
        parts.append(text(0, y + 18, shortened(name, LABELS - 10)))
        for column, cell in enumerate(chart.cells[row]):
            parts += _cell(cell, LABELS + chart.column_width * column, y, chart.column_width)
    return picture(width, TOP + ROW * len(chart.rows) + 2, chart.title, *parts)


def _cell(cell: Cell, x: float, y: float, width: int) -> list[SafeString]:
    fill = TINTS[cell.tone] if cell.printed else PAPER
    dashes = None if cell.printed else "2 2"
    box = rect(
        x + 1, y + 1, width - 2, ROW - 2, fill=fill, stroke=LINE, stroke_width=0.75,
        stroke_dasharray=dashes,
    )  # fmt: skip
    said, colour = (cell.printed, INK) if cell.printed else ("–", MUTED)
    return [box, text(x + width / 2, y + 18, said, text_anchor="middle", fill=colour)]
