"""Plan a ceremony.

1. The steward plans it.
2. The mode is the one that the policy names for that day; a region whose officials sign each on
   their own holds no event.
3. Where the policy joins a socialisation to the signing, the agenda names it.
4. Every receiver of the year gets a seat in protocol order; the representatives sign on stage.
   That someone signs on stage does not free the others from signing.
5. Audit: "merencanakan acara penandatanganan …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.errors import Invalid, NotNow
from pk.agreements import permissions
from pk.agreements.actions import _seating as seating
from pk.agreements.inputs import CeremonyInput
from pk.agreements.models import Ceremony
from pk.policies import ceremonies
from tenants.policy.queries import versions as policies


@act
def plan_ceremony(*, entered: CeremonyInput, by: User, at: datetime) -> Ceremony:
    """The planned ceremony with its seats."""
    permissions.check_may_run_ceremony(by)  # 1
    if not entered.title.strip():
        raise Invalid("Beri acara ini sebuah judul.", field="title")
    rules = policies.policy_on(entered.held_on).rules
    mode = ceremonies.ceremony(rules.signing.ceremony)
    if not mode.holds_event:  # 2
        raise NotNow("Menurut kebijakan daerah, setiap pejabat menandatangani sendiri tanpa acara.")
    ceremony = Ceremony.objects.create(
        year=entered.year,
        title=entered.title.strip(),
        mode=mode.name,
        place=entered.place.strip(),
        held_on=entered.held_on,
        agenda=ceremonies.agenda(entered.agenda.strip(), rules.signing.with_socialisation),  # 3
    )
    seated = seating.seat_all(ceremony, rules)  # 4
    trail.record(  # 5
        "ceremony.planned",
        ceremony,
        by=by,
        at=at,
        sentence=f"merencanakan acara penandatanganan {ceremony.title} "
        f"pada {ceremony.held_on:%d-%m-%Y}",
        mode=mode.name,
        seats=seated,
    )
    return ceremony
