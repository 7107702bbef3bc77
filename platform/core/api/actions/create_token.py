"""Give a program a key of one's own account.

1. An account has at most ten keys that open anything; a key lives at most a year.
2. Only the hash is kept; the key itself is in the answer, this once.
3. Audit: "membuat kunci API …".
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.accounts.models import User
from core.acts import act
from core.api import keys
from core.api.models import Token
from core.audit import trail
from core.errors import Invalid, NotNow

MOST_TOKENS = 10
LONGEST_LIFE_DAYS = 365


@dataclass(frozen=True, slots=True)
class NewToken:
    """The token and the key that nobody will see again."""

    token: Token
    key: str


@act
def create_token(*, name: str, days: int, by: User, at: datetime) -> NewToken:
    """A token of the account `by`, valid for `days`. Raises NotNow or Invalid."""
    if not 1 <= days <= LONGEST_LIFE_DAYS:  # 1
        raise Invalid("Masa berlaku kunci paling lama satu tahun.", field="days")
    if Token.objects.filter(user=by, revoked_at=None, expires_at__gt=at).count() >= MOST_TOKENS:
        raise NotNow(f"Paling banyak {MOST_TOKENS} kunci. Cabut yang tidak dipakai lagi.")
    key = keys.new_key()  # 2
    token = Token.objects.create(
        user=by,
        name=name,
        hash=keys.hash_of(key),
        hint=keys.hint_of(key),
        created_at=at,
        expires_at=at + timedelta(days=days),
    )
    trail.record(  # 3
        "api.token_created", token, by=by, at=at, sentence=f"membuat kunci API {name}", days=days
    )
    return NewToken(token, key)
