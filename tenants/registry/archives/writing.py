"""Making the archive of a region.

Everything is read as the region's own role, in one snapshot. The file gets its name only when it
is complete and on the disk; what a killed export left behind is written over by the next.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from tenants.registry import schemas
from tenants.registry.archives import copying
from tenants.registry.archives.manifest import (
    FORMAT,
    MANIFEST,
    MEDIA,
    SCHEMA,
    TABLES,
    Manifest,
    Member,
    RegionEntry,
    TableEntry,
    fingerprint,
)
from tenants.registry.archives.tar import TarWriter
from tenants.registry.context import in_region
from tenants.registry.facts import RegionFacts
from tenants.registry.models import Region

CHUNK = 1 << 20
Tell = Callable[[str, int, int], None]
"""Told what is being done, how many steps are done and how many there are."""


def quietly(text: str, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Written:
    """A finished archive."""

    path: Path
    manifest: Manifest
    fingerprint: str
    size_bytes: int


def media_folder(schema: str) -> Path:
    """Where the files of a region lie."""
    return Path(settings.MEDIA_ROOT) / schema


def write(region: Region, *, at: datetime, tell: Tell = quietly) -> Written:
    """Write the archive of `region` into the archive folder."""
    folder = Path(settings.ARCHIVE_ROOT)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = folder / f".{region.code}.unfinished"
    try:
        with open(unfinished, "wb", opener=_private) as file:
            manifest = _fill(TarWriter(file), region, at=at, tell=tell)
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    mark = fingerprint(manifest.encoded())
    stamp = f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{mark[:8]}"
    path = unfinished.rename(folder / f"{region.code}-{region.slug}-{stamp}.tar")
    return Written(path, manifest, mark, size)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _fill(tar: TarWriter, region: Region, *, at: datetime, tell: Tell) -> Manifest:
    facts = RegionFacts.of(region)
    version = schemas.version(facts.schema)
    tell("Menyalin tabel", 0, 1)
    # Nothing is told while the snapshot is open: what is told is written by another role.
    with in_region(facts), copying.snapshot() as cursor:
        ddl = Member(path=SCHEMA, **_added(tar, SCHEMA, [schemas.template_sql()]))
        tables = [_table(tar, cursor, facts.schema, t) for t in copying.tables(facts.schema)]
    manifest = Manifest(
        format=FORMAT,
        schema_version=version,
        made_at=at,
        region=RegionEntry(**{name: getattr(region, name) for name in RegionEntry.model_fields}),
        schema_sql=ddl,
        tables=tables,
        files=list(_files(tar, facts.schema, tell)),
    )
    tar.add(MANIFEST, [manifest.encoded()])
    tar.close()
    return manifest


def _files(tar: TarWriter, schema: str, tell: Tell) -> Iterator[Member]:
    paths = _media_files(schema)
    for done, path in enumerate(paths):
        tell("Menyalin berkas", done, len(paths))
        yield _file(tar, schema, path)


def _added(tar: TarWriter, path: str, chunks: Any) -> dict[str, Any]:
    size, digest = tar.add(path, chunks)
    return {"bytes": size, "sha256": digest}


def _table(tar: TarWriter, cursor: Any, schema: str, table: copying.Table) -> TableEntry:
    path = f"{TABLES}{table.name}.copy"
    written = _added(tar, path, copying.copy_out(cursor, schema, table))
    return TableEntry(
        path=path, name=table.name, columns=table.columns, rows=max(cursor.rowcount, 0), **written
    )


def _media_files(schema: str) -> list[Path]:
    root = media_folder(schema)
    return sorted(p for p in root.rglob("*") if p.is_file() and not p.is_symlink())


def _file(tar: TarWriter, schema: str, path: Path) -> Member:
    name = MEDIA + path.relative_to(media_folder(schema)).as_posix()
    return Member(path=name, **_added(tar, name, _chunks(path)))


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
