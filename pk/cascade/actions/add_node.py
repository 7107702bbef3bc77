"""Add a node to the tree.

1. Only the planner keeps the tree.
2. Its kind may stand where it is put, by the policy of that day.
3. It comes last among its siblings unless a place is given.
4. Audit: "menambahkan … ke pohon kinerja".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from core.days import day_of
from pk.cascade.inputs import NodeInput
from pk.cascade.models import CascadeNode, NodeKind, Plan
from pk.cascade.permissions import check_may_plan
from pk.cascade.rules import check_node
from tenants.policy.queries.versions import policy_on


@act
def add_node(*, plan: Plan, entered: NodeInput, by: User, at: datetime) -> CascadeNode:
    """A new node below `entered.parent`, or at the top."""
    check_may_plan(by)  # 1
    shape = policy_on(day_of(at)).rules.cascade.parents
    check_node(entered, plan=plan, shape=shape)  # 2
    node = CascadeNode.objects.create(
        plan=plan,
        parent=entered.parent,
        kind=entered.kind,
        statement=entered.statement,
        unit=entered.unit,
        order=next_order(plan, entered.parent) if entered.order is None else entered.order,  # 3
    )
    label = NodeKind(entered.kind).label.lower()
    sentence = f"menambahkan {label} “{node.statement}” ke pohon kinerja"
    record("node.added", node, by=by, at=at, sentence=sentence)  # 4
    return node


def next_order(plan: Plan, parent: CascadeNode | None) -> int:
    """The place after the last sibling."""
    last = CascadeNode.objects.filter(plan=plan, parent=parent).order_by("-order").first()
    return last.order + 1 if last else 1
