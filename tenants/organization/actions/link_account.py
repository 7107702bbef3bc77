"""Link an account that exists to an official.

1. Only the steward keeps the organisation.
2. Neither of the two is linked yet.
3. Audit: "menautkan akun … dengan …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from core.errors import NotNow
from tenants.organization.models import Official
from tenants.organization.permissions import check_may_keep


@act
def link_account(*, official: Official, user: User, by: User, at: datetime) -> Official:
    """The account acts for the official from now on."""
    check_may_keep(by)  # 1
    official = Official.objects.select_for_update().get(id=official.id)
    if official.user_id is not None:  # 2
        raise NotNow(f"{official.name} sudah mempunyai akun.")
    if Official.objects.filter(user=user).exists():
        raise NotNow(f"Akun {user.username} sudah dimiliki pejabat lain.")
    official.user = user
    official.save(update_fields=["user"])
    sentence = f"menautkan akun {user.username} dengan {official}"
    record("official.account_linked", official, by=by, at=at, sentence=sentence)  # 3
    return official
