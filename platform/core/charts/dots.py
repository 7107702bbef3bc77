"""Things compared by one figure each: a dot per row on a common axis, sorted by that figure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from core.charts.elements import (
    ACCENT,
    INK,
    LINE,
    MUTED,
    TONES,
    Axis,
    element,
    line,
    picture,
    shortened,
    text,
)

LABELS, PLOT, FIGURES, ROW, TOP = 220, 300, 90, 26, 30


@dataclass(frozen=True, slots=True)
class Dot:
    """A row: `printed` is the figure as it is said; a row without a value is kept, at the end."""

    label: str
    value: Decimal | None
    printed: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class DotPlot:
    """The rows, and a figure to compare them with."""

    title: str
    dots: tuple[Dot, ...]
    reference: Decimal | None = None
    reference_label: str = ""


def dot_plot(chart: DotPlot) -> SafeString:
    """The picture, furthest behind first."""
    known = sorted((d for d in chart.dots if d.value is not None), key=lambda d: d.value or 0)
    rows = [*known, *(d for d in chart.dots if d.value is None)]
    height = TOP + ROW * len(rows) + 6
    figures = [d.value for d in known if d.value is not None]
    reference = [chart.reference] if chart.reference is not None else []
    axis = Axis([*figures, *reference], LABELS, LABELS + PLOT)
    parts = []
    if chart.reference is not None:
        x = axis(chart.reference)
        parts.append(line(x, TOP - 8, x, height - 4, stroke=INK, stroke_dasharray="3 3"))
        parts.append(text(x, TOP - 14, chart.reference_label, text_anchor="middle", fill=MUTED))
    for number, dot in enumerate(rows):
        parts += _row(dot, axis, TOP + ROW * number + ROW / 2)
    return picture(LABELS + PLOT + FIGURES, height, chart.title, *parts)


def _row(dot: Dot, axis: Axis, y: float) -> list[SafeString]:
    parts = [
        text(0, y + 4, shortened(dot.label, LABELS - 10)),
        line(LABELS, y, LABELS + PLOT, y, stroke_width=0.75),
    ]
    if dot.value is None:
        said, colour = "belum ada", MUTED
        parts.append(element("circle", cx=LABELS, cy=y, r=4.5, fill="none", stroke=LINE))
    else:
        said, colour = dot.printed, INK
        tone = TONES.get(dot.tone, ACCENT)
        parts.append(element("circle", cx=axis(dot.value), cy=y, r=5.5, fill=tone))
    parts.append(text(LABELS + PLOT + FIGURES, y + 4, said, text_anchor="end", fill=colour))
    return parts
