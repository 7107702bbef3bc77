"""Open a closed period again, for a reason that is kept.

1. Only the steward does, with a reason.
2. Only a closed period is opened again.
3. Audit: "membuka kembali periode …: alasan".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.errors import NotNow
from pk.measurement import permissions, rules
from pk.measurement.models import Period


@act
def reopen_period(*, period: Period, reason: str, by: User, at: datetime) -> Period:
    """The period, open."""
    permissions.check_may_run_periods(by)  # 1
    said = rules.check_reason(reason)
    period = Period.objects.select_for_update().get(id=period.id)
    if period.state != Period.State.CLOSED:  # 2
        raise NotNow(f"{period} masih terbuka.")
    period.state, period.closed_at = Period.State.OPEN, None
    period.save(update_fields=["state", "closed_at"])
    trail.record(  # 3
        "period.reopened",
        period,
        by=by,
        at=at,
        sentence=f"membuka kembali periode {period}: {said}",
    )
    return period
