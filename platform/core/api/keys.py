"""What a token looks like. 190 random bits need no slow hash: nobody guesses them."""

import hashlib
import secrets

PREFIX = "amanah_"


def new_key() -> str:
    """A fresh key; the prefix lets scanners find one that was left lying about."""
    return PREFIX + secrets.token_urlsafe(24)


def hint_of(key: str) -> str:
    """The four characters by which an owner tells one key from another."""
    return key.removeprefix(PREFIX)[:4]


def hash_of(key: str) -> str:
    """What is kept of a key: SHA-256, hex, 64 characters."""
    return hashlib.sha256(key.encode()).hexdigest()
