"""Close a ceremony.

1. The steward closes what is running.
2. Who has not signed still must; from now on each signs when he can.
3. Audit: "menutup acara …", with how many have signed.
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from pk.agreements import permissions, states
from pk.agreements.actions import _locked as locked
from pk.agreements.models import EVER_IN_FORCE, Ceremony


@act
def close_ceremony(*, ceremony: Ceremony, by: User, at: datetime) -> Ceremony:
    """The ceremony, over."""
    permissions.check_may_run_ceremony(by)  # 1
    ceremony = locked.ceremony(ceremony.id)
    row = states.CEREMONY.check(ceremony.state, Ceremony.State.CLOSED, {states.STEWARD})
    ceremony.state = Ceremony.State.CLOSED  # 2
    ceremony.closed_at = at
    ceremony.save(update_fields=["state", "closed_at"])
    seats = ceremony.seats.all()
    signed = seats.filter(agreement__state__in=EVER_IN_FORCE).count()
    trail.record(  # 3
        "ceremony.closed",
        ceremony,
        by=by,
        at=at,
        sentence=f"{row.sentence} acara {ceremony.title}: {signed} dari {seats.count()} "
        "perjanjian berlaku",
    )
    return ceremony
