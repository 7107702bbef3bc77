"""Questions about evaluations, named after their answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Q, QuerySet

from pk.evaluation import rules
from pk.evaluation.models import Answer, ClauseCase, Recommendation, ScoreSheet, SheetState
from pk.policies import lke, scoring
from pk.policies.lke import Template
from pk.policies.scoring import Result
from tenants.organization.models import OrgUnit


@dataclass(frozen=True, slots=True)
class FinalGrade:
    """A result that counts. `score` may be missing where only the grade was published."""

    year: int
    grade: str
    score: Decimal | None
    source_note: str


@dataclass(frozen=True, slots=True)
class RecommendationTally:
    """How many recommendations there are and what became of them."""

    open: int
    reported: int
    closed: int
    late: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.open + self.reported + self.closed


def final_grade(unit: OrgUnit | None, year: int) -> FinalGrade | None:
    """The final result of a unit, or of the region itself without one."""
    sheet = ScoreSheet.objects.filter(unit=unit, year=year, state=SheetState.FINAL).first()
    if sheet is None:
        return None
    return FinalGrade(sheet.year, sheet.grade, sheet.score, sheet.source_note)


def grades_over_years(unit: OrgUnit | None) -> dict[int, FinalGrade]:
    """The final results of a unit (or the region) by year."""
    rows = ScoreSheet.objects.filter(unit=unit, state=SheetState.FINAL).order_by("year")
    return {r.year: FinalGrade(r.year, r.grade, r.score, r.source_note) for r in rows}


def sheets(year: int) -> QuerySet[ScoreSheet]:
    """The sheets of a year: the region's first, then the units in protocol order."""
    return (
        ScoreSheet.objects.filter(year=year)
        .select_related("unit")
        .prefetch_related("answers")
        .order_by(F("unit__protocol_order").asc(nulls_first=True), "unit__name")
    )


def years() -> list[int]:
    """The years which have sheets, newest first."""
    return sorted(set(ScoreSheet.objects.values_list("year", flat=True)), reverse=True)


def template_of(sheet: ScoreSheet) -> Template:
    """The version of the LKE by which a sheet is scored."""
    return lke.template(sheet.template)


def answers(sheet: ScoreSheet) -> dict[str, Answer]:
    """The answers of a sheet by the code of the part."""
    return {row.sub_component: row for row in sheet.answers.all()}


def result(sheet: ScoreSheet, side: str = rules.DECIDED) -> Result:
    """The score by the answers of one side; final only when the sheet is."""
    given = rules.answers_of(sheet, sheet.answers.all(), side)
    return scoring.result(template_of(sheet), given)


def recommendations(
    *, year: int | None = None, unit: OrgUnit | None = None
) -> QuerySet[Recommendation]:
    """Recommendations, what is due first on top."""
    rows = Recommendation.objects.select_related("sheet__unit").order_by("due_on", "id")
    if year is not None:
        rows = rows.filter(sheet__year=year)
    return rows.filter(sheet__unit=unit) if unit is not None else rows


def recommendation_tally(year: int, on: date) -> RecommendationTally:
    """What became of a year's recommendations as of a day."""
    rows = list(recommendations(year=year).values_list("state", "due_on"))
    said = [state for state, _ in rows]
    state = Recommendation.State
    return RecommendationTally(
        open=said.count(state.OPEN),
        reported=said.count(state.REPORTED),
        closed=said.count(state.CLOSED),
        late=sum(1 for each, due_on in rows if each == state.OPEN and due_on < on),
    )


def cases(*, year: int | None = None) -> QuerySet[ClauseCase]:
    """Clause cases: those that wait for a decision first, then the newest."""
    rows = ClauseCase.objects.select_related(
        "clause",
        "improvement",
        "agreement__receiver__position__unit",
        "agreement__receiver__official",
    ).order_by("-state", "-opened_at")
    return rows.filter(agreement__year=year) if year is not None else rows


def open_cases() -> int:
    """How many cases wait for the head of region, or have an improvement period to be closed."""
    waits = Q(state=ClauseCase.State.OPEN) | Q(
        improvement__isnull=False, improvement__closed_at__isnull=True
    )
    return ClauseCase.objects.filter(waits).count()
