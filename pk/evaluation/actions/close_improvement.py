"""End an improvement period with what came of it.

1. Only the head of region does, once.
2. That nothing improved can be said only when the time is over; that it did, any day.
3. There is a sentence on what was seen.
4. Audit: "menutup masa perbaikan …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from core.errors import Invalid, NotNow
from pk.evaluation import permissions, rules
from pk.evaluation.models import ImprovementPeriod


@act
def close_improvement(
    *, improvement: ImprovementPeriod, result: str, outcome: str, by: User, at: datetime
) -> ImprovementPeriod:
    """The period, closed."""
    permissions.check_may_decide(by)  # 1
    row = ImprovementPeriod.objects.select_for_update().get(id=improvement.id)
    if row.closed_at is not None:
        raise NotNow("Masa perbaikan ini sudah ditutup.")
    results = ImprovementPeriod.Result
    if result not in results.values:
        raise Invalid("Pilih hasil masa perbaikan.", field="result")
    if result == results.NOT_IMPROVED and day_of(at) < row.ends_on:  # 2
        raise NotNow(f"Masa perbaikan masih berjalan sampai {row.ends_on:%d-%m-%Y}.")
    row.result, row.closed_at = result, at
    row.outcome = rules.check_said(outcome, "outcome", "Tuliskan apa yang terlihat.")  # 3
    row.save(update_fields=["result", "closed_at", "outcome"])
    trail.record(  # 4
        "clause.improvement_closed",
        row.case,
        by=by,
        at=at,
        sentence=f"menutup masa perbaikan: {results(result).label.lower()}. {row.outcome}",
    )
    return row
