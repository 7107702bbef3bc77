"""Submit the realisation of a period to the superior.

1. Only the holder of the receiving position submits, in an open period, by the table of states.
2. Every indicator has an answer: a figure, or that it is not available yet.
3. What lies below target has its cause. All that is missing is said at once.
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
    problems = _missing_answers(agreement, rows)  # 2
    for row in rows:
        row.state, row.return_reason = MeasurementState.SUBMITTED, ""  # 4
        row.reported_by, row.reported_at = by.id, at
        row.save(update_fields=["state", "return_reason", "reported_by", "reported_at"])
    problems += _missing_causes(
        agreement, period, rows
    )  # 3, this period's rows among those counted
    if problems:
        raise Invalid.of_all(problems)
    trail.record(  # 5
        "measurement.submitted", agreement, by=by, at=at, sentence=f"{said} {period}"
    )
    return rows


def _missing_answers(agreement: Agreement, rows: list[Measurement]) -> list[Invalid]:
    answered = {row.commitment_id for row in rows if not row.is_blank}
    missing = Commitment.objects.filter(agreement=agreement).exclude(id__in=answered)
    return [
        Invalid(
            f"Realisasi “{commitment.indicator_name}” belum diisi. "
            "Tulis “belum tersedia” bila angkanya memang belum ada.",
            field=f"value-{commitment.id}",
        )
        for commitment in missing.order_by("order")
    ]


def _missing_causes(agreement: Agreement, period: Period, rows: list[Measurement]) -> list[Invalid]:
    causes = {row.commitment_id: row.cause for row in rows}
    return [
        Invalid(
            f"“{found.commitment.indicator_name}” {found.sentence}; tuliskan penyebabnya.",
            field=f"cause-{found.commitment.id}",
        )
        for found in achievements.standings([agreement], upto=period.number)[agreement.id]
        if found.achievement.side == TargetSide.BELOW
        and period.number in found.series
        and not causes.get(found.commitment.id)
    ]
