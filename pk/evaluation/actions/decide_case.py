"""Decide a clause case.

1. Only the head of region does, once, by the table of states.
2. The decision has its reason. An improvement period is given only where the clause has one.
3. The improvement period begins on the day of the decision; it is half-open and as long as the
   clause says.
4. Audit: "memutuskan klausul …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from core.errors import Invalid
from pk.evaluation import permissions, rules, states
from pk.evaluation.actions import _locked as locked
from pk.evaluation.models import ClauseCase, Decision, ImprovementPeriod
from pk.policies import clauses, deadlines
from tenants.policy.schema import ImprovementClause


@act
def decide_case(
    *, case: ClauseCase, decision: str, reason: str, by: User, at: datetime
) -> ClauseCase:
    """The case, decided."""
    permissions.check_may_decide(by)  # 1
    case = locked.case(case.id)
    decided = ClauseCase.State.DECIDED
    said = states.CASE.check(case.state, decided, {states.HEAD_OF_REGION}).sentence
    if decision not in Decision.values:
        raise Invalid("Pilih salah satu keputusan.", field="decision")
    clause = clauses.clause_from(case.clause.kind, case.clause.terms)
    if decision == Decision.IMPROVEMENT and not isinstance(clause, ImprovementClause):  # 2
        raise Invalid("Klausul ini tidak memuat masa perbaikan.", field="decision")
    case.state, case.decision = decided, decision
    case.decision_reason = rules.check_said(reason, "reason", "Tuliskan alasan keputusan.")
    case.decided_by, case.decided_by_name, case.decided_at = by.id, by.name, at
    case.save()
    if decision == Decision.IMPROVEMENT and isinstance(clause, ImprovementClause):
        start = day_of(at)  # 3
        end = deadlines.add_months(start, clause.months)
        ImprovementPeriod.objects.create(case=case, starts_on=start, ends_on=end)
    label = Decision(decision).label.lower()
    trail.record(  # 4
        "clause.decided",
        case,
        by=by,
        at=at,
        sentence=f"{said} {case.agreement.receiver_title}: {label}. {case.decision_reason}",
    )
    return case
