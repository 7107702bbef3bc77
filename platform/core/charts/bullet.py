"""Achievement against a target: a bar, a mark, and the side on which it is good to be."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from core.charts.elements import (
    INK,
    LINE,
    MUTED,
    PAPER,
    TINTS,
    TONES,
    TRACK,
    Axis,
    line,
    picture,
    rect,
    text,
)

WIDTH, HEIGHT = 240, 28


@dataclass(frozen=True, slots=True)
class Bullet:
    """One indicator. `target_to` makes the target a range; `better` is higher, lower or inside."""

    title: str
    target: Decimal
    value: Decimal | None
    target_to: Decimal | None = None
    better: str = "higher"
    tone: str = "neutral"


def bullet(chart: Bullet) -> SafeString:
    """The picture. A missing value leaves an empty track; it is never drawn as zero."""
    high = chart.target if chart.target_to is None else chart.target_to
    figures = [chart.target, high, *([chart.value] if chart.value is not None else [])]
    axis = Axis(figures, 2, WIDTH - 2)
    parts = [rect(2, 5, WIDTH - 4, 18, fill=TRACK), _good_side(chart, axis, high)]
    if chart.value is None:
        parts.append(text(8, 18, "belum ada realisasi", fill=MUTED, font_size=11))
    else:
        zero, end = axis(0), axis(chart.value)
        colour = TONES[chart.tone]
        parts.append(rect(min(zero, end), 10, abs(end - zero), 8, fill=colour))
        if chart.value == 0:
            parts.append(rect(zero - 1, 8, 3, 12, fill=colour))
    for mark in {chart.target, high}:
        x = axis(mark)
        parts.append(line(x, 2, x, 26, stroke=PAPER, stroke_width=5))
        parts.append(line(x, 2, x, 26, stroke=INK, stroke_width=2.5))
    parts.append(line(axis(0), 5, axis(0), 23, stroke=LINE))
    return picture(WIDTH, HEIGHT, chart.title, *parts)


def _good_side(chart: Bullet, axis: Axis, high: Decimal) -> SafeString:
    """The tint over the part of the track where the target is reached."""
    start, end = {
        "higher": (axis(chart.target), float(WIDTH - 2)),
        "lower": (2.0, axis(high)),
        "inside": (axis(chart.target), axis(high)),
    }[chart.better]
    return rect(start, 5, end - start, 18, fill=TINTS["good"])
