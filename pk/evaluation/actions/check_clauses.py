"""Look at every clause of a year and open the cases whose condition is met.

1. The head of region, the steward or the reviewer asks for it, at the end of the year or later.
2. A clause that has its case already is left alone.
3. Each case carries its evidence, frozen; the decision waits for the head of region.
4. Audit: a sentence on each case.
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from pk.evaluation import permissions
from pk.evaluation.actions import _clause_cases as watch
from pk.evaluation.models import ClauseCase


@act
def check_clauses(*, year: int, by: User, at: datetime) -> list[ClauseCase]:
    """The cases that opened now."""
    permissions.check_may_check_clauses(by)  # 1
    return watch.open_cases(year, by=by, at=at)  # 2, 3, 4
