"""Destroy a closed region's data and certify it.

1. The retention period is over, and the archive of the last state is there and intact.
2. The schema with every table, the role and the addresses go, in one transaction with the
   certificate, which names them all; the registry keeps the name.
3. Audit, in the operators' trail: "memusnahkan …, berita acara …".
4. The files go, and the certificate is finished. Asked again after a crash, this is what is done.
"""

import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from core.days import day_of
from core.errors import NotNow
from realms import schemas
from tenants.registry import access, rules
from tenants.registry.archives import reading, writing
from tenants.registry.archives.manifest import Manifest
from tenants.registry.models import Archive, Destruction, Domain, Region, RegionState
from tenants.registry.permissions import check_may_operate
from tenants.registry.queries import regions
from tenants.registry.states import OPERATOR, WORKFLOW

KEPT = [
    "arsip ekspor terakhir, dengan sidik jari yang tercantum di berita acara ini",
    "nama dan kode daerah di daftar daerah",
    "kalimat jejak audit operator",
    "angka yang telah dirilis daerah kepada evaluator dan publik",
]


def destroy(
    *, region: Region, by: User | None, at: datetime, tell: writing.Tell = writing.quietly
) -> Destruction:
    """The finished certificate. Runs as the owner of the database."""
    check_may_operate(by)
    region.refresh_from_db()
    certificate = regions.unfinished_destruction(region)
    if certificate is None:
        rules.check_may_be_destroyed(region, on=day_of(at))  # 1
        archive = regions.closing_archive(region)
        if archive is None:
            raise NotNow(f"Arsip terakhir {region.name} belum dibuat. Ulangi penutupan daerah.")
        manifest = _intact(archive, tell)
        certificate = _drop(region=region, archive=archive, manifest=manifest, by=by, at=at)
    shutil.rmtree(
        writing.media_folder(certificate.content["schema"]), ignore_errors=False, onerror=_gone
    )
    return _finish(certificate=certificate, by=by, at=at)  # 4


def _intact(archive: Archive, tell: writing.Tell) -> Manifest:
    with reading.opened(Path(settings.ARCHIVE_ROOT) / archive.path) as opened:
        reading.verify(opened, expected=archive.fingerprint, tell=tell)
        return opened.manifest


@act
def _drop(
    *, region: Region, archive: Archive, manifest: Manifest, by: User | None, at: datetime
) -> Destruction:
    schemas.lock()
    region = access.locked(region)
    rules.check_may_be_destroyed(region, on=day_of(at))
    step = WORKFLOW.check(region.state, RegionState.DESTROYED, [OPERATOR])
    domains = Domain.objects.filter(tenant=region)
    certificate = Destruction.objects.create(  # 2
        number=f"BAP-{region.code}-{at:%Y%m%d%H%M%S}",
        region_code=region.code,
        region_name=region.name,
        archive=archive,
        content=_content(region, manifest, sorted(d.domain for d in domains)),
        ordered_by_name=by.name if by else "Sistem",
        ordered_at=at,
    )
    schemas.drop(region.schema_name)
    domains.delete()
    region.state, region.destroyed_at = RegionState.DESTROYED, at
    region.slug = f"{region.slug[:30]}-{certificate.id.hex[-12:]}"
    region.save(update_fields=["state", "destroyed_at", "slug"])
    record(  # 3
        "region.destroyed",
        region,
        by=by,
        at=at,
        sentence=f"{step.sentence} data {region.name}, berita acara {certificate.number}",
        fingerprint=archive.fingerprint,
    )
    return certificate


def _content(region: Region, manifest: Manifest, domains: list[str]) -> dict[str, object]:
    return {
        "schema": region.schema_name,
        "opened_at": region.opened_at.isoformat() if region.opened_at else None,
        "closed_at": region.closed_at.isoformat() if region.closed_at else None,
        "domains": domains,
        "tables": [{"name": t.name, "rows": t.rows, "sha256": t.sha256} for t in manifest.tables],
        "files": [{"path": f.path, "bytes": f.bytes, "sha256": f.sha256} for f in manifest.files],
        "kept": KEPT,
    }


@act
def _finish(*, certificate: Destruction, by: User | None, at: datetime) -> Destruction:
    certificate.finished_at = at
    certificate.save(update_fields=["finished_at"])
    return certificate


def _gone(
    function: object, path: str, error: tuple[type[BaseException], BaseException, object]
) -> None:
    if not isinstance(error[1], FileNotFoundError):
        raise error[1]
