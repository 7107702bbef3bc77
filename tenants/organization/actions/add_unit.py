"""Add a unit.

1. Only the steward keeps the organisation.
2. The code is new, the kind is known.
3. Audit: "menambahkan perangkat daerah …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from tenants.organization.inputs import UnitInput
from tenants.organization.models import OrgUnit
from tenants.organization.permissions import check_may_keep
from tenants.organization.rules import check_unit


@act
def add_unit(*, entered: UnitInput, by: User, at: datetime) -> OrgUnit:
    """A new unit."""
    check_may_keep(by)  # 1
    return write(entered, by=by, at=at)


def write(entered: UnitInput, *, by: User, at: datetime) -> OrgUnit:
    """Steps 2 and 3, for this act and for the loading of a workbook."""
    check_unit(entered)  # 2
    unit = OrgUnit.objects.create(
        code=entered.code,
        name=entered.name,
        kind=entered.kind,
        short_name=entered.short_name,
        parent=entered.parent,
        protocol_order=entered.protocol_order,
        is_active=entered.is_active,
    )
    record("unit.added", unit, by=by, at=at, sentence=f"menambahkan perangkat daerah {unit}")  # 3
    return unit
