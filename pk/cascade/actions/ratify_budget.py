"""Record that a unit's budget document was ratified.

1. The steward or the planner keeps budget documents.
2. The day lies between a year before the budget year and its end.
3. The document is new, or its date is put right.
4. Audit: "mencatat pengesahan DPA … tanggal …", with the date before.
"""

from datetime import date, datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from core.errors import Invalid
from pk.cascade.models import BudgetDocument
from pk.cascade.permissions import check_may_keep_budget
from tenants.organization.models import OrgUnit


@act
def ratify_budget(
    *,
    unit: OrgUnit,
    year: int,
    ratified_on: date,
    revision: int = 0,
    number: str = "",
    by: User,
    at: datetime,
) -> BudgetDocument:
    """The unit's budget document of that year and revision."""
    check_may_keep_budget(by)  # 1
    return write(
        BudgetDocument(
            unit=unit, year=year, revision=revision, number=number, ratified_on=ratified_on
        ),
        by=by,
        at=at,
    )


def write(document: BudgetDocument, *, by: User, at: datetime) -> BudgetDocument:
    """Steps 2 to 4, for this act and for the dates of all units at once."""
    unit, year, day = document.unit, document.year, document.ratified_on
    if not date(year - 1, 1, 1) <= day <= date(year, 12, 31):  # 2
        raise Invalid(
            f"Tanggal pengesahan anggaran {year} tidak mungkin {day:%d-%m-%Y}.",
            field="ratified_on",
        )
    was = BudgetDocument.objects.filter(unit=unit, year=year, revision=document.revision).first()
    if was and (was.ratified_on, was.number) == (day, document.number):
        return was
    if was:  # 3
        document.id = was.id
    document.save(force_insert=was is None, force_update=was is not None)
    name = "DPA" if document.revision == 0 else "DPPA"
    record(  # 4
        "budget.ratified",
        document,
        by=by,
        at=at,
        sentence=f"mencatat pengesahan {name} {unit} {year} tanggal {day:%d-%m-%Y}",
        before=str(was.ratified_on) if was else "",
    )
    return document
