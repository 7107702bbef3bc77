"""Open a ceremony.

1. The steward opens what was planned.
2. The seats are set anew, so that what was drafted since has its place; without any there is
   nothing to hold.
3. From now on the rules of its mode count for everyone seated.
4. Audit: "membuka acara …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.errors import NotNow
from pk.agreements import permissions, states
from pk.agreements.actions import _locked as locked
from pk.agreements.actions import _seating as seating
from pk.agreements.models import Ceremony
from tenants.policy.queries import versions as policies


@act
def open_ceremony(*, ceremony: Ceremony, by: User, at: datetime) -> Ceremony:
    """The running ceremony."""
    permissions.check_may_run_ceremony(by)  # 1
    ceremony = locked.ceremony(ceremony.id)
    row = states.CEREMONY.check(ceremony.state, Ceremony.State.OPEN, {states.STEWARD})
    if not seating.seat_all(ceremony, policies.policy_on(ceremony.held_on).rules):  # 2
        raise NotNow(f"Belum ada perjanjian {ceremony.year} yang dapat ditandatangani.")
    ceremony.state = Ceremony.State.OPEN  # 3
    ceremony.opened_at = at
    ceremony.save(update_fields=["state", "opened_at"])
    trail.record(  # 4
        "ceremony.opened", ceremony, by=by, at=at, sentence=f"{row.sentence} acara {ceremony.title}"
    )
    return ceremony
