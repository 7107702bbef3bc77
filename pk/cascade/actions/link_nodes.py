"""Say which other nodes a node supports (crosscutting).

1. Only the planner keeps the tree.
2. A node supports neither itself nor its own parent, which it serves already.
3. The list replaces the one before.
4. Audit: "menetapkan dukungan lintas unit …".
"""

from collections.abc import Sequence
from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from core.errors import Invalid
from pk.cascade.models import CascadeNode
from pk.cascade.permissions import check_may_plan


@act
def link_nodes(
    *, node: CascadeNode, supports: Sequence[CascadeNode], by: User, at: datetime
) -> CascadeNode:
    """The node with exactly these nodes supported by it."""
    check_may_plan(by)  # 1
    node = CascadeNode.objects.select_for_update(of=("self",)).get(id=node.id)
    for other in supports:  # 2
        if other.id in {node.id, node.parent_id}:
            raise Invalid("Pilih pernyataan lain, bukan dirinya atau induknya.", field="supports")
    node.supports.set(supports)  # 3
    sentence = f"menetapkan dukungan lintas unit “{node.statement}” ({len(supports)})"
    record("node.linked", node, by=by, at=at, sentence=sentence)  # 4
    return node
