"""Regions side by side, from released figures only."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from reporting.comparison.access import Scope, figures_in, releases_in
from reporting.publishing.measures import MEASURES, Measure
from tenants.registry import area_codes


@dataclass(frozen=True, slots=True)
class ReleasedFigure:
    """A released figure: exact value and, for SAKIP, the grade."""

    value: Decimal | None
    label: str


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One region of the scope in one year; a measure that was not released is not in `cells`."""

    code: str
    name: str
    kind: str
    cells: dict[str, ReleasedFigure]

    @property
    def has_released(self) -> bool:
        """Whether the region released anything for the year."""
        return bool(self.cells)

    def cell(self, measure: str) -> ReleasedFigure | None:
        """The figure of one measure, or None."""
        return self.cells.get(measure)


@dataclass(frozen=True, slots=True)
class YearPoint:
    """One year of a region's history."""

    year: int
    cells: dict[str, ReleasedFigure] = field(default_factory=dict)


def years(scope: Scope) -> list[int]:
    """The years of which anything is released inside the scope, newest first."""
    found = releases_in(scope).order_by().values_list("year", flat=True).distinct()
    return sorted(found, reverse=True)


def first_year(scope: Scope, years: list[int]) -> int:
    """The one of `years` to open with: the newest with a SAKIP result, else the newest, else 0."""
    graded = figures_in(scope).filter(measure="sakip").order_by("-year")
    year = graded.values_list("year", flat=True).first()
    return year or next(iter(years), 0)


def compare(
    scope: Scope,
    year: int,
    *,
    kind: str = "",
    sort: str = "",
    descending: bool = True,
    everyone: bool = False,
) -> list[RegionRow]:
    """The regions of the scope in `year`, those without a figure last.

    `sort` is a measure's key, or empty for the order of the codes. With `everyone`, regions that
    released nothing are listed too, so that a gap is seen as a gap.
    """
    cells: dict[str, dict[str, ReleasedFigure]] = defaultdict(dict)
    rows = (
        figures_in(scope).filter(year=year).values_list("region_code", "measure", "value", "label")
    )
    for code, measure, value, label in rows:
        cells[code][measure] = ReleasedFigure(value, label)
    regions = [
        RegionRow(area.code, area.name, area.kind, cells.get(area.code, {}))
        for area in area_codes.areas().values()
        if area.is_autonomous
        and scope.covers(area.code)
        and (not kind or area.kind == kind)
        and (everyone or area.code in cells)
    ]
    return _sorted(regions, sort, descending) if sort in MEASURES else regions


def _sorted(rows: list[RegionRow], measure: str, descending: bool) -> list[RegionRow]:
    def value(row: RegionRow) -> Decimal | None:
        cell = row.cells.get(measure)
        return cell.value if cell else None

    known = [row for row in rows if value(row) is not None]
    unknown = [row for row in rows if value(row) is None]
    known.sort(key=lambda row: value(row) or Decimal(0), reverse=descending)
    return known + unknown


def history(scope: Scope, region_code: str) -> list[YearPoint]:
    """Everything a region has released, oldest year first; empty outside the scope."""
    by_year: dict[int, dict[str, ReleasedFigure]] = defaultdict(dict)
    rows = figures_in(scope).filter(region_code=region_code)
    for year, measure, value, label in rows.values_list("year", "measure", "value", "label"):
        by_year[year][measure] = ReleasedFigure(value, label)
    return [YearPoint(year, by_year[year]) for year in sorted(by_year)]


def histories(scope: Scope, measure: str) -> dict[str, list[tuple[int, ReleasedFigure]]]:
    """For each region that released `measure`: its figures by year, oldest first."""
    found: dict[str, list[tuple[int, ReleasedFigure]]] = defaultdict(list)
    rows = figures_in(scope).filter(measure=measure).order_by("region_code", "year")
    for code, year, value, label in rows.values_list("region_code", "year", "value", "label"):
        found[code].append((year, ReleasedFigure(value, label)))
    return dict(found)


@dataclass(frozen=True, slots=True)
class Summary:
    """How many regions of the scope released anything, and the middle and ends of one measure."""

    measure: Measure
    regions: int
    released: int
    lowest: Decimal | None
    median: Decimal | None
    highest: Decimal | None


def summarise(rows: list[RegionRow], measure: str) -> Summary:
    """The spread of `measure` over `rows`; regions without a figure are counted, not averaged."""
    values = sorted(
        cell.value for row in rows if (cell := row.cells.get(measure)) and cell.value is not None
    )
    middle = len(values) // 2
    median = None
    if values:
        median = values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
    return Summary(
        measure=MEASURES[measure],
        regions=len(rows),
        released=sum(row.has_released for row in rows),
        lowest=values[0] if values else None,
        median=median,
        highest=values[-1] if values else None,
    )
