"""Whether the conditions of clauses are met, and the case that opens when one is. Nothing is decided here.

The resignation clause looks at the final grade of the unit or the region. The improvement clause
looks at the year's targets once the year is over; what was not reported is listed with the
evidence and never counted as missed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from core.accounts.models import User
from core.audit import trail
from core.days import day_of
from pk.agreements.models import Agreement
from pk.agreements.models import Clause as ClauseRow
from pk.agreements.queries import mandates as agreements
from pk.evaluation.models import ClauseCase
from pk.evaluation.queries import results
from pk.measurement.models import Period
from pk.measurement.queries import achievements
from pk.measurement.queries.achievements import CommitmentAchievement
from pk.policies import clauses
from pk.policies.achievement import TargetSide
from pk.policies.aggregation import Aggregation
from pk.policies.clauses import CaseEvidence, ClauseFinding
from tenants.organization import hierarchy
from tenants.policy.schema import Clause, ResignationClause


@dataclass(frozen=True, slots=True)
class Examined:
    """One clause of one agreement, and what the figures say about it."""

    row: ClauseRow
    clause: Clause
    finding: ClauseFinding
    figures: dict[str, Any] = field(default_factory=dict)


def examined(year: int, day: date) -> list[Examined]:
    """Every clause of the year's valid agreements that has no case yet."""
    valid = {a.id: a for a in agreements.in_force(day, year=year).select_related("policy")}
    rows = list(
        ClauseRow.objects.filter(agreement__in=valid, case__isnull=True).order_by(
            "agreement_id", "order"
        )
    )
    concerned = [valid[key] for key in {row.agreement_id for row in rows}]
    found = achievements.standings(concerned) if day > date(year, 12, 31) else {}
    last = max(Period.objects.filter(year=year).values_list("number", flat=True), default=0)
    return [
        _examine(row, valid[row.agreement_id], found.get(row.agreement_id), last) for row in rows
    ]


def open_cases(year: int, *, by: User, at: datetime) -> list[ClauseCase]:
    """The cases of clauses whose condition is met now. Call it inside an act."""
    day = day_of(at)
    return [_open(each, by, at) for each in examined(year, day) if each.finding.met]


def _open(each: Examined, by: User, at: datetime) -> ClauseCase:
    agreement = each.row.agreement
    case = ClauseCase.objects.create(
        clause=each.row,
        agreement=agreement,
        kind=each.row.kind,
        opened_at=at,
        evidence={
            "text": each.row.text,
            "condition": clauses.condition_of(each.clause),
            "finding": each.finding.sentence,
            "lacking": list(each.finding.lacking),
            "receiver": agreement.receiver_name,
            "title": agreement.receiver_title,
            "year": agreement.year,
            "checked_on": day_of(at).isoformat(),
            **each.figures,
        },
    )
    title = clauses.title_of(each.row.kind).lower()
    trail.record(
        "clause.opened",
        case,
        by=by,
        at=at,
        sentence=f"memeriksa {title} {agreement.receiver_title}: {each.finding.sentence} "
        "Keputusan menunggu kepala daerah.",
    )
    return case


def _examine(
    row: ClauseRow, agreement: Agreement, standings: list[CommitmentAchievement] | None, last: int
) -> Examined:
    clause = clauses.clause_from(row.kind, row.terms)
    if isinstance(clause, ResignationClause):
        return _examine_grade(row, clause, agreement)
    if standings is None:
        return Examined(row, clause, ClauseFinding(None, "Tahun belum berakhir."))
    return _examine_targets(row, clause, standings, last)


def _examine_grade(row: ClauseRow, clause: ResignationClause, agreement: Agreement) -> Examined:
    unit = hierarchy.root_unit(agreement.receiver.position.unit)
    result = results.final_grade(unit if clause.score_of == "unit" else None, agreement.year)
    finding = clauses.examine(clause, CaseEvidence(grade=result.grade if result else None))
    figures = {
        "grade": result.grade if result else "",
        "score": str(result.score) if result and result.score is not None else "",
        "score_of": unit.name if clause.score_of == "unit" else "Pemerintah daerah",
    }
    return Examined(row, clause, finding, figures)


def _examine_targets(
    row: ClauseRow, clause: Clause, standings: list[CommitmentAchievement], last: int
) -> Examined:
    complete = [each for each in standings if _is_complete(each, last)]
    missed = [each for each in complete if each.achievement.side == TargetSide.BELOW]
    unreported = [each for each in standings if each not in complete]
    evidence = CaseEvidence(
        missed=tuple(each.commitment.indicator_name for each in missed),
        unreported=tuple(each.commitment.indicator_name for each in unreported),
        reached=len(complete) - len(missed),
    )
    figures = {
        "missed": [_figures(each) for each in missed],
        "unreported": list(evidence.unreported),
    }
    return Examined(row, clause, clauses.examine(clause, evidence), figures)


def _is_complete(each: CommitmentAchievement, last: int) -> bool:
    """Whether the year's figure is known: the last period, and every period of a sum or a mean."""
    if each.achievement.side is None or not last:
        return False
    needs_all = each.commitment.indicator.aggregation in (Aggregation.SUM, Aggregation.AVERAGE)
    wanted = set(range(1, last + 1)) if needs_all else {last}
    return wanted <= set(each.series)


def _figures(each: CommitmentAchievement) -> dict[str, str]:
    return {
        "indicator": each.commitment.indicator_name,
        "unit_of_measure": each.commitment.unit_of_measure,
        "target": str(each.target or ""),
        "realisation": str(each.realisation or ""),
        "percent": str(each.achievement.percent or 0),
        "sentence": each.sentence,
    }
