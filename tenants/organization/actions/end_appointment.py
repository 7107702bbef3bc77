"""End an appointment.

1. Only the steward keeps the organisation.
2. It has not ended yet; an end that lies ahead may be moved as long as nobody follows before it.
3. The first day after lies after its first day.
4. What the account may do because of the position ends by itself on that day.
5. Audit: "mengakhiri penempatan … sebagai …".
"""

from datetime import date, datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from core.days import day_of
from core.errors import Invalid, NotNow
from tenants.organization.models import Appointment
from tenants.organization.permissions import check_may_keep
from tenants.organization.rules import check_vacant


@act
def end_appointment(
    *, appointment: Appointment, active_to: date, by: User, at: datetime
) -> Appointment:
    """The official holds the position until the day before `active_to`."""
    check_may_keep(by)  # 1
    appointment = Appointment.objects.select_for_update().get(id=appointment.id)
    return write(appointment, active_to, by=by, at=at)


def write(appointment: Appointment, active_to: date, *, by: User, at: datetime) -> Appointment:
    """Steps 2 to 5, for this act and for the loading of a workbook."""
    if not appointment.ends_after(day_of(at)):  # 2
        raise NotNow("Penempatan ini sudah berakhir.")
    if active_to <= appointment.active_from:  # 3
        raise Invalid("Tanggal selesai harus sesudah tanggal mulai.", field="active_to")
    if not appointment.has_no_end:
        check_vacant(appointment.position, appointment.active_from, active_to, but=appointment)
    appointment.active_to = active_to
    appointment.save(update_fields=["active_to"])
    record(  # 5
        "official.left",
        appointment.official,
        by=by,
        at=at,
        sentence=f"mengakhiri penempatan {appointment.official} sebagai "
        f"{appointment.printed_title} mulai {active_to:%d-%m-%Y}",
        position=str(appointment.position_id),
    )
    return appointment
