"""Take a node out of the tree; what was promised with it stays as it was.

1. Only the planner keeps the tree.
2. Nothing that is still in the tree stands below it.
3. Its indicators go with it.
4. Audit: "mengeluarkan … dari pohon kinerja".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from core.errors import NotNow
from pk.cascade.models import CascadeNode
from pk.cascade.permissions import check_may_plan


@act
def retire_node(*, node: CascadeNode, by: User, at: datetime) -> CascadeNode:
    """The node, no longer shown or promised."""
    check_may_plan(by)  # 1
    node = CascadeNode.objects.select_for_update(of=("self",)).get(id=node.id)
    if node.is_retired:
        raise NotNow("Ini sudah dikeluarkan dari pohon kinerja.")
    if node.children.filter(is_retired=False).exists():  # 2
        raise NotNow("Masih ada yang berada di bawahnya; pindahkan atau keluarkan lebih dahulu.")
    node.is_retired = True
    node.save(update_fields=["is_retired"])
    node.indicators.update(is_retired=True)  # 3
    sentence = f"mengeluarkan “{node.statement}” dari pohon kinerja"
    record("node.retired", node, by=by, at=at, sentence=sentence)  # 4
    return node
