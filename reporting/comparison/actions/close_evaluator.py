"""Close the account of an evaluator.

1. Only an operator may; an account that is closed already stays so.
2. Nobody signs in with it any more; what it did stays in the trail.
3. Audit, in the operators' trail: "menutup akun evaluator …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from core.errors import NotNow
from tenants.registry.permissions import check_may_operate


@act
def close_evaluator(*, evaluator: User, by: User, at: datetime) -> User:
    """The account, out of use."""
    check_may_operate(by)  # 1
    evaluator = User.objects.select_for_update().get(id=evaluator.id)
    if not evaluator.is_active:
        raise NotNow(f"Akun {evaluator.name} sudah ditutup.")
    evaluator.is_active = False  # 2
    evaluator.save(update_fields=["is_active"])
    record(  # 3
        "evaluator.closed",
        evaluator,
        by=by,
        at=at,
        sentence=f"menutup akun evaluator {evaluator.name}",
    )
    return evaluator
