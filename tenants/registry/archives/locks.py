"""Who can open an archive.

An archive has a random key. The key lies in the archive itself, locked once with the secret of the
installation that made it and, when it is to be carried elsewhere, once more with a passphrase. The
passphrase goes no further than this module: jobs and logs carry the locked key only.
"""

from __future__ import annotations

import base64
import os
import secrets

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.errors import Invalid
from tenants.registry.archives.cipher import derived

LOCK = "lock.json"
LOCK_LIMIT = 4096
SHORTEST = 16
_NONCE = 12
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"

_LOCKED = Field(pattern="^[A-Za-z0-9+/]{80}$")
"""Nonce, key and tag: 60 bytes."""


class ByPassphrase(BaseModel):
    """The archive's key, locked with what Argon2id makes of a passphrase (RFC 9106, 64 MiB)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    salt: str = Field(pattern="^[A-Za-z0-9+/]{24}$")
    key: str = _LOCKED


class Lock(BaseModel):
    """The first member of an archive, the only one in the clear: the ways to its key."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    installation: str = _LOCKED
    passphrase: ByPassphrase | None = None

    def encoded(self) -> bytes:
        """The bytes that stand in the archive."""
        return self.model_dump_json(indent=1).encode()


def new_lock(passphrase: str = "") -> Lock:
    """The lock of a new archive; without a passphrase only this installation opens it."""
    key = secrets.token_bytes(32)
    other = None
    if passphrase:
        check_passphrase(passphrase)
        salt = _text(os.urandom(18))
        other = ByPassphrase(salt=salt, key=_locked(_stretched(passphrase, salt), key))
    return Lock(installation=_locked(_ours(), key), passphrase=other)


def key_of(lock: Lock, passphrase: str = "") -> bytes:
    """The archive's key. Raises Invalid, at the field of the passphrase, when it stays locked."""
    found = _opened(_ours(), lock.installation)
    if found is not None:
        return found
    if lock.passphrase is None:
        raise Invalid(
            "Arsip ini dibuat di instalasi lain tanpa frasa sandi, jadi hanya instalasi itu yang "
            "dapat membukanya. Mintalah ekspor untuk instalasi lain.",
            field="archive",
        )
    if not passphrase:
        raise Invalid(
            "Arsip ini dibuat di instalasi lain. Isi frasa sandi yang diberikan saat ekspor.",
            field="passphrase",
        )
    found = _opened(_stretched(passphrase, lock.passphrase.salt), lock.passphrase.key)
    if found is None:
        raise Invalid("Frasa sandi tidak cocok dengan arsip ini.", field="passphrase")
    return found


def ours(lock: Lock) -> bool:
    """Whether this installation opens the archive without a passphrase."""
    return _opened(_ours(), lock.installation) is not None


def for_us(key: bytes) -> str:
    """An archive's key as text that only this installation can use: what a job may carry."""
    return _locked(_ours(), key)


def from_us(locked: str) -> bytes:
    """The key in what `for_us` made. Raises Invalid when it is something else."""
    found = _opened(_ours(), locked)
    if found is None:
        raise Invalid("Kunci arsip ini tidak dapat dibuka di instalasi ini.", field="archive")
    return found


def read_lock(encoded: bytes) -> Lock | None:
    """The lock in these bytes, or None."""
    try:
        return Lock.model_validate_json(encoded)
    except ValidationError:
        return None


def new_passphrase() -> str:
    """Six groups of four letters: 118 bits, easy to read over a telephone."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(6))


def check_passphrase(passphrase: str) -> None:
    """Raise Invalid when a passphrase is too short to guard a whole government's data."""
    if len(passphrase.strip()) < SHORTEST:
        raise Invalid(
            f"Frasa sandi terdiri atas paling sedikit {SHORTEST} karakter.", field="passphrase"
        )


def _ours() -> bytes:
    return derived(settings.SECRET_KEY.encode(), "amanah archives of this installation")


def _stretched(passphrase: str, salt: str) -> bytes:
    return hash_secret_raw(
        passphrase.strip().encode(),
        base64.b64decode(salt),
        time_cost=3,
        memory_cost=64 * 1024,
        parallelism=4,
        hash_len=32,
        type=Type.ID,
    )


def _locked(by: bytes, key: bytes) -> str:
    nonce = os.urandom(_NONCE)
    return _text(nonce + AESGCM(by).encrypt(nonce, key, b"amanah archive key"))


def _opened(by: bytes, locked: str) -> bytes | None:
    try:
        data = base64.b64decode(locked)
        return AESGCM(by).decrypt(data[:_NONCE], data[_NONCE:], b"amanah archive key")
    except (InvalidTag, ValueError):
        return None


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
