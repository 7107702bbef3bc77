"""Adopt a policy.

1. The steward adopts; the operator does when a region is opened.
2. It says something new compared with what is in force on its first day.
3. It becomes a version of its own with the next number; older versions stay as they were.
4. Audit: "menetapkan kebijakan versi …, berlaku mulai …".
"""

from datetime import date, datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from core.errors import Invalid
from tenants.policy.models import PolicyVersion
from tenants.policy.permissions import check_may_adopt
from tenants.policy.queries import versions
from tenants.policy.schema import RegionPolicy


@act
def adopt(
    *, rules: RegionPolicy, effective_from: date, note: str, by: User, at: datetime
) -> PolicyVersion:
    """The version which is in force from `effective_from`."""
    check_may_adopt(by)  # 1
    return write(rules, effective_from, note=note, by=by, at=at)


def write(
    rules: RegionPolicy, effective_from: date, *, note: str, by: User | None, at: datetime
) -> PolicyVersion:
    """Steps 2 to 4, for this act and for the opening of a region, which nobody in it asks for."""
    before = versions.version_on(effective_from)
    if before and RegionPolicy.model_validate(before.values) == rules:  # 2
        raise Invalid(
            f"Tidak ada yang berubah dibandingkan kebijakan versi {before.number}.",
            field="effective_from",
        )
    last = PolicyVersion.objects.select_for_update().order_by("-number").first()
    version = PolicyVersion.objects.create(  # 3
        number=last.number + 1 if last else 1,
        effective_from=effective_from,
        values=rules.model_dump(mode="json"),
        note=note,
        adopted_by=by.id if by else None,
        adopted_by_name=by.name if by else "Sistem",
        adopted_at=at,
    )
    record(  # 4
        "policy.adopted",
        version,
        by=by,
        at=at,
        sentence=f"menetapkan kebijakan versi {version.number}, "
        f"berlaku mulai {effective_from:%d-%m-%Y}",
        note=note,
    )
    return version
