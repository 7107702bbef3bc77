"""Give an open region the policy of another preset.

1. Only an operator may, and says from which day it holds.
2. The region adopts it as a new version of its policy; older versions stay as they were.
3. Audit: the adoption in the region's trail, "memberi … kebijakan …" in both.
"""

from datetime import date, datetime

from core.accounts.models import User
from core.acts import act, within
from core.errors import Invalid
from tenants.policy.actions import adopt
from tenants.policy.models import PolicyVersion
from tenants.policy.presets import PRESETS
from tenants.registry import access
from tenants.registry.actions._trail import record_in_both
from tenants.registry.context import in_region
from tenants.registry.models import Region
from tenants.registry.permissions import check_may_operate
from tenants.registry.tenant import Tenant


@act
def change_preset(
    *, region: Region, preset: str, effective_from: date, by: User, at: datetime
) -> PolicyVersion:
    """The version of the region's policy that was adopted."""
    check_may_operate(by)  # 1
    if preset not in PRESETS:
        raise Invalid("Pilih salah satu kebijakan yang tersedia.", field="preset")
    region = access.locked(region)
    title = PRESETS[preset].title
    with in_region(Tenant.of(region)):  # 2
        version = within(adopt.adopt)(
            rules=PRESETS[preset].rules,
            effective_from=effective_from,
            note=f"Kebijakan dari operator: {title}",
            by=by,
            at=at,
        )
    region.preset = preset
    region.save(update_fields=["preset"])
    record_in_both(  # 3
        "region.preset_changed",
        region,
        by=by,
        at=at,
        sentence=f"memberi {region.name} kebijakan “{title}”, "
        f"berlaku mulai {effective_from:%d-%m-%Y}",
        preset=preset,
    )
    return version
