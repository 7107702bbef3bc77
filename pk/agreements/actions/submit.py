"""Submit a draft to the giver.

1. Only the receiver submits, from a draft or from what was returned.
2. There is something in it.
3. The reason of an earlier return is done with.
4. Audit: "mengajukan perjanjian kinerja …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from pk.agreements import permissions, rules
from pk.agreements.actions import _locked as locked
from pk.agreements.models import Agreement, AgreementState


@act
def submit(*, agreement: Agreement, by: User, at: datetime) -> Agreement:
    """The agreement, now before the giver."""
    agreement = locked.agreement(agreement.id)
    said = permissions.check_may_move(by, agreement, AgreementState.SUBMITTED, day_of(at))  # 1
    rules.check_has_content(agreement)  # 2
    agreement.state = AgreementState.SUBMITTED
    agreement.return_reason = ""  # 3
    agreement.save(update_fields=["state", "return_reason"])
    trail.record(  # 4
        "agreement.submitted",
        agreement,
        by=by,
        at=at,
        sentence=f"{said} perjanjian kinerja {agreement.year} {agreement.receiver_title}",
    )
    return agreement
