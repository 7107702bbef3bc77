"""The one door: how a page gets an agreement or a ceremony. Not found and not allowed look the same."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from core.accounts.models import Role, User
from core.errors import NotFound
from pk.agreements import permissions
from pk.agreements.models import Agreement, Ceremony, Seat
from tenants.organization.models import Appointment, OrgUnit


def visible_to(user: User) -> QuerySet[Agreement]:
    """The agreements this account may read: all for those who run the cycle, else one's own,
    those one gives, and for the head of a unit those of the unit."""
    agreements = Agreement.objects.select_related(
        "receiver__position__unit", "receiver__official", "giver__position", "giver__official"
    )
    if user.has_role(*permissions.SEES_ALL):
        return agreements
    mine = Q(receiver__official__user=user) | Q(giver__official__user=user)
    if user.has_role(Role.HEAD_OF_UNIT):
        mine |= Q(receiver__position__unit__in=units_below(user))
    return agreements.filter(mine)


def units_below(user: User) -> set[UUID]:
    """The units in which the account holds a position, and all units below them."""
    held = Appointment.objects.filter(official__user=user, active_to__isnull=True)
    found = set(held.values_list("position__unit_id", flat=True))
    edge = found
    while edge:
        below = OrgUnit.objects.filter(parent_id__in=edge).values_list("id", flat=True)
        edge = set(below) - found
        found |= edge
    return found


def agreement_for(user: User, agreement_id: UUID) -> Agreement:
    """The agreement, if this account may read it. Raises NotFound."""
    agreement = visible_to(user).filter(id=agreement_id).first()
    if agreement is None:
        raise NotFound
    return agreement


def appointment_for_draft(appointment_id: UUID, day: date) -> Appointment:
    """The appointment in force on `day`. Raises NotFound."""
    appointment = (
        Appointment.objects.select_related("position__unit", "official")
        .filter(Q(active_to__isnull=True) | Q(active_to__gt=day))
        .filter(id=appointment_id, active_from__lte=day)
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
