"""Reading an archive that may have been made elsewhere, cut short, or changed.

Nothing of an archive is used before all of it was decrypted and checked: the manifest against the
fingerprint that came by another way, and every member against the manifest. It is decrypted again when
it is used; no part of it lies on the disk in the clear.
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
from tenants.registry.archives import cipher, locks
from tenants.registry.archives.manifest import FORMAT, MANIFEST, MEDIA, Manifest, fingerprint
from tenants.registry.archives.writing import Tell, quietly

MANIFEST_LIMIT = 64 << 20


@dataclass(frozen=True, slots=True)
class OpenedArchive:
    """An archive whose manifest was read."""

    tar: tarfile.TarFile
    members: dict[str, tarfile.TarInfo]
    key: bytes
    manifest: Manifest
    fingerprint: str

    def chunks(self, path: str) -> Iterator[bytes]:
        """The bytes of one member in the clear, piece by piece."""
        try:
            yield from cipher.decrypted(self.key, path, _stream(self.tar, self.members[path]))
        except cipher.Damaged:
            raise broken(f"isi bagian {path} telah diubah atau terpotong.") from None

    def content(self, path: str) -> bytes:
        """A small member as a whole."""
        return b"".join(self.chunks(path))


def broken(why: str) -> Invalid:
    """The refusal of an archive."""
    return Invalid(f"Arsip ini tidak dapat dipakai: {why} Tidak ada yang diubah.", field="archive")


def lock_of(path: Path) -> locks.Lock:
    """The lock of an archive; who has no key can read no more of it."""
    with _tar(path) as tar:
        return _lock(tar, _members(tar))


@contextmanager
def opened(path: Path, *, key: bytes | None = None) -> Iterator[OpenedArchive]:
    """Open an archive and read its manifest.

    Without a key (`locks.key_of`) it must be an archive of this installation. Raises Invalid when
    it is not one of ours, or not whole.
    """
    with _tar(path) as tar:
        members = _members(tar)
        key = key or locks.key_of(_lock(tar, members))
        encoded = _manifest_bytes(tar, members, key)
        yield OpenedArchive(tar, members, key, _manifest(encoded), fingerprint(encoded))


@contextmanager
def _tar(path: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(path, "r:") as tar:
            yield tar
    except FileNotFoundError:
        raise broken(f"berkas {path.name} tidak ada di folder arsip.") from None
    except (tarfile.TarError, EOFError) as error:
        raise broken("berkasnya bukan arsip yang utuh.") from error


def verify(archive: OpenedArchive, *, expected: str, tell: Tell = quietly) -> None:
    """Check the fingerprint and every member. Raises Invalid, naming what differs."""
    if archive.fingerprint != expected.strip().lower():
        raise Invalid(
            "Sidik jari arsip tidak cocok. Arsip ini bukan arsip yang dimaksud, atau isinya telah "
            "diubah. Tidak ada yang diubah.",
            field="fingerprint",
        )
    listed = archive.manifest.members
    if extra := archive.members.keys() - listed.keys() - {MANIFEST, locks.LOCK}:
        raise broken(f"ada berkas yang tidak tercatat di dalamnya ({min(extra)}).")
    for done, (path, member) in enumerate(listed.items()):
        tell("Memeriksa isi arsip", done, len(listed))
        if path not in archive.members:
            raise broken(f"bagian {path} hilang.")
        digest, size = hashlib.sha256(), 0
        for chunk in archive.chunks(path):
            digest.update(chunk)
            size += len(chunk)
        if size != member.bytes or digest.hexdigest() != member.sha256:
            raise broken(f"isi bagian {path} berbeda dari catatannya.")


def unpack_media(archive: OpenedArchive, target: Path) -> None:
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


def _lock(tar: tarfile.TarFile, members: dict[str, tarfile.TarInfo]) -> locks.Lock:
    member = members.get(locks.LOCK)
    if member is None or member.size > locks.LOCK_LIMIT:
        raise broken("berkasnya bukan arsip terenkripsi dari Amanah.")
    lock = locks.read_lock(_stream(tar, member).read())
    if lock is None:
        raise broken("kuncinya tidak dapat dibaca.")
    return lock


def _manifest_bytes(tar: tarfile.TarFile, members: dict[str, tarfile.TarInfo], key: bytes) -> bytes:
    member = members.get(MANIFEST)
    if member is None:
        raise broken("tidak ada daftar isi (manifest.json); mungkin terpotong.")
    if member.size > MANIFEST_LIMIT:
        raise broken("daftar isinya terlalu besar.")
    try:
        return b"".join(cipher.decrypted(key, MANIFEST, _stream(tar, member)))
    except cipher.Damaged:
        raise broken(
            "daftar isinya telah diubah, terpotong, atau kuncinya bukan kunci arsip ini."
        ) from None


def _stream(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    file = tar.extractfile(member)
    assert file is not None  # noqa: S101 -- members are regular files, checked on opening
    return file


def _manifest(encoded: bytes) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(encoded)
    except ValidationError:
        raise broken("daftar isinya tidak dapat dibaca.") from None
    if manifest.format != FORMAT:
        raise broken(f"bentuk arsip {manifest.format} tidak dikenal; versi ini membaca {FORMAT}.")
    paths = [member.path for member in manifest.listed]
    if len(set(paths)) != len(paths) or any(not m.path.startswith(MEDIA) for m in manifest.files):
        raise broken("daftar isinya bertentangan dengan dirinya.")
    return manifest
