"""Change what a node states, its kind or its unit.

1. Only the planner keeps the tree.
2. It may stand where it stands, and its children below it, by the policy of that day.
3. Audit: "mengubah … pada pohon kinerja", with what was before.
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from core.days import day_of
from pk.cascade.inputs import NodeInput
from pk.cascade.models import CascadeNode
from pk.cascade.permissions import check_may_plan
from pk.cascade.rules import check_children, check_node
from tenants.policy.queries.versions import policy_on


@act
def edit_node(*, node: CascadeNode, entered: NodeInput, by: User, at: datetime) -> CascadeNode:
    """The node as it is from now on; where it stands is changed by `move_node`."""
    check_may_plan(by)  # 1
    node = CascadeNode.objects.select_for_update(of=("self",)).get(id=node.id)
    shape = policy_on(day_of(at)).rules.cascade.parents
    entered = NodeInput(entered.kind, entered.statement, node.parent, entered.unit, entered.order)
    check_node(entered, plan=node.plan, shape=shape, node=node)  # 2
    check_children(node, entered.kind, shape)
    before = {"kind": node.kind, "statement": node.statement}
    node.kind = entered.kind
    node.statement = entered.statement
    node.unit = entered.unit
    if entered.order is not None:
        node.order = entered.order
    node.save()
    sentence = f"mengubah “{node.statement}” pada pohon kinerja"
    record("node.edited", node, by=by, at=at, sentence=sentence, before=before)  # 3
    return node
