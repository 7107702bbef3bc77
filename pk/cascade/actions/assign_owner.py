"""Let a position answer for a node in a year.

1. Only the planner keeps the tree.
2. The year lies within the plan; the position does not answer for it already.
3. Audit: "menugaskan … kepada …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from core.errors import Invalid, NotNow
from pk.cascade.models import CascadeNode, NodeOwner
from pk.cascade.permissions import check_may_plan
from tenants.organization.models import Position


@act
def assign_owner(
    *, node: CascadeNode, position: Position, year: int, by: User, at: datetime
) -> NodeOwner:
    """The position answers for the node; its holder's agreement of that year carries it."""
    check_may_plan(by)  # 1
    if node.is_retired:
        raise NotNow("Ini sudah dikeluarkan dari pohon kinerja.")
    if not node.plan.first_year <= year <= node.plan.last_year:  # 2
        raise Invalid(f"Tahun {year} di luar masa {node.plan}.", field="year")
    if NodeOwner.objects.filter(node=node, position=position, year=year).exists():
        raise Invalid(f"{position} sudah menjadi penanggung jawab.", field="position")
    owner = NodeOwner.objects.create(node=node, position=position, year=year)
    sentence = f"menugaskan “{node.statement}” tahun {year} kepada {position}"
    record("node.assigned", node, by=by, at=at, sentence=sentence)  # 3
    return owner
