"""Note who is present at a ceremony.

1. The steward notes it, before or while the ceremony runs.
2. Presence and the reason of an absence exclude each other.
3. Audit: "mencatat kehadiran …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from pk.agreements import permissions, rules
from pk.agreements.actions import _locked as locked
from pk.agreements.models import Seat


@act
def mark_attendance(
    *, seat: Seat, present: bool, absence_reason: str = "", by: User, at: datetime
) -> Seat:
    """The seat with its attendance. Noting the same again keeps the first moment."""
    permissions.check_may_run_ceremony(by)  # 1
    ceremony = locked.ceremony(seat.ceremony_id)
    rules.check_not_closed(ceremony)
    seat = Seat.objects.select_related("agreement").get(id=seat.id)
    if present and seat.present_at is not None:
        return seat
    seat.present_at = at if present else None  # 2
    seat.absence_reason = "" if present else absence_reason.strip()
    seat.save(update_fields=["present_at", "absence_reason"])
    said = "hadir" if present else f"tidak hadir ({seat.absence_reason or 'tanpa keterangan'})"
    trail.record(  # 3
        "ceremony.attended",
        ceremony,
        by=by,
        at=at,
        sentence=f"mencatat kehadiran {seat.agreement.receiver_title}: {said}",
        seat=str(seat.id),
    )
    return seat
