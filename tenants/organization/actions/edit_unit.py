"""Change a unit.

1. Only the steward keeps the organisation.
2. The code stays its own, and the unit does not stand below itself.
3. Audit: "mengubah perangkat daerah …", with what was before.
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
def edit_unit(*, unit: OrgUnit, entered: UnitInput, by: User, at: datetime) -> OrgUnit:
    """The unit as it is from now on."""
    check_may_keep(by)  # 1
    unit = OrgUnit.objects.select_for_update().get(id=unit.id)
    return write(unit, entered, by=by, at=at)


def write(unit: OrgUnit, entered: UnitInput, *, by: User, at: datetime) -> OrgUnit:
    """Steps 2 and 3, for this act and for the loading of a workbook."""
    check_unit(entered, unit=unit)  # 2
    before = {"code": unit.code, "name": unit.name, "kind": unit.kind}
    unit.code = entered.code
    unit.name = entered.name
    unit.kind = entered.kind
    unit.short_name = entered.short_name
    unit.parent = entered.parent
    unit.protocol_order = entered.protocol_order
    unit.is_active = entered.is_active
    unit.save()
    sentence = f"mengubah perangkat daerah {unit}"
    record("unit.edited", unit, by=by, at=at, sentence=sentence, before=before)  # 3
    return unit
