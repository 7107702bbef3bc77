"""Open a revised agreement (perjanjian kinerja perubahan).

1. Only the steward opens a revision.
2. Only an agreement in force is revised, once at a time.
3. The reason is one of the three of PermenPAN-RB 53/2014 and is described.
4. A new version is drafted for whoever holds the position now, from the cascade as it stands now.
   The old version stays as it was signed, and in force until the new one is.
5. Audit: "membuka perjanjian perubahan …", on the old and the new version.
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
from pk.agreements.models import Agreement, AmendmentKind
from pk.agreements.queries.material import gather
from tenants.organization.queries import directory as organization


@act
def amend(*, agreement: Agreement, kind: str, reason: str, by: User, at: datetime) -> Agreement:
    """The draft of the next version. Raises Invalid with all that is missing."""
    permissions.check_may_amend(by)  # 1
    old = locked.agreement(agreement.id)
    rules.check_amendable(old)  # 2
    reason = reason.strip()
    if kind not in AmendmentKind.values:  # 3
        raise Invalid("Pilih alasan perubahan.", field="kind")
    if not reason:
        raise Invalid("Uraikan alasan perubahan.", field="reason")
    new = _draft(old, kind, reason, at)  # 4
    for version in (old, new):  # 5
        trail.record(
            "agreement.amended",
            version,
            by=by,
            at=at,
            sentence=f"membuka perjanjian perubahan {new.year} {new.receiver_title}: {reason}",
            kind=kind,
            version=new.version,
        )
    return new


def _draft(old: Agreement, kind: str, reason: str, at: datetime) -> Agreement:
    day = day_of(at)
    holder = organization.holder_of(old.receiver.position, day)
    if holder is None:
        raise Invalid(f"Jabatan {old.receiver.position.title} sedang kosong.")
    material = gather(holder, year=old.year, day=day)
    if material.problems:
        raise Invalid(f"{holder.printed_title}: {'; '.join(material.problems)}.")
    new = Agreement(
        year=old.year,
        version=old.version + 1,
        amends=old,
        amendment_kind=kind,
        amendment_reason=reason,
        policy=material.policy.version,
        drafted_at=at,
    )
    drafting.name_parties(new, material)
    new.save(force_insert=True)
    drafting.write(new, material)
    return new
