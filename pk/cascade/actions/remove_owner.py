"""Take a node from a position for a year.

1. Only the planner keeps the tree.
2. The position no longer answers for it; agreements made before stay as they are.
3. Audit: "melepas … dari …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from core.errors import NotFound
from pk.cascade.models import CascadeNode, NodeOwner
from pk.cascade.permissions import check_may_plan
from tenants.organization.models import Position


@act
def remove_owner(
    *, node: CascadeNode, position: Position, year: int, by: User, at: datetime
) -> None:
    """Nothing; the assignment is gone."""
    check_may_plan(by)  # 1
    gone, _ = NodeOwner.objects.filter(node=node, position=position, year=year).delete()  # 2
    if not gone:
        raise NotFound
    sentence = f"melepas “{node.statement}” tahun {year} dari {position}"
    record("node.released", node, by=by, at=at, sentence=sentence)  # 3
