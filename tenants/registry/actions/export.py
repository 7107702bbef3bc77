"""Export a region into one archive.

1. Only an operator may, and only a region that still has its data.
2. The archive is written, encrypted and outside of any transaction of ours: rows in one snapshot,
   signing keys, files, manifest. Without a lock of the caller's only this installation opens it.
3. It is recorded with its fingerprint, by which a change of the file can be told.
4. Audit in both trails: "mengekspor … (sidik jari …)".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.errors import NotNow
from realms import schemas
from tenants.registry.actions._trail import record_in_both
from tenants.registry.archives import locks, writing
from tenants.registry.archives.space import enough_space
from tenants.registry.models import Archive, Region, RegionState
from tenants.registry.permissions import check_may_operate


def export(
    *,
    region: Region,
    reason: Archive.Reason = Archive.Reason.ASKED,
    by: User,
    at: datetime,
    lock: locks.Lock | None = None,
    tell: writing.Tell = writing.quietly,
) -> Archive:
    """The recorded archive."""
    check_may_operate(by)  # 1
    if region.state == RegionState.DESTROYED:
        raise NotNow(f"Data {region.name} sudah dimusnahkan; tidak ada yang dapat diekspor.")
    with schemas.alone_with(region.code) as alone, enough_space():
        if not alone:
            raise NotNow(f"{region.name} sedang diekspor. Tunggu sampai selesai.")
        written = writing.write(region, at=at, lock=lock, tell=tell)  # 2
        archive = _record(region=region, written=written, reason=reason, by=by, at=at)
        written.first_name.unlink()
    return archive


@act
def _record(
    *, region: Region, written: writing.Written, reason: Archive.Reason, by: User, at: datetime
) -> Archive:
    manifest = written.manifest
    archive = Archive.objects.create(  # 3
        region_code=region.code,
        region_name=region.name,
        reason=reason,
        path=written.path.name,
        fingerprint=written.fingerprint,
        schema_version=manifest.schema_version,
        tables=len(manifest.tables),
        rows=manifest.rows,
        files=len(manifest.files),
        size_bytes=written.size_bytes,
        made_at=at,
        made_by_name=by.name,
    )
    record_in_both(  # 4
        "region.exported",
        region,
        by=by,
        at=at,
        sentence=f"mengekspor {region.name} ke arsip {archive.path} "
        f"(sidik jari {archive.fingerprint[:16]}…)",
        fingerprint=archive.fingerprint,
    )
    return archive
