"""Submit the realisation of a period to the superior.

1. Only the holder of the receiving position submits, in an open period, by the table of states.
2. Every indicator has an answer: a figure, or that it is not available yet.
3. What lies below target has its cause.
4. The reason of an earlier return is done with.
5. Audit: "mengajukan realisasi …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from core.errors import Invalid
from pk.agreements.models import Agreement, Commitment
from pk.measurement import permissions, rules, states
from pk.measurement.actions import _locked as locked
from pk.measurement.models import Measurement, MeasurementState, Period
from pk.measurement.queries import achievements
from pk.policies.achievement import TargetSide


@act
def submit(*, agreement: Agreement, period: Period, by: User, at: datetime) -> list[Measurement]:
    """The rows, now before the superior."""
    day = day_of(at)
    rules.check_open(period, day)  # 1
    rows = locked.measurements(agreement, period)
    said = states.MEASUREMENT.check(
        rules.state_of(rows), MeasurementState.SUBMITTED, permissions.parts(by, agreement, day)
    ).sentence
    _check_complete(agreement, rows)  # 2
    for row in rows:
        row.state, row.return_reason = MeasurementState.SUBMITTED, ""  # 4
        row.reported_by, row.reported_at = by.id, at
        row.save(update_fields=["state", "return_reason", "reported_by", "reported_at"])
    _check_causes(agreement, period, rows)  # 3, with the rows of this period among those counted
    trail.record(  # 5
        "measurement.submitted", agreement, by=by, at=at, sentence=f"{said} {period}"
    )
    return rows


def _check_complete(agreement: Agreement, rows: list[Measurement]) -> None:
    answered = {row.commitment_id for row in rows if not row.is_blank}
    missing = Commitment.objects.filter(agreement=agreement).exclude(id__in=answered)
    first = missing.order_by("order").first()
    if first is not None:
        raise Invalid(
            f"Realisasi “{first.indicator_name}” belum diisi. "
            "Tulis “belum tersedia” bila angkanya memang belum ada.",
            field=f"value-{first.id}",
        )


def _check_causes(agreement: Agreement, period: Period, rows: list[Measurement]) -> None:
    causes = {row.commitment_id: row.cause for row in rows}
    for found in achievements.standings([agreement], upto=period.number)[agreement.id]:
        commitment = found.commitment
        below = found.achievement.side == TargetSide.BELOW
        if below and period.number in found.series and not causes.get(commitment.id):
            raise Invalid(
                f"“{commitment.indicator_name}” {found.sentence}; tuliskan penyebabnya.",
                field=f"cause-{commitment.id}",
            )
