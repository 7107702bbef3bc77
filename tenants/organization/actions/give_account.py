"""Give an official an account.

1. Only the steward keeps the organisation.
2. The official has no account yet; the name of the account is free; the roles are a region's.
3. A one-time password is made, shown once and to be changed at the first sign-in.
4. Audit: "membuatkan akun … bagi …"; the password is nowhere.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from core.accounts.models import REGION_ROLES, User
from core.acts import act
from core.audit.trail import record
from core.errors import Invalid, NotNow
from tenants.organization.models import Official
from tenants.organization.permissions import check_may_keep

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,63}")
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class NewAccount:
    """The account and its one-time password, which is kept nowhere."""

    user: User
    password: str


@act
def give_account(
    *,
    official: Official,
    username: str,
    roles: list[str],
    email: str = "",
    by: User,
    at: datetime,
) -> NewAccount:
    """An account of this region for the official."""
    check_may_keep(by)  # 1
    official = Official.objects.select_for_update().get(id=official.id)
    if official.user_id is not None:  # 2
        raise NotNow(f"{official.name} sudah mempunyai akun.")
    if not USERNAME.fullmatch(username):
        raise Invalid(
            "Nama pengguna terdiri atas huruf kecil, angka, titik, garis bawah atau tanda hubung, "
            "paling sedikit 3 huruf.",
            field="username",
        )
    if User.objects.filter(username=username).exists():
        raise Invalid(f"Nama pengguna {username} sudah dipakai.", field="username")
    if not roles or not set(roles) <= REGION_ROLES:
        raise Invalid("Pilih paling sedikit satu peran.", field="roles")
    password = one_time_password()  # 3
    user = User.objects.create_user(
        username, password, name=official.name, roles=list(roles), email=email
    )
    user.must_change_password = True
    user.save(update_fields=["must_change_password"])
    official.user = user
    official.save(update_fields=["user"])
    sentence = f"membuatkan akun {username} bagi {official}"
    record("official.account_given", official, by=by, at=at, sentence=sentence, roles=list(roles))
    return NewAccount(user, password)


def one_time_password() -> str:
    """Three groups of four letters and digits which are hard to confuse (about 59 bits)."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(3))
    return "-".join(groups)
