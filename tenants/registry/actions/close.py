"""Close a region.

1. Only an operator may, and says why and for how many days the data are kept.
2. The region stops serving; its data stay as they are until the retention period is over.
3. Audit in both trails: "menutup …, data disimpan sampai …".
4. The archive of its last state is made; without it the region is never destroyed. Asked again,
   only what is missing is done.
"""

from datetime import datetime, timedelta

from core.accounts.models import User
from core.acts import act
from core.days import day_of
from tenants.registry import access, rules
from tenants.registry.actions._trail import record_in_both
from tenants.registry.actions.export import export
from tenants.registry.archives import writing
from tenants.registry.models import Archive, Region, RegionState
from tenants.registry.permissions import check_may_operate
from tenants.registry.queries import regions
from tenants.registry.states import OPERATOR, WORKFLOW


def close(
    *,
    region: Region,
    reason: str,
    keep_days: int,
    by: User,
    at: datetime,
    tell: writing.Tell = writing.quietly,
) -> Archive:
    """The archive of the closed region's last state."""
    region.refresh_from_db()
    if region.state != RegionState.CLOSED:
        region = stop(region=region, reason=reason, keep_days=keep_days, by=by, at=at)
    made = regions.closing_archive(region)
    return made or export(
        region=region, reason=Archive.Reason.CLOSING, by=by, at=at, tell=tell
    )  # 4


@act
def stop(*, region: Region, reason: str, keep_days: int, by: User, at: datetime) -> Region:
    """The region, closed and kept."""
    check_may_operate(by)  # 1
    rules.check_reason(reason)
    rules.check_keep_days(keep_days)
    region = access.locked(region)
    step = WORKFLOW.check(region.state, RegionState.CLOSED, [OPERATOR])
    region.state, region.closed_at = RegionState.CLOSED, at  # 2
    region.keep_until = day_of(at) + timedelta(days=keep_days)
    region.save(update_fields=["state", "closed_at", "keep_until"])
    record_in_both(  # 3
        "region.closed",
        region,
        by=by,
        at=at,
        sentence=f"{step.sentence} {region.name}, data disimpan sampai "
        f"{region.keep_until:%d-%m-%Y}: {reason.strip()}",
        keep_until=region.keep_until.isoformat(),
    )
    return region
