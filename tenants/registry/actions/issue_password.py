"""Issue the one-time password of a region's first steward.

1. Only an operator may, and only until the steward has chosen a password of their own. In a copy
   beside a region nobody has one: there a password is issued to look at it, as often as is needed.
2. The password is made, its hash is kept, and the password itself is given back once: it is
   stored nowhere and can only be replaced by another.
3. Audit, in the region's trail: "menerbitkan kata sandi sekali pakai …".
"""

import secrets
from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from core.errors import NotFound, NotNow
from tenants.registry.context import current_region
from tenants.registry.permissions import check_may_operate

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters and digits that look alike on paper."""


@act
def issue_password(*, username: str, by: User, at: datetime) -> str:
    """The new one-time password. Runs inside the region."""
    check_may_operate(by)  # 1
    steward = User.objects.select_for_update().filter(username=username, is_active=True).first()
    if steward is None:
        raise NotFound("Akun pengelola pertama tidak ditemukan di daerah ini.")
    if not steward.must_change_password and not current_region().is_copy:
        raise NotNow(
            f"{steward.name} sudah memiliki kata sandi sendiri. Kata sandi yang lupa diatur ulang "
            "oleh pengelola lain di daerah itu."
        )
    password = one_time_password()  # 2
    steward.set_password(password)
    steward.save(update_fields=["password"])
    record(  # 3
        "account.password_issued",
        steward,
        by=by,
        at=at,
        sentence=f"menerbitkan kata sandi sekali pakai untuk {steward.name}",
    )
    return password


def one_time_password() -> str:
    """Three groups of four letters: 59 bits, easy to read over a telephone."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
