"""In which class of the map a figure falls. Classes are named in the legend; colour never speaks
alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reporting.comparison.queries.figures import ReleasedFigure
from reporting.publishing.measures import MEASURES, Measure

GRADES = ("AA", "A", "BB", "B", "CC", "C", "D")


@dataclass(frozen=True, slots=True)
class MapClass:
    """One class: `css` colours it, `label` is what the legend says."""

    css: str
    label: str


NO_DATA = MapClass("band-none", "belum merilis")
_SHARES = (
    (Decimal(90), "90 % ke atas"),
    (Decimal(75), "75–90 %"),
    (Decimal(50), "50–75 %"),
    (Decimal(25), "25–50 %"),
)


def bands_of(measure: str) -> list[MapClass]:
    """The classes of a measure, best first, then 'belum merilis'."""
    if measure == "sakip":
        found = [MapClass(f"band-{rank}", grade) for rank, grade in enumerate(GRADES, 1)]
    elif MEASURES[measure].unit == "%":
        labels = [label for _, label in _SHARES] + ["di bawah 25 %"]
        found = [
            MapClass(f"band-{rank}", label)
            for rank, label in zip((1, 2, 4, 5, 7), labels, strict=True)
        ]
    else:
        found = [MapClass("band-2", "ada data")]
    return [*found, NO_DATA]


def band_of(measure: str, cell: ReleasedFigure | None) -> MapClass:
    """The class of one figure; a missing one is its own class, never the lowest."""
    if cell is None or (cell.value is None and not cell.label):
        return NO_DATA
    bands = bands_of(measure)
    if measure == "sakip":
        return bands[GRADES.index(cell.label)] if cell.label in GRADES else NO_DATA
    if MEASURES[measure].unit == "%" and cell.value is not None:
        for band, (floor, _) in zip(bands, _SHARES, strict=False):
            if cell.value >= floor:
                return band
        return bands[len(_SHARES)]
    return bands[0]


def mappable() -> list[Measure]:
    """The measures that a map can show: a grade or a share, never a bare count."""
    return [measure for key, measure in MEASURES.items() if key == "sakip" or measure.unit == "%"]
