"""Give an official's account a new one-time password.

1. Only the steward keeps the organisation.
2. The official has an account.
3. The old password no longer opens it; the new one is shown once and must be changed.
4. Audit: "membuat kata sandi baru bagi …"; the password is nowhere.
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from core.errors import NotNow
from tenants.organization.actions.give_account import NewAccount, one_time_password
from tenants.organization.models import Official
from tenants.organization.permissions import check_may_keep


@act
def renew_password(*, official: Official, by: User, at: datetime) -> NewAccount:
    """The account with its new one-time password."""
    check_may_keep(by)  # 1
    user = User.objects.select_for_update().filter(official=official).first()
    if user is None:  # 2
        raise NotNow(f"{official.name} belum mempunyai akun.")
    password = one_time_password()  # 3
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    sentence = f"membuat kata sandi baru bagi akun {user.username} milik {official}"
    record("official.password_renewed", official, by=by, at=at, sentence=sentence)  # 4
    return NewAccount(user, password)
