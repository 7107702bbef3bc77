"""Record the ratified dates of many units at once.

1. The steward or the planner keeps budget documents.
2. Every date is possible; one impossible date stops all.
3. Audit: one sentence per unit whose date is new or different.
"""

from collections.abc import Mapping
from datetime import date, datetime

from core.accounts.models import User
from core.acts import act
from pk.cascade.actions import ratify_budget
from pk.cascade.models import BudgetDocument
from pk.cascade.permissions import check_may_keep_budget
from tenants.organization.models import OrgUnit


@act
def ratify_budgets(
    *, year: int, dates: Mapping[OrgUnit, date], by: User, at: datetime
) -> list[BudgetDocument]:
    """The first budget document of each of these units."""
    check_may_keep_budget(by)  # 1
    numbers = dict(
        BudgetDocument.objects.filter(year=year, revision=0).values_list("unit_id", "number")
    )
    return [
        ratify_budget.write(  # 2, 3
            BudgetDocument(unit=unit, year=year, number=numbers.get(unit.id, ""), ratified_on=day),
            by=by,
            at=at,
        )
        for unit, day in dates.items()
    ]
