"""How often someone may try a password: per account, and per address.

Every try counts before the password is looked at, so that a hundred tries at once are still a
hundred tries. A success forgets the tries of that account. Names that do not exist are counted
alike: from outside they cannot be told from names that do.
"""

import hashlib

from django.core.cache import cache

from core.errors import NotNow
from realms.context import current_realm

WINDOW_SECONDS = 15 * 60
TRIES_PER_ACCOUNT = 5
TRIES_PER_ADDRESS = 60
"""An office sits behind one address; a whole region tries its luck on the morning of a ceremony."""


class TooManyTries(NotNow):
    """The password was not even looked at."""

    def __init__(self) -> None:
        super().__init__(
            f"Terlalu banyak percobaan kata sandi. Tunggu {WINDOW_SECONDS // 60} menit, lalu coba lagi."
        )


def count_try(*, username: str, address: str = "") -> None:
    """Count one try. Raises TooManyTries once either limit is passed.

    Without an address, as when someone who is signed in proves who he is, only the account counts.
    """
    tries = _count(_key("account", username.casefold()))
    from_address = _count(_key("address", address)) if address else 0
    if tries > TRIES_PER_ACCOUNT or from_address > TRIES_PER_ADDRESS:
        raise TooManyTries


def forget(*, username: str) -> None:
    """The right password came: the account starts anew; the address does not."""
    cache.delete(_key("account", username.casefold()))


def _count(key: str) -> int:
    cache.add(key, 0, timeout=WINDOW_SECONDS)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two calls
        cache.set(key, 1, timeout=WINDOW_SECONDS)
        return 1


def _key(kind: str, value: str) -> str:
    realm = current_realm()
    where = (realm.code or realm.role) if realm else "none"
    return f"{where}:sign-in:{kind}:{hashlib.sha256(value.encode()).hexdigest()[:32]}"
