"""Reopen a region that was suspended or closed.

1. Only an operator may, and says why; a closed region only while its data are still there, and none
   whose tables were left behind by a migration.
2. The region serves again, with its data as they were.
3. Audit in both trails: "membuka kembali …" or "membatalkan penutupan …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.errors import NotNow
from realms import schemas
from tenants.registry import access, rules
from tenants.registry.actions._trail import record_in_both
from tenants.registry.models import Region, RegionState
from tenants.registry.permissions import check_may_operate
from tenants.registry.states import OPERATOR, WORKFLOW


@act
def reopen(*, region: Region, reason: str, by: User, at: datetime) -> Region:
    """The region, in service."""
    check_may_operate(by)  # 1
    rules.check_reason(reason)
    region = access.locked(region)
    step = WORKFLOW.check(region.state, RegionState.ACTIVE, [OPERATOR])
    if schemas.version(region.schema_name) != schemas.current_version():
        raise NotNow(
            f"Skema {region.name} belum mutakhir, jadi daerah ini belum dapat melayani. "
            "Jalankan migrate_regions dahulu."
        )
    region.state, region.suspended_at, region.suspension_reason = RegionState.ACTIVE, None, ""  # 2
    region.closed_at = region.keep_until = None
    region.save(
        update_fields=["state", "suspended_at", "suspension_reason", "closed_at", "keep_until"]
    )
    record_in_both(  # 3
        "region.reopened",
        region,
        by=by,
        at=at,
        sentence=f"{step.sentence} {region.name}: {reason.strip()}",
    )
    return region
