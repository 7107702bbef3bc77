"""The one door to units, positions, officials and appointments. Everyone in the region may read."""

from uuid import UUID

from core.errors import NotFound
from tenants.organization.models import Appointment, Official, OrgUnit, Position


def unit_for(unit_id: UUID) -> OrgUnit:
    """The unit with what stands above it. Raises NotFound."""
    unit = OrgUnit.objects.select_related("parent").filter(id=unit_id).first()
    if unit is None:
        raise NotFound
    return unit


def position_for(position_id: UUID) -> Position:
    """The position with its unit and superior. Raises NotFound."""
    rows = Position.objects.select_related("unit", "superior")
    position = rows.filter(id=position_id).first()
    if position is None:
        raise NotFound
    return position


def official_for(official_id: UUID) -> Official:
    """The person with the account. Raises NotFound."""
    official = Official.objects.select_related("user").filter(id=official_id).first()
    if official is None:
        raise NotFound
    return official


def appointment_for(appointment_id: UUID) -> Appointment:
    """The appointment with its position and official. Raises NotFound."""
    rows = Appointment.objects.select_related("position__unit", "official")
    appointment = rows.filter(id=appointment_id).first()
    if appointment is None:
        raise NotFound
    return appointment
