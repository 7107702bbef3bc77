"""The grid of targets: what is shown, what was typed, what is wrong with it, what has changed.

A cell remembers what it said when it was shown, so that only what was changed is written and a
change by someone else in the meantime is noticed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.errors import DomainError
from pk.cascade.inputs import TargetInput
from pk.cascade.models import Direction, Indicator, Target
from pk.cascade.queries.tree import target_text
from pk.cascade.rules import check_target
from pk.policies import values


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A year, or a period of it."""

    year: int
    period: int
    label: str


@dataclass(slots=True)
class TargetCell:
    """One input. `name` is also its id; `was` is what it said when it was shown."""

    name: str
    label: str
    text: str
    was: str
    problem: str = ""


@dataclass(slots=True)
class IndicatorTargets:
    """An indicator and its cells."""

    indicator: Indicator
    cells: list[TargetCell]


@dataclass(slots=True)
class Grid:
    """Everything that the page shows, and the rows that it asks to write."""

    columns: list[GridColumn]
    lines: list[IndicatorTargets]
    changes: list[TargetInput] = field(default_factory=list)

    @property
    def problems(self) -> list[TargetCell]:
        """The cells that cannot be taken as they are."""
        return [cell for line in self.lines for cell in line.cells if cell.problem]


def year_columns(first: int, last: int) -> list[GridColumn]:
    """One column per year."""
    return [GridColumn(year, 0, str(year)) for year in range(first, last + 1)]


def period_columns(year: int, every: str) -> list[GridColumn]:
    """The year and its periods by the region's policy."""
    periods = range(1, 13) if every == "month" else range(1, 5)
    names = values_of_months() if every == "month" else ["TW I", "TW II", "TW III", "TW IV"]
    return [
        GridColumn(year, 0, f"Setahun {year}"),
        *(GridColumn(year, period, names[period - 1]) for period in periods),
    ]


def values_of_months() -> list[str]:
    """The months as a narrow column names them."""
    return "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()  # noqa: SIM905


def shown(indicators: Sequence[Indicator], columns: list[GridColumn]) -> Grid:
    """The grid with what is recorded now."""
    now = _recorded(indicators, columns)
    lines = []
    for indicator in indicators:
        cells = []
        for column in columns:
            name = _name(indicator, column)
            said = now.get(name, "")
            label = f"{indicator.code} {indicator.name}, {column.label}"
            cells.append(TargetCell(name, label, said, said))
        lines.append(IndicatorTargets(indicator, cells))
    return Grid(columns, lines)


def typed(
    indicators: Sequence[Indicator], columns: list[GridColumn], data: Mapping[str, str]
) -> Grid:
    """The grid as it came back, judged cell by cell."""
    grid = shown(indicators, columns)
    for line in grid.lines:
        for cell, column in zip(line.cells, columns, strict=True):
            recorded = cell.text
            if cell.name not in data:
                continue
            cell.text = " ".join(data[cell.name].split())
            cell.was = data.get(f"was.{cell.name}", recorded)
            if cell.text in {cell.was, recorded}:
                continue
            if recorded != cell.was:
                cell.problem = f"Sementara itu sudah diubah menjadi “{recorded or 'kosong'}”."
                cell.was = recorded
                continue
            _judge(cell, line.indicator, column, grid)
    return grid


def _judge(cell: TargetCell, indicator: Indicator, column: GridColumn, grid: Grid) -> None:
    try:
        reading = values.read(
            cell.text,
            kind=indicator.value_kind,
            scale=indicator.scale,
            ranged=indicator.direction == Direction.RANGE,
        )
        figure = reading.figure
        row = TargetInput(indicator, column.year, column.period)
        if figure is not None:
            row = TargetInput(
                indicator, column.year, column.period, figure.low, figure.high, figure.label
            )
        elif reading.unavailable:
            cell.problem = "Target harus berupa nilai; kosongkan bila belum ada."
            return
        check_target(row)
    except DomainError as refused:
        cell.problem = refused.sentence
        return
    grid.changes.append(row)


def _recorded(indicators: Sequence[Indicator], columns: Sequence[GridColumn]) -> dict[str, str]:
    years = {column.year for column in columns}
    rows = Target.objects.filter(indicator__in=list(indicators), year__in=years)
    known = {indicator.id: indicator for indicator in indicators}
    return {
        f"t.{row.indicator_id}.{row.year}.{row.period}": target_text(known[row.indicator_id], row)
        for row in rows
    }


def _name(indicator: Indicator, column: GridColumn) -> str:
    return f"t.{indicator.id}.{column.year}.{column.period}"
