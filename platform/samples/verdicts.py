"""How the sample region's year was judged: the LKE of each unit, recommendations, clauses, releases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from core.accounts.models import User
from pk.evaluation.actions.assess import assess
from pk.evaluation.actions.check_clauses import check_clauses
from pk.evaluation.actions.decide_case import decide_case
from pk.evaluation.actions.finalise import finalise
from pk.evaluation.actions.move_sheet import move_sheet
from pk.evaluation.actions.open_sheets import open_sheets
from pk.evaluation.actions.recommend import recommend
from pk.evaluation.actions.record_result import record_result
from pk.evaluation.actions.review import review
from pk.evaluation.inputs import PartAnswer
from pk.evaluation.models import ClauseCase, Decision, ScoreSheet, SheetState
from pk.policies import lke
from reporting.publishing.actions.release import release
from samples import chance
from samples.year import Walk, account_of
from tenants.organization.models import Position
from tenants.organization.queries import directory as organization

ADVICE = "Agar target setiap indikator dipantau tiap periode dan hasilnya dipakai untuk memperbaiki kegiatan."
"""What the sample reviewer recommends."""
STRONG, WEAK = ("B", "BB", "BB", "B", "A"), ("CC", "CC", "C")


def judge(walk: Walk) -> None:
    """A year that is over: every unit's sheet to its final score, then the clauses that it fulfils."""
    opened = walk.moment(date(walk.year + 1, 3, 1))
    reviewer = account_of_position(walk.office.positions["INSP-KA"], opened.date())
    open_sheets(year=walk.year, by=walk.steward, at=opened)
    for sheet in ScoreSheet.objects.filter(year=walk.year, unit__isnull=False).select_related(
        "unit"
    ):
        _fill(walk, sheet, reviewer, opened + timedelta(days=20))
    check_clauses(year=walk.year, by=walk.steward, at=opened + timedelta(days=60))
    _decide_one(walk, opened + timedelta(days=75))


def account_of_position(position: Position, day: date) -> User:
    """The account of whoever holds a position on a day."""
    holder = organization.holder_of(position, day)
    if holder is None:
        raise LookupError(position)
    return account_of(holder)


def _fill(walk: Walk, sheet: ScoreSheet, reviewer: User, at: datetime) -> None:
    """One sheet: assessed by the unit, scored by the Inspektorat, final, with a recommendation."""
    heads = [p for p in walk.office.positions.values() if p.unit_id == sheet.unit_id]
    writer = account_of_position(heads[0], at.date())
    answers = _answers(walk, sheet)
    assess(sheet=sheet, answers=answers, by=writer, at=at)
    sheet = move_sheet(sheet=sheet, target=SheetState.SUBMITTED, by=writer, at=at)
    review(sheet=sheet, answers=answers, by=reviewer, at=at + timedelta(days=10))
    seen = at + timedelta(days=12)
    sheet = move_sheet(sheet=sheet, target=SheetState.REVIEWED, by=reviewer, at=seen)
    sheet = finalise(sheet=sheet, by=reviewer, at=seen)
    recommend(
        sheet=sheet,
        sub_component="2.c",
        text=ADVICE,
        due_on=date(walk.year + 1, 9, 30),
        by=reviewer,
        at=seen,
    )


def _answers(walk: Walk, sheet: ScoreSheet) -> list[PartAnswer]:
    code = sheet.unit.code if sheet.unit else ""
    words = WEAK if code == walk.region.raw["weak_unit"] else STRONG
    found = []
    for part in lke.template(sheet.template).parts:
        answer = chance.choose(words, walk.region.code, code, part.code)
        note = "Dipertahankan selama satu tahun (contoh)" if answer in ("A", "AA") else ""
        found.append(PartAnswer(part.code, answer, note, tuple(c.code for c in part.criteria)))
    return found


def _decide_one(walk: Walk, at: datetime) -> None:
    """The first case of an improvement clause is decided; every other waits for the visitor."""
    case = ClauseCase.objects.filter(kind="improvement").order_by("opened_at", "id").first()
    if case is not None:
        decide_case(
            case=case,
            decision=Decision.IMPROVEMENT,
            reason="Diberi kesempatan memperbaiki kinerja dengan pendampingan (contoh).",
            by=account_of_position(walk.office.positions["KDH"], at.date()),
            at=at,
        )


def record_and_release(walk: Walk) -> None:
    """The region's own grades of past years, as others published them, and every year's release."""
    told = [{**row, "source": row["source"]} for row in walk.region.raw.get("results", [])]
    made_up = [{**row, "source": "Data contoh"} for row in walk.region.raw["history"]]
    years = set(walk.region.years(walk.now.year))
    for row in [*told, *made_up]:
        score = row.get("score")
        record_result(
            year=row["year"],
            grade=row["grade"],
            score=Decimal(score) if score else None,
            source_note=row["source"],
            by=walk.steward,
            at=_published(walk, row["year"]),
        )
        years.add(row["year"])
    years |= {walk.region.raw[key]["year"] for key in ("indicator_year",) if key in walk.region.raw}
    for year in sorted(years):
        release(year=year, by=walk.steward, at=_published(walk, year))


def _published(walk: Walk, year: int) -> datetime:
    """February of the year after, or now while the year still runs."""
    return min(datetime(year + 1, 2, 10, 3, tzinfo=UTC), walk.now)
