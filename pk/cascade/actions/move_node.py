"""Move a node, with all that stands below it.

1. Only the planner keeps the tree.
2. It may stand there by the policy of that day, and never below itself.
3. It comes last among its new siblings.
4. Audit: "memindahkan … ke bawah …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from core.days import day_of
from pk.cascade.actions.add_node import next_order
from pk.cascade.inputs import NodeInput
from pk.cascade.models import CascadeNode
from pk.cascade.permissions import check_may_plan
from pk.cascade.rules import check_node
from tenants.policy.queries.versions import policy_on


@act
def move_node(
    *, node: CascadeNode, parent: CascadeNode | None, by: User, at: datetime
) -> CascadeNode:
    """The node below `parent`, or at the top."""
    check_may_plan(by)  # 1
    list(CascadeNode.objects.select_for_update(of=("self",)).filter(plan=node.plan_id))
    node = CascadeNode.objects.get(id=node.id)
    shape = policy_on(day_of(at)).rules.cascade.parents
    entered = NodeInput(node.kind, node.statement, parent, node.unit)
    check_node(entered, plan=node.plan, shape=shape, node=node)  # 2
    before = str(node.parent_id)
    node.order = next_order(node.plan, parent)  # 3
    node.parent = parent
    node.save(update_fields=["parent", "order"])
    where = f"ke bawah “{parent.statement}”" if parent else "ke puncak pohon"
    sentence = f"memindahkan “{node.statement}” {where}"
    record("node.moved", node, by=by, at=at, sentence=sentence, before=before)  # 4
    return node
