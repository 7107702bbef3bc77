"""The one door: how a page gets a mandate, a period or a file. Not found and not allowed look the same."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from core.accounts.models import User
from core.errors import NotFound
from pk.agreements.models import Agreement
from pk.agreements.queries import mandates as agreements
from pk.measurement import permissions
from pk.measurement.models import Evidence, Period


def mandates_of(user: User, year: int, day: date) -> list[Agreement]:
    """The valid agreements of a year whose measurement this account may read."""
    rows = agreements.in_force(day, year=year).select_related(
        "policy", "giver", "receiver__position__unit", "receiver__official"
    )
    held = permissions.held_by(user, day)
    return [row for row in rows if permissions.may_read(user, row, day, held=held)]


def mandate_for(user: User, agreement_id: UUID, day: date) -> Agreement:
    """The valid agreement, if this account may read its measurement. Raises NotFound."""
    year = Agreement.objects.filter(id=agreement_id).values_list("year", flat=True).first()
    if year is None:
        raise NotFound
    agreement = (
        agreements.in_force(day, year=year)
        .select_related("policy", "giver__position", "receiver__position__unit")
        .filter(id=agreement_id)
        .first()
    )
    if agreement is None or not permissions.may_read(user, agreement, day):
        raise NotFound
    return agreement


def period_for(period_id: UUID) -> Period:
    """A period; everyone of the region may know the calendar. Raises NotFound."""
    period = Period.objects.filter(id=period_id).first()
    if period is None:
        raise NotFound
    return period


def evidence_for(user: User, evidence_id: UUID, day: date) -> Evidence:
    """A file, if this account may read the report it belongs to. Raises NotFound."""
    evidence = (
        Evidence.objects.filter(id=evidence_id)
        .select_related(
            "measurement__period",
            "measurement__commitment__agreement__receiver__position__unit",
            "measurement__commitment__agreement__giver",
        )
        .first()
    )
    if evidence is None:
        raise NotFound
    if not permissions.may_read(user, evidence.measurement.commitment.agreement, day):
        raise NotFound
    return evidence
