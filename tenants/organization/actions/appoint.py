"""Put an official into a position.

1. Only the steward keeps the organisation.
2. Nobody else holds the position in that period; the database refuses it as well.
3. Audit: "menempatkan … sebagai …".
"""

from datetime import date, datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from core.errors import Invalid
from tenants.organization.models import ActingKind, Appointment, Official, Position
from tenants.organization.permissions import check_may_keep
from tenants.organization.rules import check_vacant


@act
def appoint(
    *,
    position: Position,
    official: Official,
    active_from: date,
    acting: str = ActingKind.DEFINITIVE,
    decree: str = "",
    by: User,
    at: datetime,
) -> Appointment:
    """The official holds the position from `active_from` until the appointment is ended."""
    check_may_keep(by)  # 1
    position = Position.objects.select_for_update().get(id=position.id)
    appointment = Appointment(
        position=position,
        official=official,
        active_from=active_from,
        acting=acting,
        decree=decree,
    )
    return write(appointment, by=by, at=at)


def write(appointment: Appointment, *, by: User, at: datetime) -> Appointment:
    """Steps 2 and 3, for this act and for the loading of a workbook."""
    if appointment.acting not in ActingKind.values:
        raise Invalid("Cara menjabat tidak dikenal.", field="acting")
    check_vacant(appointment.position, appointment.active_from, appointment.active_to)  # 2
    appointment.save(force_insert=True)
    record(  # 3
        "official.appointed",
        appointment.official,
        by=by,
        at=at,
        sentence=f"menempatkan {appointment.official} sebagai {appointment.printed_title} "
        f"mulai {appointment.active_from:%d-%m-%Y}",
        position=str(appointment.position_id),
    )
    return appointment
