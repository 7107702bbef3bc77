"""A place on a ladder over the years (grades AA…D): a step line, for nothing lies between."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from core.charts.elements import ACCENT, INK, MUTED, element, line, picture, text

LEFT, TOP, BOTTOM = 34, 24, 24


@dataclass(frozen=True, slots=True)
class Steps:
    """`places` pairs each year with a rung, or "" for none; `ladder` goes from best to worst."""

    title: str
    ladder: tuple[str, ...]
    places: tuple[tuple[int, str], ...]
    wanted: str = ""
    heading: str = ""
    width: int = 420
    height: int = 200


def step_line(chart: Steps) -> SafeString:
    """The picture; a year without a rung interrupts the line."""
    return picture(chart.width, chart.height, chart.title, *drawn(chart))


def drawn(chart: Steps) -> list[SafeString]:
    """The parts of the picture, to stand alone or in a panel."""
    rung = (chart.height - TOP - BOTTOM) / max(len(chart.ladder) - 1, 1)
    levels = {name: TOP + rung * place for place, name in enumerate(chart.ladder)}
    step = (chart.width - LEFT - 6) / max(len(chart.places), 1)
    parts = [text(LEFT, 12, chart.heading, font_weight=600)] if chart.heading else []
    for name, y in levels.items():
        parts.append(line(LEFT, y, chart.width - 4, y, stroke_width=0.5))
        parts.append(text(LEFT - 8, y + 4, name, text_anchor="end", fill=MUTED, font_size=11))
    if chart.wanted in levels:
        y = levels[chart.wanted]
        parts.append(line(LEFT, y, chart.width - 4, y, stroke=INK, stroke_dasharray="4 3"))
    previous = ""
    for number, (year, name) in enumerate(chart.places):
        start = LEFT + step * number
        middle = start + step / 2
        parts.append(
            text(
                middle, chart.height - 6, str(year), text_anchor="middle", fill=MUTED, font_size=11
            )
        )
        if name in levels:
            parts += _step(start, step, levels, previous, name)
        previous = name if name in levels else ""
    return parts


def _step(
    start: float, step: float, levels: dict[str, float], previous: str, name: str
) -> list[SafeString]:
    y = levels[name]
    parts = [line(start, y, start + step, y, stroke=ACCENT, stroke_width=2.5)]
    if previous:
        parts.append(line(start, levels[previous], start, y, stroke=ACCENT, stroke_width=2.5))
    middle = start + step / 2
    parts.append(element("circle", cx=middle, cy=y, r=4, fill=ACCENT))
    parts.append(text(middle, y - 8, name, text_anchor="middle", font_weight=600, font_size=11))
    return parts
