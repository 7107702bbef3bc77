"""What the comparison pages show: rows, the map and the grade ladders, ready for a template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reporting.comparison import bands, geometry, queries
from reporting.comparison.access import Scope
from reporting.comparison.forms import Choice
from reporting.comparison.queries import Cell, RegionRow
from reporting.publishing.measures import MEASURES, Measure
from tenants.registry import codes


@dataclass(frozen=True, slots=True)
class MapArea:
    """One area as drawn: outline, class, and the sentence a pointer or a reader gets."""

    code: str
    path: str
    css: str
    sentence: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its measure, where a click on the head leads, and how it is sorted
    now.
    """

    measure: Measure
    address: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: the region and a cell (or None) for every measure, in column order."""

    region: RegionRow
    cells: tuple[tuple[Measure, Cell | None], ...]


def rows(scope: Scope, choice: Choice) -> list[RegionRow]:
    """The regions that a choice asks for."""
    return queries.compare(
        scope,
        choice.year,
        kind=choice.kind,
        sort=choice.sort,
        descending=choice.descending,
        everyone=choice.everyone,
    )


def comparison(scope: Scope, choice: Choice) -> dict[str, Any]:
    """The context of the comparison page."""
    narrowed = scope.narrowed(choice.province)
    found = rows(narrowed, choice)
    return {
        "scope": narrowed,
        "choice": choice,
        "years": queries.years(scope),
        "provinces": provinces(scope),
        "mappable": [(m, choice.address(ukuran=m.key)) for m in bands.mappable()],
        "columns": [
            Column(measure, choice.sorted_by(key), _direction(choice, key))
            for key, measure in MEASURES.items()
        ],
        "lines": [
            Line(row, tuple((measure, row.cell(key)) for key, measure in MEASURES.items()))
            for row in found
        ],
        "summary": queries.summarise(found, choice.measure),
        "map": country_map(narrowed, found, choice.measure) if choice.year else None,
        "legend": bands.bands_of(choice.measure),
        "measure": MEASURES[choice.measure],
        "export": choice.address(),
        "wider": choice.address(semua="" if choice.everyone else "1"),
    }


def _direction(choice: Choice, measure: str) -> str:
    """The `aria-sort` of a column."""
    if choice.sort != measure:
        return "none"
    return "descending" if choice.descending else "ascending"


def country_map(scope: Scope, found: list[RegionRow], measure: str) -> dict[str, Any]:
    """The map of a scope, coloured by `measure`."""
    sheet = geometry.sheet(scope.province_code)
    cells = {row.code: row for row in found}
    areas = []
    for shape in sheet.areas:
        row = cells.get(shape.code)
        cell = row.cell(measure) if row else None
        band = bands.band_of(measure, cell)
        areas.append(
            MapArea(
                code=shape.code,
                path=shape.path,
                css=band.css,
                sentence=f"{shape.name}: {band.label}",
                is_known=band is not bands.NO_DATA,
            )
        )
    return {
        "width": geometry.WIDTH,
        "height": sheet.height,
        "areas": [area for area in areas if area.is_known],
        "silent": "".join(
            shape.path for shape, area in zip(sheet.areas, areas, strict=True) if not area.is_known
        ),
        "borders": "".join(shape.path for shape in sheet.borders),
    }


def provinces(scope: Scope) -> list[codes.Area]:
    """The provinces that can be chosen inside a scope; none when the scope is one already."""
    if scope.province_code:
        return []
    return codes.provinces()


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
        return [(TOP + rank * RUNG, grade) for rank, grade in enumerate(bands.GRADES)]


TOP, RUNG, STEP, LEFT = 10, 14, 44, 46


def ladder(name: str, grades: list[tuple[int, Cell]]) -> Ladder | None:
    """The ladder of one region, or None when it has released no grade."""
    known = [(year, cell.label) for year, cell in grades if cell.label in bands.GRADES]
    if not known:
        return None
    steps: list[tuple[int, int, int, str]] = []
    line: list[str] = []
    for index, (year, grade) in enumerate(known):
        x, y = LEFT + index * STEP, TOP + bands.GRADES.index(grade) * RUNG
        line += [f"{x},{steps[-1][1]}"] if steps else []
        line.append(f"{x},{y}")
        steps.append((x, y, year, grade))
    sentence = ", ".join(f"{year} {grade}" for year, grade in known)
    width = max(220, LEFT + len(known) * STEP)
    return Ladder(name, width, " ".join(line), tuple(steps), sentence)


def ladders(scope: Scope) -> list[Ladder]:
    """One ladder per region of the scope that released a grade, in the order of the codes."""
    found = []
    for code, grades in queries.histories(scope, "sakip").items():
        area = codes.areas().get(code)
        drawn = ladder(area.name if area else code, grades)
        if drawn:
            found.append(drawn)
    return found


def region_page(scope: Scope, area: codes.Area) -> dict[str, Any]:
    """Everything one region has released, newest year first."""
    history = queries.history(scope, area.code)
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
