"""Add a unit.

1. Only the steward keeps the organisation.
2. The code is new, the kind is known.
3. Audit: "menambahkan perangkat daerah …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from tenants.organization.inputs import UnitFacts
from tenants.organization.models import OrgUnit
from tenants.organization.permissions import check_may_keep
from tenants.organization.rules import check_unit


@act
def add_unit(*, facts: UnitFacts, by: User, at: datetime) -> OrgUnit:
    """A new unit."""
    check_may_keep(by)  # 1
    return write(facts, by=by, at=at)


def write(facts: UnitFacts, *, by: User, at: datetime) -> OrgUnit:
    """Steps 2 and 3, for this act and for the loading of a workbook."""
    check_unit(facts)  # 2
    unit = OrgUnit.objects.create(
        code=facts.code,
        name=facts.name,
        kind=facts.kind,
        short_name=facts.short_name,
        parent=facts.parent,
        protocol_order=facts.protocol_order,
        is_active=facts.is_active,
    )
    record("unit.added", unit, by=by, at=at, sentence=f"menambahkan perangkat daerah {unit}")  # 3
    return unit
