"""Bring a draft up to date with organisation, cascade and policy.

1. The parties and the steward may do this.
2. Only while the agreement is a draft or was returned.
3. Everything needed is there.
4. What was copied is replaced by what stands there now.
5. Audit: "memperbarui rancangan …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from core.errors import Invalid
from pk.agreements import permissions, rules
from pk.agreements.actions import _drafting as drafting
from pk.agreements.actions import _locked as locked
from pk.agreements.models import Agreement
from pk.agreements.queries.material import gather


@act
def refresh(*, agreement: Agreement, by: User, at: datetime) -> Agreement:
    """The draft with today's content. Raises Invalid with all that is missing."""
    agreement = locked.agreement(agreement.id)
    day = day_of(at)
    permissions.check_may_edit(by, agreement, day)  # 1
    rules.check_changeable(agreement)  # 2
    material = gather(agreement.receiver, year=agreement.year, day=day)
    if material.problems:  # 3
        raise Invalid(f"{agreement.receiver_title}: {'; '.join(material.problems)}.")
    drafting.name_parties(agreement, material)
    agreement.policy = material.policy.version
    if agreement.amends_id is None:
        agreement.due_on = material.due_on
    agreement.save()
    drafting.write(agreement, material)  # 4
    trail.record(  # 5
        "agreement.refreshed",
        agreement,
        by=by,
        at=at,
        sentence=f"memperbarui rancangan perjanjian kinerja {agreement.year} "
        f"{agreement.receiver_title} dari pohon kinerja",
    )
    return agreement
