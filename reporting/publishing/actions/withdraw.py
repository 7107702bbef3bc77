"""Withdraw a release.

1. Only the steward withdraws, with a reason.
2. The release in force stops being current; evaluators no longer see the year.
3. Audit: "menarik rilis tahun … karena …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.errors import Invalid, NotNow
from reporting.publishing import permissions
from reporting.publishing.models import Release
from reporting.publishing.queries import releases
from tenants.registry.context import current_region


@act
def withdraw(*, year: int, reason: str, by: User, at: datetime) -> Release:
    """Take the release of `year` out of sight.

    Raises NotAllowed for anyone but a steward, Invalid without a reason and NotNow when nothing
    of that year is released.
    """
    permissions.check_may_release(by)  # 1
    if not reason.strip():
        raise Invalid("Tuliskan alasan penarikan.", field="reason")
    in_force = releases.current_release(current_region().code, year)
    if in_force is None:
        raise NotNow(f"Hasil tahun {year} tidak sedang dirilis.")
    in_force.is_current = False  # 2
    in_force.save(update_fields=["is_current"])
    trail.record(  # 3
        "results.withdrawn",
        in_force,
        by=by,
        at=at,
        sentence=f"menarik rilis hasil tahun {year} karena {reason.strip()}",
    )
    return in_force
