"""What the comparison pages show: rows, the map and the grade ladders, ready for a template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from reporting.comparison.access import Scope
from reporting.comparison.queries import figures, map_classes, map_geometry
from reporting.comparison.queries.choice import Choice
from reporting.comparison.queries.figures import RegionRow, ReleasedFigure
from reporting.publishing.measures import MEASURES, Measure
from tenants.registry import area_codes
from tenants.registry.models import RegionKind

LINES = 50
"""Regions on a page of the table."""
LADDERS = 24
"""Ladders on a page: whole rows of two, three and four."""


@dataclass(frozen=True, slots=True)
class MapArea:
    """One area as drawn: outline, class, and the sentence a pointer or a reader gets."""

    code: str
    path: str
    css: str
    sentence: str


@dataclass(frozen=True, slots=True)
class MeasureColumn:
    """A column of the table: its measure, where a click on the head leads, and how it is sorted
    now.
    """

    measure: Measure
    address: str
    sorted: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the table: the region and a cell (or None) for every measure, in column order."""

    region: RegionRow
    cells: tuple[tuple[Measure, ReleasedFigure | None], ...]


def rows(scope: Scope, choice: Choice) -> list[RegionRow]:
    """The regions that a choice asks for."""
    return figures.compare(
        scope,
        choice.year,
        kind=choice.kind,
        sort=choice.sort,
        descending=choice.descending,
        everyone=choice.everyone,
    )


def comparison(
    scope: Scope, choice: Choice, years: list[int], *, number: str = ""
) -> dict[str, Any]:
    """The context of the comparison page; `number` is the page of the table."""
    narrowed = scope.narrowed(choice.province)
    found = rows(narrowed, choice)
    shown = Paginator(found, LINES).get_page(number)
    return {
        "scope": narrowed,
        "choice": choice,
        "years": years,
        "page": shown,
        "provinces": provinces(scope),
        "mappable": [(m, choice.address(ukuran=m.key)) for m in map_classes.mappable()],
        "columns": [
            MeasureColumn(measure, choice.sorted_by(key), _direction(choice, key))
            for key, measure in MEASURES.items()
        ],
        "lines": [
            TableRow(row, tuple((measure, row.cell(key)) for key, measure in MEASURES.items()))
            for row in shown
        ],
        "summary": figures.summarise(found, choice.measure),
        "map": country_map(narrowed, found, choice) if choice.year else None,
        "legend": map_classes.bands_of(choice.measure),
        "measure": MEASURES[choice.measure],
        "export": choice.address(),
        "wider": choice.address(semua="" if choice.everyone else "1"),
    }


def _direction(choice: Choice, measure: str) -> str:
    """The `aria-sort` of a column."""
    if choice.sort != measure:
        return "none"
    return "descending" if choice.descending else "ascending"


def country_map(scope: Scope, found: list[RegionRow], choice: Choice) -> dict[str, Any]:
    """The map of a scope, coloured by the chosen measure.

    Provinces are drawn when they are what is compared. An area without a government of its own
    has the colour of its province.
    """
    sheet = map_geometry.sheet(scope.province_code)
    cells = {row.code: row for row in found}
    areas, silent = [], []
    for shape in sheet.borders if choice.kind == RegionKind.PROVINCE else sheet.areas:
        area = area_codes.areas()[shape.code]
        row = cells.get(area.code if area.is_autonomous else area.province_code)
        band = map_classes.band_of(choice.measure, row.cell(choice.measure) if row else None)
        if row is None or band is map_classes.NO_DATA:
            silent.append(shape.path)
        else:
            areas.append(MapArea(shape.code, shape.path, band.css, f"{row.name}: {band.label}"))
    return {
        "width": map_geometry.WIDTH,
        "height": sheet.height,
        "areas": areas,
        "silent": "".join(silent),
        "borders": "".join(shape.path for shape in sheet.borders),
    }


def provinces(scope: Scope) -> list[area_codes.Area]:
    """The provinces that can be chosen inside a scope; none when the scope is one already."""
    if scope.province_code:
        return []
    return area_codes.provinces()


@dataclass(frozen=True, slots=True)
class Ladder:
    """Grades over the years as a step line on the rungs D to AA; `steps` are (x, y, year, grade)."""

    name: str
    width: int
    points: str
    steps: tuple[tuple[int, int, int, str], ...]
    sentence: str

    @property
    def rungs(self) -> list[tuple[int, str]]:
        """Height and name of each rung."""
        return [(TOP + rank * RUNG, grade) for rank, grade in enumerate(map_classes.GRADES)]


TOP, RUNG, STEP, LEFT = 10, 14, 44, 46


def ladder(name: str, grades: list[tuple[int, ReleasedFigure]]) -> Ladder | None:
    """The ladder of one region, or None when it has released no grade."""
    known = [(year, cell.label) for year, cell in grades if cell.label in map_classes.GRADES]
    if not known:
        return None
    steps: list[tuple[int, int, int, str]] = []
    line: list[str] = []
    for index, (year, grade) in enumerate(known):
        x, y = LEFT + index * STEP, TOP + map_classes.GRADES.index(grade) * RUNG
        line += [f"{x},{steps[-1][1]}"] if steps else []
        line.append(f"{x},{y}")
        steps.append((x, y, year, grade))
    sentence = ", ".join(f"{year} {grade}" for year, grade in known)
    width = max(220, LEFT + len(known) * STEP)
    return Ladder(name, width, " ".join(line), tuple(steps), sentence)


Graded = Page[tuple[str, list[tuple[int, ReleasedFigure]]]]


def graded(scope: Scope, *, number: str = "") -> Graded:
    """A page of the regions of the scope that released a grade, in the order of their codes."""
    histories = figures.histories(scope, "sakip")
    found = [
        (code, grades)
        for code, grades in histories.items()
        if any(cell.label in map_classes.GRADES for _, cell in grades)
    ]
    return Paginator(found, LADDERS).get_page(number)


def ladders(shown: Graded) -> list[Ladder]:
    """One ladder for each region of a page."""
    drawn = []
    for code, grades in shown:
        area = area_codes.areas().get(code)
        drawn.append(ladder(area.name if area else code, grades))
    return [found for found in drawn if found]


def region_page(scope: Scope, area: area_codes.Area) -> dict[str, Any]:
    """Everything one region has released, newest year first."""
    history = figures.history(scope, area.code)
    return {
        "area": area,
        "measures": MEASURES.values(),
        "lines": [
            (point.year, [(measure, point.cells.get(key)) for key, measure in MEASURES.items()])
            for point in reversed(history)
        ],
        "ladder": ladder(
            area.name,
            [(point.year, cell) for point in history if (cell := point.cells.get("sakip"))],
        ),
    }
