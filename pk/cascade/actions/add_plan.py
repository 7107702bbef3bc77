"""Add a planning document.

1. Only the planner keeps the tree.
2. The years are in order; a Renstra names its unit.
3. Audit: "menambahkan dokumen perencanaan …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from pk.cascade.inputs import PlanInput
from pk.cascade.models import Plan
from pk.cascade.permissions import check_may_plan
from pk.cascade.rules import check_plan


@act
def add_plan(*, entered: PlanInput, by: User, at: datetime) -> Plan:
    """A new planning document, still without nodes."""
    check_may_plan(by)  # 1
    check_plan(entered)  # 2
    plan = Plan.objects.create(
        kind=entered.kind,
        title=entered.title,
        unit=entered.unit,
        version=entered.version,
        first_year=entered.first_year,
        last_year=entered.last_year,
        legal_basis=entered.legal_basis,
    )
    sentence = f"menambahkan dokumen perencanaan {plan}"
    record("plan.added", plan, by=by, at=at, sentence=sentence)  # 3
    return plan
