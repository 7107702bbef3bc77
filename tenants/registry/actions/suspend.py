"""Suspend a region.

1. Only an operator may, and says why.
2. The region stops serving: its address shows a page that says so; nothing of its data changes.
3. Audit in both trails: "menangguhkan …: <reason>".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from tenants.registry import access, rules
from tenants.registry.actions._trail import record_in_both
from tenants.registry.models import Region, RegionState
from tenants.registry.permissions import check_may_operate
from tenants.registry.states import OPERATOR, WORKFLOW


@act
def suspend(*, region: Region, reason: str, by: User, at: datetime) -> Region:
    """The region, out of service until it is reopened."""
    check_may_operate(by)  # 1
    rules.check_reason(reason)
    region = access.locked(region)
    step = WORKFLOW.check(region.state, RegionState.SUSPENDED, [OPERATOR])
    region.state, region.suspended_at = RegionState.SUSPENDED, at  # 2
    region.suspension_reason = reason.strip()
    region.save(update_fields=["state", "suspended_at", "suspension_reason"])
    record_in_both(  # 3
        "region.suspended",
        region,
        by=by,
        at=at,
        sentence=f"{step.sentence} {region.name}: {reason.strip()}",
    )
    return region
