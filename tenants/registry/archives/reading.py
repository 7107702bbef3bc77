"""Reading an archive that may have been made elsewhere, cut short, or changed.

Nothing of an archive is used before all of it was checked: the manifest against the fingerprint
that came by another way, and every member against the manifest.
"""

from __future__ import annotations

import hashlib
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from pydantic import ValidationError

from core.errors import Invalid
from tenants.registry.archives.manifest import FORMAT, MANIFEST, MEDIA, Manifest, fingerprint
from tenants.registry.archives.writing import CHUNK, Tell, quietly

MANIFEST_LIMIT = 64 << 20


@dataclass(frozen=True, slots=True)
class Opened:
    """An archive whose manifest was read."""

    tar: tarfile.TarFile
    members: dict[str, tarfile.TarInfo]
    manifest: Manifest
    fingerprint: str

    def stream(self, path: str) -> IO[bytes]:
        """The bytes of one member."""
        file = self.tar.extractfile(self.members[path])
        assert file is not None  # noqa: S101 -- members are regular files, checked on opening
        return file

    def chunks(self, path: str) -> Iterator[bytes]:
        """The bytes of one member, piece by piece."""
        with self.stream(path) as file:
            while chunk := file.read(CHUNK):
                yield chunk


def broken(why: str) -> Invalid:
    """The refusal of an archive."""
    return Invalid(f"Arsip ini tidak dapat dipakai: {why} Tidak ada yang diubah.", field="archive")


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Open an archive and read its manifest. Raises Invalid when it is not one of ours."""
    try:
        with tarfile.open(path, "r:") as tar:
            members = _members(tar)
            encoded = _manifest_bytes(tar, members)
            manifest = _manifest(encoded)
            yield Opened(tar, members, manifest, fingerprint(encoded))
    except FileNotFoundError:
        raise broken(f"berkas {path.name} tidak ada di folder arsip.") from None
    except (tarfile.TarError, EOFError) as error:
        raise broken("berkasnya bukan arsip yang utuh.") from error


def verify(archive: Opened, *, expected: str, tell: Tell = quietly) -> None:
    """Check the fingerprint and every member. Raises Invalid, naming what differs."""
    if archive.fingerprint != expected.strip().lower():
        raise Invalid(
            "Sidik jari arsip tidak cocok. Arsip ini bukan arsip yang dimaksud, atau isinya telah "
            "diubah. Tidak ada yang diubah.",
            field="fingerprint",
        )
    listed = archive.manifest.members
    if extra := archive.members.keys() - listed.keys() - {MANIFEST}:
        raise broken(f"ada berkas yang tidak tercatat di dalamnya ({min(extra)}).")
    for done, (path, member) in enumerate(listed.items()):
        tell("Memeriksa isi arsip", done, len(listed))
        if path not in archive.members:
            raise broken(f"bagian {path} hilang.")
        digest = hashlib.sha256()
        for chunk in archive.chunks(path):
            digest.update(chunk)
        if archive.members[path].size != member.bytes or digest.hexdigest() != member.sha256:
            raise broken(f"isi bagian {path} berbeda dari catatannya.")


def unpack_media(archive: Opened, target: Path) -> None:
    """Write the region's files into `target`, which must not exist yet."""
    target.mkdir(parents=True)
    for member in archive.manifest.files:
        path = target / PurePosixPath(member.path).relative_to(MEDIA.rstrip("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            for chunk in archive.chunks(member.path):
                file.write(chunk)


def _members(tar: tarfile.TarFile) -> dict[str, tarfile.TarInfo]:
    members: dict[str, tarfile.TarInfo] = {}
    for member in tar:
        parts = PurePosixPath(member.name)
        if not member.isreg() or parts.is_absolute() or ".." in parts.parts:
            raise broken(f"bagian “{member.name[:80]}” bukan berkas biasa di dalam arsip.")
        if member.name in members:
            raise broken(f"bagian “{member.name[:80]}” ada dua kali.")
        members[member.name] = member
    return members


def _manifest_bytes(tar: tarfile.TarFile, members: dict[str, tarfile.TarInfo]) -> bytes:
    member = members.get(MANIFEST)
    if member is None:
        raise broken("tidak ada daftar isi (manifest.json); mungkin terpotong.")
    if member.size > MANIFEST_LIMIT:
        raise broken("daftar isinya terlalu besar.")
    file = tar.extractfile(member)
    return file.read() if file else b""


def _manifest(encoded: bytes) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(encoded)
    except ValidationError:
        raise broken("daftar isinya tidak dapat dibaca.") from None
    if manifest.format != FORMAT:
        raise broken(f"bentuk arsip {manifest.format} tidak dikenal; versi ini membaca {FORMAT}.")
    paths = [m.path for m in (manifest.schema_sql, *manifest.tables, *manifest.files)]
    if len(set(paths)) != len(paths) or any(not m.path.startswith(MEDIA) for m in manifest.files):
        raise broken("daftar isinya bertentangan dengan dirinya.")
    return manifest
