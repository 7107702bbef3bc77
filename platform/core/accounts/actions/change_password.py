"""Change one's own password.

1. The new password is stored as an Argon2 hash; the sessions opened with the old one end.
2. The duty to change it, if there was one, is done.
3. Audit: "mengganti kata sandinya".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail


@act
def change_password(*, new_password: str, by: User, at: datetime) -> User:
    """`by` with the new password. Whether it is good enough is checked by the form."""
    by.set_password(new_password)  # 1
    by.must_change_password = False  # 2
    by.save(update_fields=["password", "must_change_password"])
    trail.record(
        "account.password_changed", by, by=by, at=at, sentence="mengganti kata sandinya"
    )  # 3
    return by
