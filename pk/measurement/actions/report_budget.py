"""Keep what was spent on the programmes of an agreement, from the start of the year.

1. Only the holder of the receiving position reports, in an open period; the head of region, whose
   agreement lists the programmes of all units, reads what the units reported.
2. Only programmes of the agreement, in whole rupiah, not above the ceiling.
3. A blank is left out: nothing reported is not nothing spent.
4. Audit: "mencatat realisasi anggaran …".
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from core.errors import Invalid, NotFound, NotNow
from pk.agreements.models import Agreement
from pk.cascade.models import Programme
from pk.measurement import permissions, rules
from pk.measurement.inputs import Spending
from pk.measurement.models import BudgetRealisation, Period


@act
def report_budget(
    *, agreement: Agreement, period: Period, spendings: Sequence[Spending], by: User, at: datetime
) -> list[BudgetRealisation]:
    """The rows that were reported."""
    permissions.check_may_report(by, agreement, day_of(at))  # 1
    rules.check_open(period, day_of(at))
    if agreement.is_sole:
        raise NotNow("Realisasi anggaran dilaporkan oleh perangkat daerah pemilik program.")
    programmes = {row.id: row for row in Programme.objects.filter(id__in=_programmes_of(agreement))}
    if not {spending.programme_id for spending in spendings} <= set(programmes):
        raise NotFound
    problems = [problem for s in spendings for problem in _problems(programmes[s.programme_id], s)]
    if problems:  # 2
        raise Invalid.of_all(problems)
    kept = []
    for spending in spendings:
        programme = programmes[spending.programme_id]
        if spending.spent_rupiah is None:  # 3
            BudgetRealisation.objects.filter(programme=programme, period=period).delete()
            continue
        row, _ = BudgetRealisation.objects.update_or_create(
            programme=programme,
            period=period,
            defaults={
                "spent_rupiah": spending.spent_rupiah,
                "reported_by": by.id,
                "reported_at": at,
            },
        )
        kept.append(row)
    trail.record(  # 4
        "budget.reported",
        agreement,
        by=by,
        at=at,
        sentence=f"mencatat realisasi anggaran {period}",
        spent={str(row.programme_id): str(row.spent_rupiah) for row in kept},
    )
    return kept


def _programmes_of(agreement: Agreement) -> set[UUID]:
    return set(agreement.budget_lines.values_list("programme_id", flat=True))


def _problems(programme: Programme, spending: Spending) -> list[Invalid]:
    spent, field = spending.spent_rupiah, f"spent-{programme.id}"
    if spent is None:
        return []
    if spent != spent.to_integral_value() or spent < 0:
        return [Invalid("Tuliskan rupiah utuh yang tidak kurang dari nol.", field=field)]
    if spent > programme.ceiling_rupiah:
        return [Invalid(f"Realisasi {programme.name} melebihi pagunya.", field=field)]
    return []
