"""Close a period: no figure of it changes any more.

1. Only the steward does, and only once the period has ended.
2. A period is closed once.
3. Audit: "menutup periode …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from pk.measurement import permissions, rules
from pk.measurement.models import Period


@act
def close_period(*, period: Period, by: User, at: datetime) -> Period:
    """The period, closed."""
    permissions.check_may_run_periods(by)  # 1
    period = Period.objects.select_for_update().get(id=period.id)
    rules.check_open(period, day_of(at))  # 2
    period.state, period.closed_at = Period.State.CLOSED, at
    period.save(update_fields=["state", "closed_at"])
    trail.record("period.closed", period, by=by, at=at, sentence=f"menutup periode {period}")  # 3
    return period
