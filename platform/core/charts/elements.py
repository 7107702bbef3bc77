"""SVG as text: elements, colours and scales shared by all charts.

The same picture goes to the page, the PDF and an e-mail, so colours are presentation attributes
and no chart needs a style sheet, a script or an id. Floats appear here only as coordinates.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

INK = "#1d2723"
MUTED = "#55605a"
LINE = "#b9c2bc"
PAPER = "#ffffff"
TRACK = "#edf0ee"
ACCENT = "#0b5d7a"
TONES = {"good": "#1a7a48", "warn": "#a86a00", "bad": "#b3261e", "neutral": "#6b756f"}
TINTS = {"good": "#d3ecdd", "warn": "#fbe7c2", "bad": "#f8d6d3", "neutral": "#edf0ee"}
FONT = "Plus Jakarta Sans Variable, Plus Jakarta Sans, sans-serif"
CHARACTER = 6.9
"""The width of an average character at 12 pixels, for room that is reserved, not measured."""

Number = Decimal | float | int


def element(tag: str, *children: str, **attributes: Number | str | None) -> SafeString:
    """`<tag attributes>children</tag>`, all escaped; `stroke_width` becomes `stroke-width`."""
    said = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    inside = "".join(conditional_escape(child) for child in children)
    return mark_safe(f"<{tag}{said}>{inside}</{tag}>")  # noqa: S308 every part was escaped


def picture(width: Number, height: Number, title: str, *children: str) -> SafeString:
    """The `<svg>` of a chart, which says its `title` to who cannot see it."""
    return element(
        "svg",
        element("title", title),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        class_="chart",
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        width=width,
        height=height,
        role="img",
        aria_label=title,
        font_family=FONT,
        font_size=12,
    )


def text(x: Number, y: Number, said: str, **attributes: Number | str | None) -> SafeString:
    """A line of text; tabular figures come from the font's own feature on paper and screen."""
    return element("text", said, **{"x": x, "y": y, "fill": INK, **attributes})


def line(x1: Number, y1: Number, x2: Number, y2: Number, **attributes: Number | str) -> SafeString:
    """A straight line."""
    return element("line", **{"x1": x1, "y1": y1, "x2": x2, "y2": y2, "stroke": LINE, **attributes})


def rect(
    x: Number, y: Number, width: Number, height: Number, **attributes: Number | str | None
) -> SafeString:
    """A rectangle."""
    return element("rect", x=x, y=y, width=max(float(width), 0), height=height, **attributes)


def shortened(said: str, width: Number) -> str:
    """`said`, cut with an ellipsis to what fits in `width` pixels."""
    room = int(float(width) / CHARACTER)
    return said if len(said) <= room else said[: max(room - 1, 1)].rstrip() + "…"


class Axis:
    """A linear scale from figures to pixels that always shows zero and leaves a little room."""

    def __init__(self, figures: Iterable[Number], start: float, end: float) -> None:
        known = [float(f) for f in figures]
        low, high = min([0.0, *known]), max([0.0, *known])
        spread = (high - low) or 1.0
        self.low = low - (spread * 0.08 if low < 0 else 0)
        self.high = high + (spread * 0.08 if high > 0 else 0)
        self._start, self._end = start, end

    def __call__(self, figure: Number) -> float:
        share = (float(figure) - self.low) / (self.high - self.low)
        return self._start + share * (self._end - self._start)


def _value(value: Number | str | None) -> str:
    if isinstance(value, str):
        return conditional_escape(value)
    return f"{float(value or 0):.2f}".rstrip("0").rstrip(".")
