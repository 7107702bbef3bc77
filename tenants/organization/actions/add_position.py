"""Add a position.

1. Only the steward keeps the organisation.
2. The code is new; every position but the head of region's has a superior, who gives its mandate.
3. Audit: "menambahkan jabatan …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from tenants.organization.inputs import PositionInput
from tenants.organization.models import Position
from tenants.organization.permissions import check_may_keep
from tenants.organization.rules import check_position


@act
def add_position(*, entered: PositionInput, by: User, at: datetime) -> Position:
    """A new position."""
    check_may_keep(by)  # 1
    return write(entered, by=by, at=at)


def write(entered: PositionInput, *, by: User, at: datetime) -> Position:
    """Steps 2 and 3, for this act and for the loading of a workbook."""
    check_position(entered)  # 2
    position = Position.objects.create(
        unit=entered.unit,
        superior=entered.superior,
        code=entered.code,
        title=entered.title,
        level=entered.level,
        protocol_order=entered.protocol_order,
        is_active=entered.is_active,
    )
    sentence = f"menambahkan jabatan {position}"
    record("position.added", position, by=by, at=at, sentence=sentence)  # 3
    return position
