"""Load the programmes of many units from a workbook.

1. The steward or the planner keeps budget documents.
2. Every row names a unit that exists; one wrong row stops all.
3. Unit by unit, rows with a known code are changed, the others added; nothing is taken away.
4. Audit: one sentence per unit.
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.errors import Invalid
from pk.cascade.actions import load_programmes
from pk.cascade.permissions import check_may_keep_budget
from pk.cascade.workbook import BookRow, ProgrammeBook, plan
from tenants.organization.models import OrgUnit


@act
def load_programme_book(*, year: int, book: ProgrammeBook, by: User, at: datetime) -> int:
    """How many rows were loaded."""
    check_may_keep_budget(by)  # 1
    problems = plan(book, year)
    if problems:  # 2
        raise Invalid(str(problems[0]))
    units = {unit.code: unit for unit in OrgUnit.objects.all()}
    for code, rows in _by_unit(book).items():  # 3
        load_programmes.write(units[code], year, [row.entered() for row in rows], by=by, at=at)  # 4
    return len(book.rows)


def _by_unit(book: ProgrammeBook) -> dict[str, list[BookRow]]:
    found: dict[str, list[BookRow]] = {}
    for row in book.parents_first():
        found.setdefault(row.unit, []).append(row)
    return found
