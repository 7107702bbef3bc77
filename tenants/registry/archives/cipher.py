"""The members of an archive, encrypted piece by piece with AES-256-GCM.

Each member has a key of its own, derived from the archive's key and the member's path, so that a
member cannot stand in another's place. The nonce of a piece is its number and whether it is the last
one (the STREAM construction): pieces cannot be left out, repeated, swapped or cut off unnoticed.
No more than two pieces are in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PIECE = 256 * 1024
TAG = 16


class Damaged(ValueError):
    """A piece is not what was written, or the last one is missing."""


def derived(secret: bytes, purpose: str) -> bytes:
    """A 32-byte key for one purpose; nothing about `secret` follows from it."""
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode()).derive(
        secret
    )


def encrypted(key: bytes, path: str, chunks: Iterable[bytes | memoryview]) -> Iterator[bytes]:
    """The member `path`, encrypted; `chunks` may be of any size."""
    cipher = _cipher(key, path)
    number, waiting = 0, bytearray()
    for chunk in chunks:
        waiting += chunk
        while (
            len(waiting) > PIECE
        ):  # the last piece is known only at the end, and is never empty-handed
            yield cipher.encrypt(_nonce(number, last=False), bytes(waiting[:PIECE]), None)
            del waiting[:PIECE]
            number += 1
    yield cipher.encrypt(_nonce(number, last=True), bytes(waiting), None)


def decrypted(key: bytes, path: str, file: IO[bytes]) -> Iterator[bytes]:
    """The member `path` in the clear. Raises Damaged at the first piece that is not as written."""
    cipher = _cipher(key, path)
    number, piece = 0, file.read(PIECE + TAG)
    while True:
        following = file.read(PIECE + TAG)
        try:
            yield cipher.decrypt(_nonce(number, last=not following), piece, None)
        except InvalidTag:
            raise Damaged(path) from None
        if not following:
            return
        number, piece = number + 1, following


def _cipher(key: bytes, path: str) -> AESGCM:
    return AESGCM(derived(key, f"amanah archive member {path}"))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
