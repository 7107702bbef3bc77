"""Approve the realisation of a period.

1. Who may is in the table of states; the period must be open.
2. Audit: "menyetujui realisasi …".
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
def approve(*, agreement: Agreement, period: Period, by: User, at: datetime) -> list[Measurement]:
    """The rows, approved."""
    day = day_of(at)
    rows = locked.measurements(agreement, period)
    said = states.MEASUREMENT.check(  # 1
        rules.state_of(rows), MeasurementState.APPROVED, permissions.parts(by, agreement, day)
    ).sentence
    rules.check_open(period, day)
    for row in rows:
        row.state = MeasurementState.APPROVED
        row.save(update_fields=["state"])
    trail.record(  # 2
        "measurement.approved", agreement, by=by, at=at, sentence=f"{said} {period}"
    )
    return rows
