"""Record what a monthly review said and decided.

1. The head of region or the steward records it, once the period has ended.
2. There is something about strategy in it.
3. It may be completed later; each version is in the audit.
4. Audit: "mencatat hasil rapat …".
"""

from datetime import date, datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from core.errors import Invalid, NotNow
from pk.measurement import permissions
from pk.measurement.models import MonthlyReview, Period


@act
def record_review(
    *, period: Period, held_on: date, strategy: str, decisions: str, by: User, at: datetime
) -> MonthlyReview:
    """The review of the period."""
    permissions.check_may_review(by)  # 1
    day = day_of(at)
    if day < period.opens_on:
        raise NotNow(f"{period} belum berakhir.")
    if not period.opens_on <= held_on <= day:
        raise Invalid("Tanggal rapat berada antara akhir periode dan hari ini.", field="held_on")
    if not strategy.strip():  # 2
        raise Invalid("Tuliskan pembahasan strategi.", field="strategy")
    review, _ = MonthlyReview.objects.update_or_create(  # 3
        period=period,
        defaults={
            "held_on": held_on,
            "strategy": strategy.strip(),
            "decisions": decisions.strip(),
            "recorded_by": by.id,
            "recorded_by_name": by.name,
            "recorded_at": at,
        },
    )
    trail.record(  # 4
        "review.recorded",
        period,
        by=by,
        at=at,
        sentence=f"mencatat hasil rapat {period}",
        strategy=review.strategy,
        decisions=review.decisions,
    )
    return review
