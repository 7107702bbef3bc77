"""The same small chart for many things, on the same ladder and years, so that eyes can compare."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from core.charts.elements import element, picture
from core.charts.steps import Steps, drawn

GAP = 18


@dataclass(frozen=True, slots=True)
class Multiples:
    """Panels of one size, `columns` to a row."""

    title: str
    panels: tuple[Steps, ...]
    columns: int = 3


def small_multiples(chart: Multiples) -> SafeString:
    """The picture. Raises ValueError when panels differ in size or ladder: they do not compare."""
    if len({(p.width, p.height, p.ladder) for p in chart.panels}) > 1:
        raise ValueError("panels of small multiples have one size and one ladder")
    if not chart.panels:
        return picture(1, 1, chart.title)
    width, height = chart.panels[0].width + GAP, chart.panels[0].height + GAP
    columns = min(chart.columns, len(chart.panels))
    rows = -(-len(chart.panels) // columns)
    parts = [
        element(
            "g",
            *drawn(panel),
            transform=f"translate({number % columns * width} {number // columns * height})",
        )
        for number, panel in enumerate(chart.panels)
    ]
    return picture(columns * width - GAP, rows * height - GAP, chart.title, *parts)
