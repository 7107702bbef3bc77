"""Draft the agreement of one receiver.

1. The steward drafts for the region's receivers; below them whom the policy names.
2. There is no agreement of this position for the year yet.
3. Everything needed is there: a giver, indicators with targets, the day of the budget.
4. Names, titles, commitments, programmes, clauses and companions are copied as they stand; the
   policy version is remembered and the last day for signing is set.
5. Audit: "menyusun rancangan perjanjian kinerja …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from core.errors import Invalid, NotNow
from pk.agreements import permissions
from pk.agreements.actions import _drafting as drafting
from pk.agreements.models import Agreement
from pk.agreements.queries import mandates
from pk.agreements.queries.material import gather
from tenants.organization.models import Appointment, Position
from tenants.policy.queries import versions as policies


@act
def draft(*, receiver: Appointment, year: int, by: User, at: datetime) -> Agreement:
    """The new draft. Raises NotNow when there is one already, Invalid with all that is missing."""
    day = day_of(at)
    permissions.check_may_draft(by, receiver, policies.policy_on(day).rules, day)  # 1
    Position.objects.select_for_update().get(id=receiver.position_id)
    _check_none_yet(receiver, year)  # 2
    material = gather(receiver, year=year, day=day)
    if material.problems:  # 3
        raise Invalid(f"{receiver.printed_title}: {'; '.join(material.problems)}.")
    agreement = Agreement(
        year=year, policy=material.policy.version, due_on=material.due_on, drafted_at=at
    )
    drafting.name_parties(agreement, material)
    agreement.save(force_insert=True)
    drafting.write(agreement, material)  # 4
    trail.record(  # 5
        "agreement.drafted",
        agreement,
        by=by,
        at=at,
        sentence=f"menyusun rancangan perjanjian kinerja {year} {agreement.receiver_title}",
        policy=material.policy.version.number,
    )
    return agreement


def _check_none_yet(receiver: Appointment, year: int) -> None:
    if mandates.current_agreement(receiver, year) is not None:
        raise NotNow(f"Perjanjian {year} untuk {receiver.printed_title} sudah disusun.")
    standing = mandates.mandate_in_force(receiver, year)
    if standing is not None:
        raise NotNow(
            f"Perjanjian {year} jabatan ini sudah berlaku atas nama {standing.receiver_name}; "
            "buka perjanjian perubahan."
        )
