"""The tables and charts of the evaluation pages, as templates show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.charts.heatmap import Cell, Heatmap, heatmap
from core.charts.steps import Steps, step_line
from pk.evaluation import rules
from pk.evaluation.models import Answer, ScoreSheet, SheetState
from pk.evaluation.queries import results
from pk.measurement.queries.figures import today
from pk.policies import grades, numbers, scoring
from pk.policies.lke import Component, SubComponent
from pk.policies.scoring import Result

STATE_TONES = {
    SheetState.SELF_ASSESSMENT: "neutral",
    SheetState.SUBMITTED: "info",
    SheetState.REVIEWED: "warn",
    SheetState.FINAL: "good",
}
GRADE_TONES = {"AA": "good", "A": "good", "BB": "good", "B": "warn", "CC": "warn"}
LADDER = tuple(grade.code for grade in grades.GRADES)


@dataclass(frozen=True, slots=True)
class SheetSummary:
    """One sheet of the overview: its points per component, as decided so far."""

    sheet: ScoreSheet
    name: str
    points: Sequence[Decimal | None]
    score: Decimal | None
    grade: str
    state_tone: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part on the page of a sheet: what was proposed and what was decided."""

    component: Component
    part: SubComponent
    answer: Answer | None
    proposed: Decimal | None
    decided: Decimal | None
    is_first: bool

    @property
    def supported(self) -> str:
        """What the checklist of the unit supports by itself."""
        met = len(self.answer.criteria_met) if self.answer else 0
        return scoring.highest_supported(met, len(self.part.criteria))


def chosen_year(said: str) -> int:
    """The year in the address, or the newest with sheets, or this one."""
    if said.isdecimal() and 2000 <= int(said) <= 2100:
        return int(said)
    return next(iter(results.years()), today().year)


def years_to_choose(year: int) -> list[int]:
    """The years that may be shown."""
    return sorted({year, today().year, today().year - 1, *results.years()}, reverse=True)


def rows(sheets: Sequence[ScoreSheet], region: str) -> list[SheetSummary]:
    """The overview: the points of what was decided, or nothing where nothing was."""
    return [_row(sheet, region) for sheet in sheets]


def _row(sheet: ScoreSheet, region: str) -> SheetSummary:
    template = results.template_of(sheet)
    result = results.result(sheet)
    done = {part.code for part in template.parts} - set(result.unanswered)
    points = [
        result.of(component) if all(p.code in done for p in component.parts) else None
        for component in template.components
    ]
    final = sheet.state == SheetState.FINAL
    return SheetSummary(
        sheet=sheet,
        name=sheet.unit.name if sheet.unit else region,
        points=points,
        score=sheet.score if final else None,
        grade=sheet.grade,
        state_tone=STATE_TONES[SheetState(sheet.state)],
    )


def units_chart(table: Sequence[SheetSummary], year: int) -> str:
    """Units by components: the share of each component's weight, in percent."""
    if not table:
        return ""
    components = results.template_of(table[0].sheet).components
    cells = tuple((*_cells(row, components), _total(row)) for row in table)
    return heatmap(
        Heatmap(
            title=f"Nilai per komponen {year}, persen dari bobotnya",
            rows=tuple(row.name for row in table),
            columns=(*(c.name.split()[0] for c in components), "Nilai"),
            cells=cells,
            column_width=104,
        )
    )


def _cells(row: SheetSummary, components: Sequence[Component]) -> list[Cell]:
    cells = []
    for component, points in zip(components, row.points, strict=True):
        if points is None:
            cells.append(Cell(""))
            continue
        share = points * 100 / component.weight
        tone = GRADE_TONES.get(grades.grade_of(share).code, "bad")
        cells.append(Cell(numbers.print_number(share, decimals=1), tone))
    return cells


def _total(row: SheetSummary) -> Cell:
    if not row.grade:
        return Cell("")
    score = "" if row.score is None else f"{numbers.print_number(row.score, decimals=2)} "
    return Cell(f"{score}{row.grade}", GRADE_TONES.get(row.grade, "bad"))


def ladder(unit_name: str, found: dict[int, results.FinalGrade], wanted: str = "") -> str:
    """The grades over the years, without a step where there was no result."""
    if not found:
        return ""
    places = tuple(
        (year, found[year].grade if year in found else "")
        for year in range(max(min(found), max(found) - 9), max(found) + 1)
    )
    return step_line(Steps(f"Predikat SAKIP {unit_name}", LADDER, places, wanted=wanted))


def parts(sheet: ScoreSheet) -> list[PartRow]:
    """The page of a sheet, part by part."""
    given = results.answers(sheet)
    proposed = results.result(sheet, rules.PROPOSED)
    decided = results.result(sheet, rules.DECIDED)
    return [
        PartRow(
            component=component,
            part=part,
            answer=given.get(part.code),
            proposed=_known(proposed, part),
            decided=_known(decided, part),
            is_first=number == 0,
        )
        for component in results.template_of(sheet).components
        for number, part in enumerate(component.parts)
    ]


def _known(result: Result, part: SubComponent) -> Decimal | None:
    return None if part.code in result.unanswered else result.points[part.code]
