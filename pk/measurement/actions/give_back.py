"""Return a realisation to the receiver, with a reason. The steward may open an approved one again.

1. Who may is in the table of states; the period must be open.
2. There is a reason.
3. Audit: "mengembalikan realisasi …: alasan".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from pk.agreements.models import Agreement
from pk.measurement import permissions, rules, states
from pk.measurement.actions import _locked as locked
from pk.measurement.models import Measurement, MeasurementState, Period


@act
def give_back(
    *, agreement: Agreement, period: Period, reason: str, by: User, at: datetime
) -> list[Measurement]:
    """The rows, with the receiver again."""
    day = day_of(at)
    rows = locked.measurements(agreement, period)
    said = states.MEASUREMENT.check(  # 1
        rules.state_of(rows), MeasurementState.RETURNED, permissions.parts(by, agreement, day)
    ).sentence
    rules.check_open(period, day)
    why = rules.check_reason(reason)  # 2
    for row in rows:
        row.state, row.return_reason = MeasurementState.RETURNED, why
        row.save(update_fields=["state", "return_reason"])
    trail.record(  # 3
        "measurement.returned", agreement, by=by, at=at, sentence=f"{said} {period}: {why}"
    )
    return rows
