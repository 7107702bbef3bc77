"""Add a planning document.

1. Only the planner keeps the tree.
2. The years are in order; a Renstra names its unit.
3. Audit: "menambahkan dokumen perencanaan …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from pk.cascade.inputs import PlanFacts
from pk.cascade.models import Plan
from pk.cascade.permissions import check_may_plan
from pk.cascade.rules import check_plan


@act
def add_plan(*, facts: PlanFacts, by: User, at: datetime) -> Plan:
    """A new planning document, still without nodes."""
    check_may_plan(by)  # 1
    check_plan(facts)  # 2
    plan = Plan.objects.create(
        kind=facts.kind,
        title=facts.title,
        unit=facts.unit,
        version=facts.version,
        first_year=facts.first_year,
        last_year=facts.last_year,
        legal_basis=facts.legal_basis,
    )
    sentence = f"menambahkan dokumen perencanaan {plan}"
    record("plan.added", plan, by=by, at=at, sentence=sentence)  # 3
    return plan
