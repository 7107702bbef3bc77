"""Measurements of the cast's agreements in any state, reached by the real acts.

given = measurement.in_force(cast.SARI)                 # her agreement, the quarters of 2026
measurement.reported(given, 1, {"DINKES-01": "84"})     # quarter I, as a draft
measurement.measured(given, State.APPROVED)             # quarter I, approved by Bupati Ratna
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pk.agreements.models import Agreement, AgreementState
from pk.measurement.actions import approve, give_back, make_periods, report, submit
from pk.measurement.inputs import Entry
from pk.measurement.models import Measurement, MeasurementState, Period
from pk.policies import values
from tenants.policy.schema import RegionPolicy
from tests import cast
from tests.given import agreements
from tests.given.organization import AT, YEAR, account
from tests.remembered import remembered

FIGURES = {
    "IKU-01": "72,6",
    "IKU-02": "BB",
    "DINKES-01": "86",
    "DINKES-02": "95",
    "DINKES-03": "14",
    "SETDA-01": "75,25",
    "INSP-01": "91",
    "KEC-01-01": "79,5",
}
"""One figure for each indicator of the cast: some reached, some not."""


@dataclass(frozen=True, slots=True)
class Given:
    """An agreement in force, who made it, and the periods of its year by number."""

    agreement: Agreement
    person: cast.Person
    periods: dict[int, Period]


@remembered
def in_force(
    person: cast.Person = cast.SARI,
    *,
    rules: RegionPolicy | None = None,
    preset: str = "standar",
) -> Given:
    """The agreement of `person` in force, and the periods of 2026."""
    agreement = agreements.agreement_at(
        AgreementState.IN_FORCE, receiver=person, rules=rules, preset=preset
    )
    periods = make_periods.make_periods(year=YEAR, by=account(cast.DEWI), at=AT)
    agreement = Agreement.objects.select_related(
        "receiver__position__unit", "giver__position", "policy"
    ).get(id=agreement.id)
    return Given(agreement, person, {p.number: p for p in periods})


def moment(period: Period, *, days: int = 2) -> datetime:
    """A working hour some days after the period opened for reports."""
    day = period.opens_on + timedelta(days=days)
    return datetime(day.year, day.month, day.day, 3, 0, tzinfo=UTC)


def entries(
    given: Given,
    figures: Mapping[str, str] | None = None,
    *,
    cause: str = "Puskesmas belum lengkap",
) -> list[Entry]:
    """The rows of a report, by the codes of the indicators; only those in `figures`."""
    said = FIGURES if figures is None else figures
    return [
        Entry(
            commitment.id,
            values.read(
                said[commitment.indicator.code],
                kind=commitment.value_kind,
                scale=commitment.indicator.scale,
            ),
            cause=cause,
            plan="Pelatihan tenaga",
        )
        for commitment in given.agreement.commitments.select_related("indicator").order_by("order")
        if commitment.indicator.code in said
    ]


@remembered
def reported(
    given: Given, number: int = 1, figures: Mapping[str, str] | None = None, **more: str
) -> list[Measurement]:
    """A draft report of a period."""
    period = given.periods[number]
    return report.report(
        agreement=given.agreement,
        period=period,
        entries=entries(given, figures, **more),
        by=account(given.person),
        at=moment(period),
    )


@remembered
def measured(
    given: Given, state: str, *, number: int = 1, figures: Mapping[str, str] | None = None
) -> list[Measurement]:
    """A report of a period taken to `state`."""
    period = given.periods[number]
    rows = reported(given, number, figures)
    if state == MeasurementState.DRAFT:
        return rows
    at, where = moment(period), {"agreement": given.agreement, "period": period}
    rows = submit.submit(**where, by=account(given.person), at=at)
    if state == MeasurementState.SUBMITTED:
        return rows
    above = account(agreements.SOMEONE_ABOVE.get(given.person.username, cast.DEWI))
    if state == MeasurementState.RETURNED:
        return give_back.give_back(**where, reason="Lampirkan bukti.", by=above, at=at)
    return approve.approve(**where, by=above, at=at)
