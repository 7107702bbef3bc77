"""Where a region's files lie: under its schema's name, and nowhere else.

A name is made from the bytes' SHA-256, so a file is never written over, and a file that was
changed behind our back is not handed out.
"""

import hashlib
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core.errors import NotFound
from realms.context import NoRealm, current_realm, is_copy


class Tampered(RuntimeError):
    """The bytes in the store are not those that were put there."""


def sha256(content: bytes) -> str:
    """SHA-256, hex, 64 characters."""
    return hashlib.sha256(content).hexdigest()


def save(folder: str, content: bytes, *, suffix: str) -> str:
    """Keep `content` for the region in force and answer its path."""
    digest = sha256(content)
    path = _own(f"{_region()}/{folder}/{digest[:2]}/{digest}{suffix}")
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(content))
    return path


def read(path: str, *, expect: str) -> bytes:
    """The bytes at `path`.

    Raises NotFound when there is no such file or it is another region's, Tampered when their
    SHA-256 is not `expect`.
    """
    path = _own(path)
    if not default_storage.exists(path):
        raise NotFound("Berkas ini tidak ditemukan di arsip.")
    with default_storage.open(path) as file:
        content = bytes(file.read())
    if sha256(content) != expect:
        raise Tampered(f"{path}: hash differs")
    return content


def _region() -> str:
    realm = current_realm()
    if realm is None or not realm.code:
        raise NoRealm("a file is kept in the name of a region")
    return realm.schema


def _own(path: str) -> str:
    parts, region = PurePosixPath(path).parts, _region()
    # The rows of a copy beside a region name the region's files; the copy has its own of the same names.
    mine = {region, region.partition("_")[0]} if is_copy(region) else {region}
    if len(parts) < 2 or parts[0] not in mine or ".." in parts:
        raise NotFound("Berkas ini tidak ditemukan di arsip.")
    return str(PurePosixPath(region, *parts[1:]))
