"""Take a file back from a report that was not submitted yet.

1. Only the holder of the receiving position does, while the report may be changed.
2. The row goes; the bytes stay in the store, for another row may have the same file.
3. Audit: "menarik bukti dukung …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from pk.measurement import permissions, rules
from pk.measurement.actions import _locked as locked
from pk.measurement.models import Evidence


@act
def remove_evidence(*, evidence: Evidence, by: User, at: datetime) -> None:
    """The file is no longer part of the report."""
    measurement = evidence.measurement
    agreement, period = measurement.commitment.agreement, measurement.period
    permissions.check_may_report(by, agreement, day_of(at))  # 1
    rules.check_open(period, day_of(at))
    rules.check_changeable(locked.measurements(agreement, period))
    name, digest = evidence.name, evidence.sha256
    evidence.delete()  # 2
    trail.record(  # 3
        "evidence.removed",
        agreement,
        by=by,
        at=at,
        sentence=f"menarik bukti dukung “{name}” dari realisasi {period}",
        sha256=digest,
    )
