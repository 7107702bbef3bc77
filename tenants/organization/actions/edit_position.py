"""Change a position.

1. Only the steward keeps the organisation.
2. The code stays its own; it does not become its own superior.
3. Audit: "mengubah jabatan …", with what was before.
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
def edit_position(
    *, position: Position, entered: PositionInput, by: User, at: datetime
) -> Position:
    """The position as it is from now on."""
    check_may_keep(by)  # 1
    position = Position.objects.select_for_update().get(id=position.id)
    return write(position, entered, by=by, at=at)


def write(position: Position, entered: PositionInput, *, by: User, at: datetime) -> Position:
    """Steps 2 and 3, for this act and for the loading of a workbook."""
    check_position(entered, position=position)  # 2
    before = {"code": position.code, "title": position.title, "level": position.level}
    position.unit = entered.unit
    position.superior = entered.superior
    position.code = entered.code
    position.title = entered.title
    position.level = entered.level
    position.protocol_order = entered.protocol_order
    position.is_active = entered.is_active
    position.save()
    sentence = f"mengubah jabatan {position}"
    record("position.edited", position, by=by, at=at, sentence=sentence, before=before)  # 3
    return position
