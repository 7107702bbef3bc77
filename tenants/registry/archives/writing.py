"""Making the archive of a region.

Everything is read as the region's own role, in one snapshot, and encrypted on its way to the file.
The file gets its name only when it is complete and on the disk; what a killed export left behind
goes with the next one.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

from core.signing import key_transfer
from realms import schemas
from tenants.registry.archives import cipher, copying, locks
from tenants.registry.archives.manifest import (
    FORMAT,
    MANIFEST,
    MEDIA,
    SCHEMA,
    SIGNING_KEYS,
    TABLES,
    Manifest,
    Member,
    RegionEntry,
    TableEntry,
    fingerprint,
)
from tenants.registry.archives.tar import TarWriter
from tenants.registry.context import in_region
from tenants.registry.models import Archive, Region
from tenants.registry.tenant import Tenant

CHUNK = 1 << 20
Tell = Callable[[str, int, int], None]
"""Told what is being done, how many steps are done and how many there are."""


def quietly(text: str, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Written:
    """A finished archive. It has its first name, too, until it is recorded."""

    path: Path
    manifest: Manifest
    fingerprint: str
    size_bytes: int
    first_name: Path


def media_folder(schema: str) -> Path:
    """Where the files of a region lie."""
    return Path(settings.MEDIA_ROOT) / schema


class _Encrypting:
    """A tar file whose members are encrypted; the lock in front of them is not."""

    def __init__(self, file: BinaryIO, lock: locks.Lock) -> None:
        self._tar, self._key = TarWriter(file), locks.key_of(lock)
        self._tar.add(locks.LOCK, [lock.encoded()])

    def add(self, path: str, chunks: Iterable[bytes | memoryview]) -> dict[str, Any]:
        """Write one member; gives its size and its SHA-256 (hex) in the clear."""
        digest, size = hashlib.sha256(), 0

        def counted() -> Iterator[bytes | memoryview]:
            nonlocal size
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                yield chunk

        self._tar.add(path, cipher.encrypted(self._key, path, counted()))
        return {"bytes": size, "sha256": digest.hexdigest()}

    def close(self) -> None:
        """Write the end of the archive."""
        self._tar.close()


def write(
    region: Region, *, at: datetime, lock: locks.Lock | None = None, tell: Tell = quietly
) -> Written:
    """Write the archive of `region` into the archive folder; without a lock, for this installation."""
    folder = Path(settings.ARCHIVE_ROOT)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = folder / f".{region.code}.unfinished"
    _forget_unrecorded(unfinished)
    try:
        with open(unfinished, "wb", opener=_private) as file:
            tar = _Encrypting(file, lock or locks.new_lock())
            manifest = _fill(tar, region, at=at, tell=tell)
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    mark = fingerprint(manifest.encoded())
    stamp = f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{mark[:8]}"
    path = folder / f"{region.code}-{region.slug}-{stamp}.tar"
    os.link(unfinished, path)
    return Written(path, manifest, mark, size, unfinished)


def _forget_unrecorded(unfinished: Path) -> None:
    """Remove the archive of an export that was killed before it was recorded.

    Such a file still has its first name beside the last one.
    """
    with suppress(FileNotFoundError):
        if unfinished.lstat().st_nlink == 1:
            return
        for path in unfinished.parent.glob("*.tar"):
            if path.samefile(unfinished) and not Archive.objects.filter(path=path.name).exists():
                path.unlink()
        unfinished.unlink()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _fill(tar: _Encrypting, region: Region, *, at: datetime, tell: Tell) -> Manifest:
    tenant = Tenant.of(region)
    version = schemas.version(tenant.schema)
    tell("Menyalin tabel", 0, 1)
    # Nothing is told while the snapshot is open: what is told is written by another role.
    with in_region(tenant), copying.snapshot() as cursor:
        ddl = Member(path=SCHEMA, **tar.add(SCHEMA, [schemas.template_sql()]))
        keys = Member(path=SIGNING_KEYS, **tar.add(SIGNING_KEYS, [_signing_keys()]))
        tables = [_table(tar, cursor, tenant.schema, t) for t in copying.tables(tenant.schema)]
    manifest = Manifest(
        format=FORMAT,
        schema_version=version,
        made_at=at,
        region=RegionEntry(**{name: getattr(region, name) for name in RegionEntry.model_fields}),
        schema_sql=ddl,
        signing_keys=keys,
        tables=tables,
        files=list(_files(tar, tenant.schema, tell)),
    )
    tar.add(MANIFEST, [manifest.encoded()])
    tar.close()
    return manifest


def _files(tar: _Encrypting, schema: str, tell: Tell) -> Iterator[Member]:
    paths = _media_files(schema)
    for done, path in enumerate(paths):
        tell("Menyalin berkas", done, len(paths))
        yield _file(tar, schema, path)


def _signing_keys() -> bytes:
    """The region's private keys by serial number: the secret they lie under stays in this installation."""
    return json.dumps(key_transfer.taken_out()).encode()


def _table(tar: _Encrypting, cursor: Any, schema: str, table: copying.CopiedTable) -> TableEntry:
    path = f"{TABLES}{table.name}.copy"
    written = tar.add(path, copying.copy_out(cursor, schema, table))
    return TableEntry(
        path=path, name=table.name, columns=table.columns, rows=max(cursor.rowcount, 0), **written
    )


def _media_files(schema: str) -> list[Path]:
    root = media_folder(schema)
    return sorted(p for p in root.rglob("*") if p.is_file() and not p.is_symlink())


def _file(tar: _Encrypting, schema: str, path: Path) -> Member:
    name = MEDIA + path.relative_to(media_folder(schema)).as_posix()
    return Member(path=name, **tar.add(name, _chunks(path)))


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
