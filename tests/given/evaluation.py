"""Score sheets of the cast's units in any state, and clause cases, reached by the real acts.

given = evaluation.sheet_at(SheetState.FINAL, answer="CC")      # Dinas Kesehatan, all parts CC
case = evaluation.missed_target()                               # dr. Sari missed a target of 2026
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from pk.evaluation.actions import (
    assess,
    check_clauses,
    finalise,
    move_sheet,
    open_sheets,
    recommend,
    review,
)
from pk.evaluation.inputs import PartAnswer
from pk.evaluation.models import ClauseCase, Recommendation, ScoreSheet, SheetState
from pk.measurement.models import MeasurementState
from pk.policies import lke
from tenants.policy.schema import ImprovementClause, RegionPolicy, ResignationClause
from tests import cast
from tests.given import measurement
from tests.given.organization import YEAR, account
from tests.remembered import remembered

AFTER_THE_YEAR = datetime(2027, 1, 20, 3, 0, tzinfo=UTC)
DUE_ON = date(2027, 6, 30)
NOTE = "Dipertahankan sejak 2021 dan menjadi rujukan daerah lain"
RESIGNATION = RegionPolicy(clauses=[ResignationClause(grade_at_most="CC")])
IMPROVEMENT = RegionPolicy(clauses=[ImprovementClause(months=6)])


def all_parts(answer: str, note: str = "") -> list[PartAnswer]:
    """The same answer to every part."""
    template = lke.template("lke-akip-permenpanrb-88-2021")
    return [
        PartAnswer(part.code, answer, note, tuple(c.code for c in part.criteria))
        for part in template.parts
    ]


@remembered
def sheet_at(
    state: str,
    *,
    answer: str = "B",
    rules: RegionPolicy | None = None,
    given: measurement.Given | None = None,
    at: datetime = AFTER_THE_YEAR,
) -> ScoreSheet:
    """The sheet of Dinas Kesehatan for 2026, taken to `state` by those who may."""
    given = given or measurement.in_force(cast.SARI, rules=rules)
    sari, wulan = account(cast.SARI), account(cast.WULAN)
    open_sheets.open_sheets(year=YEAR, by=wulan, at=at)
    sheet = ScoreSheet.objects.get(unit=given.agreement.receiver.position.unit, year=YEAR)
    if state == SheetState.SELF_ASSESSMENT:
        return sheet
    answers = all_parts(answer, NOTE)
    assess.assess(sheet=sheet, answers=answers, by=sari, at=at)
    sheet = move_sheet.move_sheet(sheet=sheet, target=SheetState.SUBMITTED, by=sari, at=at)
    if state == SheetState.SUBMITTED:
        return sheet
    review.review(sheet=sheet, answers=answers, by=wulan, at=at)
    sheet = move_sheet.move_sheet(sheet=sheet, target=SheetState.REVIEWED, by=wulan, at=at)
    if state == SheetState.REVIEWED:
        return sheet
    return finalise.finalise(sheet=sheet, by=wulan, at=at)


@remembered
def recommended(
    sheet: ScoreSheet,
    text: str = "Agar menyusun rencana aksi triwulanan",
    *,
    due_on: date = DUE_ON,
    at: datetime = AFTER_THE_YEAR,
) -> Recommendation:
    """A recommendation on the sheet by Wulan."""
    return recommend.recommend(
        sheet=sheet, sub_component="1.c", text=text, due_on=due_on, by=account(cast.WULAN), at=at
    )


@remembered
def whole_year(given: measurement.Given, figures: dict[str, str]) -> None:
    """The same figures, approved, in every quarter."""
    for number in given.periods:
        measurement.measured(given, MeasurementState.APPROVED, number=number, figures=figures)


@remembered
def missed_target() -> ClauseCase:
    """A case of the improvement clause: dr. Sari reached one target of 2026 and missed the other."""
    given = measurement.in_force(cast.SARI, rules=IMPROVEMENT)
    whole_year(given, {"DINKES-01": "84", "DINKES-02": "90"})
    check_clauses.check_clauses(year=YEAR, by=account(cast.DEWI), at=AFTER_THE_YEAR)
    return ClauseCase.objects.get()
