"""The one door: how a page gets an agreement or a ceremony. Not found and not allowed look the same."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from core.accounts.models import Role, User
from core.days import day_of
from core.errors import NotFound
from pk.agreements import permissions
from pk.agreements.models import Agreement, Ceremony, Seat
from tenants.organization import hierarchy
from tenants.organization.models import Appointment


def visible_to(user: User, *, on: date | None = None) -> QuerySet[Agreement]:
    """The agreements this account may read on a day (today): all for those who run the cycle, else
    those of the person and of the positions held, on either side, and those of a unit one heads."""
    day = on or day_of(timezone.now())
    agreements = Agreement.objects.select_related(
        "receiver__position__unit", "receiver__official", "giver__position", "giver__official"
    )
    if user.has_role(*permissions.SEES_ALL):
        return agreements
    mine = Q(receiver__official__user=user) | Q(giver__official__user=user)
    held = Appointment.objects.serving(on=day).filter(official__user=user).values("position")
    mine |= Q(receiver__position__in=held) | Q(giver__position__in=held)
    if user.has_role(Role.HEAD_OF_UNIT):
        mine |= Q(receiver__position__unit__in=hierarchy.units_of(user, on=day))
    return agreements.filter(mine)


def agreement_for(user: User, agreement_id: UUID) -> Agreement:
    """The agreement, if this account may read it. Raises NotFound."""
    agreement = visible_to(user).filter(id=agreement_id).first()
    if agreement is None:
        raise NotFound
    return agreement


def appointment_for_draft(appointment_id: UUID, day: date) -> Appointment:
    """The appointment in force on `day`. Raises NotFound."""
    appointment = (
        Appointment.objects.serving(on=day)
        .select_related("position__unit", "official")
        .filter(id=appointment_id)
        .first()
    )
    if appointment is None:
        raise NotFound
    return appointment


def ceremonies_of(user: User) -> QuerySet[Ceremony]:
    """The ceremonies this account may watch, the newest first: all for those who run the cycle,
    for others those in which they or their subordinates have a seat."""
    ceremonies = Ceremony.objects.order_by("-held_on", "-id")
    if user.has_role(*permissions.SEES_ALL):
        return ceremonies
    mine = Seat.objects.filter(
        Q(agreement__receiver__official__user=user) | Q(agreement__giver__official__user=user)
    )
    return ceremonies.filter(id__in=mine.values("ceremony"))


def ceremony_for(user: User, ceremony_id: UUID) -> Ceremony:
    """The ceremony, if this account may watch it. Raises NotFound."""
    ceremony = ceremonies_of(user).filter(id=ceremony_id).first()
    if ceremony is None:
        raise NotFound
    return ceremony


def seat_for(user: User, ceremony_id: UUID, seat_id: UUID) -> Seat:
    """A seat of a ceremony. Raises NotFound."""
    seat = Seat.objects.filter(ceremony=ceremony_for(user, ceremony_id), id=seat_id).first()
    if seat is None:
        raise NotFound
    return seat
