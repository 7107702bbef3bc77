"""Keep the whole report of a period as one form says it, and submit it when asked: all of it or nothing.

1. What was reached, with its evidence (`report`).
2. What was spent, where the form asks for it (`report_budget`).
3. Before the superior, if the person submits (`submit`).
4. Audit: the sentences of these steps.
"""

from collections.abc import Sequence
from datetime import datetime

from core.accounts.models import User
from core.acts import act, within
from pk.agreements.models import Agreement
from pk.measurement.actions.report import report
from pk.measurement.actions.report_budget import report_budget
from pk.measurement.actions.submit import submit
from pk.measurement.inputs import Entry, Spending
from pk.measurement.models import Measurement, Period


@act
def report_period(
    *,
    agreement: Agreement,
    period: Period,
    entries: Sequence[Entry],
    spendings: Sequence[Spending],
    submitted: bool,
    by: User,
    at: datetime,
) -> list[Measurement]:
    """The rows of the period. Raises Invalid with everything that is wrong, each at its field."""
    kept = within(report)(agreement=agreement, period=period, entries=entries, by=by, at=at)  # 1
    if spendings:
        within(report_budget)(
            agreement=agreement, period=period, spendings=spendings, by=by, at=at
        )  # 2
    if submitted:
        return within(submit)(agreement=agreement, period=period, by=by, at=at)  # 3
    return kept
