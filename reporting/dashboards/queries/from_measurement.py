"""Figures that wait to be reported, or to be approved by who received the promise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse

from core.accounts.models import Role, User
from pk.agreements.models import Agreement
from pk.agreements.queries import mandates as agreements
from pk.measurement.models import Measurement, MeasurementState, Period
from reporting.dashboards.queries.waiting import Waiting
from tenants.organization.models import Appointment
from tenants.organization.queries import directory as organization

LIST = "/pengukuran/"


def waiting_for(user: User, on: date) -> Iterator[Waiting]:
    """Open periods of one's own agreements, and reports of those one gave a mandate to."""
    periods = list(
        Period.objects.filter(state=Period.State.OPEN, opens_on__lte=on).order_by("year", "number")
    )
    if periods:
        positions = {a.position_id for a in organization.appointments_of(user, on)}
        yield from _to_report(positions, periods, on)
    yield from _to_approve(user, on)


def _to_report(positions: set[UUID], periods: list[Period], on: date) -> Iterator[Waiting]:
    if not positions:
        return
    states: dict[tuple[UUID, UUID], set[str]] = defaultdict(set)
    rows = Measurement.objects.filter(
        period__in=periods, commitment__agreement__receiver__position__in=positions
    )
    for position, period_id, state in rows.values_list(
        "commitment__agreement__receiver__position", "period", "state"
    ):
        states[position, period_id].add(state)
    for year in sorted({period.year for period in periods}):
        mine = list(agreements.in_force(on, year=year).filter(receiver__position__in=positions))
        for period in (p for p in periods if p.year == year):
            for row in mine:
                found = states[row.receiver.position_id, period.id]
                if found and found <= {MeasurementState.SUBMITTED, MeasurementState.APPROVED}:
                    continue
                returned = MeasurementState.RETURNED in found
                yield Waiting(
                    "Perbaiki realisasi yang dikembalikan" if returned else "Laporkan realisasi",
                    f"{period}, {row.receiver_title}",
                    _href(row, period),
                    period.due_on,
                )


def _to_approve(user: User, on: date) -> Iterator[Waiting]:
    rows = Measurement.objects.filter(state=MeasurementState.SUBMITTED)
    if not user.has_role(Role.STEWARD):
        held = Appointment.objects.serving(on=on).filter(official__user=user)
        rows = rows.filter(commitment__agreement__giver__position__in=held.values("position"))
    reports = (
        rows.order_by("period__year", "period__number", "commitment__agreement__receiver_title")
        .values_list("period", "commitment__agreement")
        .distinct()
    )
    pairs = list(reports)
    if len(pairs) > 5:
        yield Waiting("Setujui atau kembalikan realisasi", f"{len(pairs)} laporan diajukan", LIST)
        return
    periods = Period.objects.in_bulk([period for period, _ in pairs])
    found = Agreement.objects.in_bulk([agreement for _, agreement in pairs])
    for period_id, agreement_id in pairs:
        period, row = periods[period_id], found[agreement_id]
        yield Waiting(
            "Setujui atau kembalikan realisasi",
            f"{period}, {row.receiver_title}",
            _href(row, period),
        )


def _href(row: Agreement, period: Period) -> str:
    return reverse("measurement:report", args=[row.id, period.id])
