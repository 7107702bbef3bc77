"""Give a submitted agreement back to the receiver, with a reason.

1. Only the giver gives back; the head of region, who has nobody above, gives back to himself.
2. A reason is said.
3. Audit: "mengembalikan perjanjian kinerja …: <reason>".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from core.errors import Invalid
from pk.agreements import permissions
from pk.agreements.actions import _locked as locked
from pk.agreements.models import Agreement, AgreementState


@act
def give_back(*, agreement: Agreement, reason: str, by: User, at: datetime) -> Agreement:
    """The agreement, open for changes again."""
    agreement = locked.agreement(agreement.id)
    said = permissions.check_may_move(by, agreement, AgreementState.RETURNED, day_of(at))  # 1
    reason = reason.strip()
    if not reason:  # 2
        raise Invalid("Tuliskan apa yang perlu diperbaiki.", field="reason")
    agreement.state = AgreementState.RETURNED
    agreement.return_reason = reason
    agreement.save(update_fields=["state", "return_reason"])
    trail.record(  # 3
        "agreement.returned",
        agreement,
        by=by,
        at=at,
        sentence=f"{said} perjanjian kinerja {agreement.year} {agreement.receiver_title}: {reason}",
    )
    return agreement
