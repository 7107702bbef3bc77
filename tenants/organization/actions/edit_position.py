"""Change a position.

1. Only the steward keeps the organisation.
2. The code stays its own; it does not become its own superior.
3. Audit: "mengubah jabatan …", with what was before.
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from tenants.organization.inputs import PositionFacts
from tenants.organization.models import Position
from tenants.organization.permissions import check_may_keep
from tenants.organization.rules import check_position


@act
def edit_position(*, position: Position, facts: PositionFacts, by: User, at: datetime) -> Position:
    """The position as it is from now on."""
    check_may_keep(by)  # 1
    position = Position.objects.select_for_update().get(id=position.id)
    return write(position, facts, by=by, at=at)


def write(position: Position, facts: PositionFacts, *, by: User, at: datetime) -> Position:
    """Steps 2 and 3, for this act and for the loading of a workbook."""
    check_position(facts, position=position)  # 2
    before = {"code": position.code, "title": position.title, "level": position.level}
    position.unit = facts.unit
    position.superior = facts.superior
    position.code = facts.code
    position.title = facts.title
    position.level = facts.level
    position.protocol_order = facts.protocol_order
    position.is_active = facts.is_active
    position.save()
    sentence = f"mengubah jabatan {position}"
    record("position.edited", position, by=by, at=at, sentence=sentence, before=before)  # 3
    return position
