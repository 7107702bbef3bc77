"""Restore a region from an archive.

1. Only an operator may. The archive is decrypted and checked whole, against the fingerprint that
   came by another way, and must stand on the same schema version as this installation.
2. Never over a live region: as the region itself when there is none, in place of one that was
   taken out of service, or beside it as a copy at an address of its own.
3. Schema, rows, signing keys (under the secret of this installation) and registry entry come in one
   transaction; the region does not serve yet. A copy gets no keys, and no passwords that anyone knows.
4. The files are put in place.
5. Audit in both trails: "memulihkan … dari arsip …". The region serves.

Killed before 3 is committed: nothing is left but an unpacked folder, which the next run replaces and
`sweep` removes if there is none.
Killed after it: the next run with the same archive goes on at 4.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection

from core.accounts.models import Role, User
from core.acts import act
from core.api.models import Token
from core.errors import NotNow
from core.jobs.models import Job
from core.signing import key_transfer
from realms import schemas
from realms.context import Realm, in_realm
from tenants.registry import access, addresses, area_codes, rules
from tenants.registry.actions._trail import record_in_both
from tenants.registry.archives import copying, locks, reading, writing
from tenants.registry.archives.manifest import SIGNING_KEYS
from tenants.registry.archives.space import enough_space
from tenants.registry.context import in_region
from tenants.registry.models import Domain, Region, RegionState, TimeZone
from tenants.registry.permissions import check_may_operate
from tenants.registry.tenant import Tenant

_STAGED = ".restore-"


@dataclass(frozen=True, slots=True)
class Restoring:
    """What an operator decides when restoring. Without a slug, the archive's own.

    `key` is the archive's key (`unlocked`), which an archive from another installation needs.
    """

    archive: str
    fingerprint: str
    key: str = ""
    slug: str = ""
    as_copy: bool = False
    replace: bool = False


def restore(
    *, restoring: Restoring, by: User, at: datetime, tell: writing.Tell = writing.quietly
) -> Region:
    """The region, in service. Runs as the owner of the database."""
    check_may_operate(by)
    path = _path(restoring.archive)
    with _opened(restoring) as archive, enough_space():
        reading.verify(archive, expected=restoring.fingerprint, tell=tell)  # 1
        with _unpacked(archive) as staged:
            tell("Memulihkan tabel", 0, 1)
            region = _interrupted(archive, restoring) or _bring_back(
                archive=archive, restoring=restoring, by=by, at=at
            )
            _put_in_place(staged, writing.media_folder(region.schema_name))  # 4
    return _serve(region=region, archive_name=path.name, by=by, at=at)


def replaced(restoring: Restoring) -> Region | None:
    """The region whose data this restore would replace, to be exported first."""
    with _opened(restoring) as archive:
        code = archive.manifest.region.code.partition("+")[0]
    dead = [RegionState.DESTROYED, RegionState.OPENING, RegionState.ACTIVE]
    return Region.objects.filter(code=code).exclude(state__in=dead).first()


def unlocked(archive: str, passphrase: str = "") -> str:
    """The key of an archive, for `Restoring`; nobody but this installation can use it.

    Raises Invalid when the archive is another installation's and the passphrase is not the right one.
    """
    return locks.for_us(locks.key_of(reading.lock_of(_path(archive)), passphrase))


def _path(archive: str) -> Path:
    return Path(settings.ARCHIVE_ROOT) / Path(archive).name


def _opened(restoring: Restoring) -> AbstractContextManager[reading.OpenedArchive]:
    key = locks.from_us(restoring.key) if restoring.key else None
    return reading.opened(_path(restoring.archive), key=key)


def sweep() -> None:
    """Remove what a killed restore has unpacked, unless one is at work on it."""
    for staged in Path(settings.MEDIA_ROOT).glob(f"{_STAGED}*"):
        with schemas.alone_with(staged.name) as alone:
            if alone:
                shutil.rmtree(staged, ignore_errors=True)


@contextmanager
def _unpacked(archive: reading.OpenedArchive) -> Iterator[Path]:
    """A folder with the archive's files, for the block; one restore of an archive at a time."""
    staged = Path(settings.MEDIA_ROOT) / f"{_STAGED}{archive.fingerprint[:16]}"
    with schemas.alone_with(staged.name) as alone:
        if not alone:
            raise NotNow("Arsip ini sedang dipulihkan. Tunggu sampai selesai.")
        shutil.rmtree(staged, ignore_errors=True)
        try:
            reading.unpack_media(archive, staged)
            yield staged
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def _interrupted(archive: reading.OpenedArchive, restoring: Restoring) -> Region | None:
    return Region.objects.filter(
        state=RegionState.OPENING,
        restored_from=archive.fingerprint,
        slug=restoring.slug or archive.manifest.region.slug,
    ).first()


@act
def _bring_back(
    *, archive: reading.OpenedArchive, restoring: Restoring, by: User, at: datetime
) -> Region:
    schemas.lock()
    manifest = archive.manifest
    code, _, copy = manifest.region.code.partition("+")
    if copy and not restoring.as_copy:
        raise reading.broken("ini arsip sebuah salinan, tanpa kunci dan kata sandi daerahnya.")
    area = area_codes.autonomous_area(code)
    slug = restoring.slug or manifest.region.slug
    region = _place(area, manifest.made_at, restoring)  # 2
    rules.check_slug_free(slug, besides=None if region._state.adding else region)
    _check_version(manifest.schema_version)
    schemas.create(region.schema_name)  # 3
    _copy(archive, region.schema_name)
    region.slug, region.state, region.restored_from = slug, RegionState.OPENING, archive.fingerprint
    region.time_zone, region.brand = manifest.region.time_zone, manifest.region.brand
    region.is_sample, region.preset = manifest.region.is_sample, manifest.region.preset
    region.steward_username = manifest.region.steward_username
    region.opened_at = region.opened_at or at
    rules.check_brand(region.brand)
    if region.time_zone not in TimeZone.values:
        raise reading.broken("zona waktunya tidak dikenal.")
    region.save()
    if region.copy_of:
        _only_to_be_read(region)
    else:
        with in_region(Tenant.of(region)):
            key_transfer.put_back(json.loads(archive.content(SIGNING_KEYS)))
    Domain.objects.filter(tenant=region, is_primary=True).delete()
    Domain.objects.create(tenant=region, domain=addresses.host_of(slug), is_primary=True)
    return region


def _only_to_be_read(region: Region) -> None:
    """A copy signs nothing, and lets nobody in by a password or key of back then."""
    with in_realm(Realm(region.schema_name, "")):
        key_transfer.destroy()
        Token.objects.all().delete()
        User.objects.update(password=make_password(None), must_change_password=False)
        stewards = User.objects.filter(is_active=True, roles__contains=[Role.STEWARD])
        names = list(stewards.order_by("created_at").values_list("username", flat=True))
    if region.steward_username not in names:
        region.steward_username = names[0] if names else ""
        region.save(update_fields=["steward_username"])


def _place(area: area_codes.Area, made_at: datetime, restoring: Restoring) -> Region:
    """The region to fill: new, a copy beside the live one, or the one taken out of service."""
    if restoring.as_copy:
        return _copy_beside(area, made_at)
    found = Region.objects.select_for_update().filter(code=area.code).first()
    if found is None or found.state == RegionState.DESTROYED:
        Region.objects.filter(code=area.code).delete()
        return _new(area, code=area.code, schema=area.schema, name=area.name)
    if found.state in {RegionState.ACTIVE, RegionState.OPENING}:
        raise NotNow(
            f"{found.name} sedang melayani. Pemulihan tidak pernah menimpa daerah yang hidup: "
            "tangguhkan dahulu, atau pulihkan sebagai salinan di alamat lain."
        )
    if not restoring.replace:
        raise NotNow(
            f"{found.name} masih terdaftar ({found.get_state_display().lower()}). Nyatakan bahwa "
            "isinya diganti, atau pulihkan sebagai salinan di alamat lain."
        )
    schemas.drop(found.schema_name)
    found.closed_at = found.keep_until = found.suspended_at = None
    found.suspension_reason = ""
    return found


def _copy_beside(area: area_codes.Area, made_at: datetime) -> Region:
    taken = set(Region.objects.filter(copy_of=area.code).values_list("code", flat=True))
    number = next(n for n in range(1, 100) if f"{area.code}+{n}" not in taken)
    copy = _new(
        area,
        code=f"{area.code}+{number}",
        schema=f"{area.schema}_{number}",
        name=f"{area.name} (salinan {made_at:%d-%m-%Y})",
    )
    copy.copy_of = area.code
    return copy


def _new(area: area_codes.Area, *, code: str, schema: str, name: str) -> Region:
    return Region(
        code=code, name=name, schema_name=schema, kind=area.kind, province_code=area.province_code
    )


def _check_version(version: str) -> None:
    ours = schemas.current_version()
    if version != ours:
        raise reading.broken(
            f"versi skemanya {version}, sedangkan instalasi ini {ours}. Pulihkan di instalasi "
            "dengan versi yang sama, lalu perbarui."
        )


def _copy(archive: reading.OpenedArchive, schema: str) -> None:
    expected = {table.name: table for table in copying.tables(schema)}
    listed = {table.name for table in archive.manifest.tables}
    if listed != expected.keys():
        odd = min(listed ^ expected.keys())
        raise reading.broken(f"tabel {odd} tidak sesuai dengan versi skemanya.")
    with connection.cursor() as cursor, copying.as_it_was(schema):
        for entry in archive.manifest.tables:
            if set(entry.columns) != set(expected[entry.name].columns):
                raise reading.broken(f"kolom tabel {entry.name} tidak sesuai.")
            table = copying.CopiedTable(entry.name, entry.columns)
            rows = copying.copy_in(cursor, schema, table, archive.chunks(entry.path))
            if rows != entry.rows:
                raise reading.broken(f"jumlah baris tabel {entry.name} tidak sesuai.")
    copying.advance_sequences(schema)


def _put_in_place(staged: Path, target: Path) -> None:
    old = target.with_name(f".old-{target.name}")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    staged.rename(target)
    shutil.rmtree(old, ignore_errors=True)


@act
def _serve(*, region: Region, archive_name: str, by: User, at: datetime) -> Region:
    region = access.locked(region)
    region.state = RegionState.ACTIVE
    region.save(update_fields=["state"])
    with in_realm(Realm(region.schema_name, "")):
        Job.objects.filter(state__in=[Job.State.WAITING, Job.State.RUNNING]).update(
            state=Job.State.FAILED, message="Terputus: daerah dipulihkan dari arsip."
        )
    record_in_both(  # 5
        "region.restored",
        region,
        by=by,
        at=at,
        sentence=f"memulihkan {region.name} dari arsip {archive_name} ke alamat {region.slug}",
        fingerprint=region.restored_from,
    )
    return region
