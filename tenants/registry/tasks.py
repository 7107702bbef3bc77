"""What an operator asks for and watches: opening, exporting, restoring, closing, destroying.

The bodies run as the operators, and as the owner of the database only where schemas are made or
dropped. Each may run twice: the acts refuse, or go on where they were cut off; what had been done
and not yet said is found in the trail.
"""

from typing import Any

from django.conf import settings
from django.utils import timezone

from core.accounts.models import User
from core.jobs import progress
from core.jobs.queue import task
from realms import schemas
from realms.owner import as_owner
from tenants.registry import batches
from tenants.registry.actions import close as closing
from tenants.registry.actions import destroy as destroying
from tenants.registry.actions import export as exporting
from tenants.registry.actions import open as opening
from tenants.registry.actions import restore as restoring
from tenants.registry.actions.measure import measure, measure_all
from tenants.registry.archives import locks
from tenants.registry.archives.space import enough_space
from tenants.registry.archives.writing import Tell
from tenants.registry.models import Archive, Batch, Region
from tenants.registry.queries import regions
from tenants.registry.queries.operators import operator


def _telling(work: progress.Work) -> Tell:
    """Progress, told at most a hundred times whatever the number of steps."""

    def tell(text: str, done: int, total: int) -> None:
        if done % max(1, total // 100) == 0 or done == total:
            if (work.job.total, work.job.message) != (total, text):
                work.start(total, text)
            work.job.done = done - 1
            work.step(text)

    return tell


def _done_before(work: progress.Work, action: str, **which: str) -> Region | None:
    """The region to which the job had done this when its worker was lost."""
    asked_at = work.job.requested_at
    return regions.done_since(asked_at, action, **which) if work.is_again else None


@task("registry.open")
def open_region(*, job_id: str, answers: dict[str, Any], operator_id: str, **_: Any) -> None:
    """Open one region."""

    def body(work: progress.Work) -> None:
        work.start(3, "Menyiapkan skema dan tabel")
        person = operator(user_id=operator_id)
        place = {"code": answers["code"], "slug": answers["slug"]}
        region = _done_before(work, "region.opened", **place)
        if region is None:
            with as_owner(), enough_space():
                region = opening.open_region(
                    opening=opening.Opening(**answers), by=person, at=timezone.now()
                )
        work.step("Mencatat keadaan daerah")
        measure(region, at=timezone.now())
        work.step()
        work.step()
        work.finish(f"{region.name} sudah dibuka.", code=region.code)

    progress.run(job_id, body)


@task("registry.open_batch")
def open_batch(*, job_id: str, batch_id: str, operator_id: str, **_: Any) -> None:
    """Open every region of a list; a row that fails is told and does not stop the others."""

    def body(work: progress.Work) -> None:
        batch, person = Batch.objects.get(id=batch_id), operator(user_id=operator_id)
        since = batch.asked_at if work.is_again else None
        work.start(len(batch.rows), "Membuka daerah")
        for row in batch.rows:
            if row["state"] == "siap":
                batches.open_row(row, by=person, at=timezone.now(), since=since)
                batch.save(update_fields=["rows"])
            if row["state"] == "gagal":
                work.problem(f"Baris {row['line']}: {row['sentence']}")
            work.step(f"Membuka daerah: {row.get('name') or row['code']}")
        batch.finished_at = timezone.now()
        batch.save(update_fields=["rows", "finished_at"])
        opened = sum(row["state"] == "dibuka" for row in batch.rows)
        work.finish(f"{opened} dari {len(batch.rows)} daerah dibuka.", opened=opened)

    progress.run(job_id, body)


@task("registry.export")
def export(*, job_id: str, code: str, lock: str, operator_id: str, **_: Any) -> None:
    """Export one region; `lock` holds the archive's key, which no one reads who sees the queue."""

    def body(work: progress.Work) -> None:
        archive = exporting.export(
            region=Region.objects.get(code=code),
            by=operator(user_id=operator_id),
            at=timezone.now(),
            lock=locks.read_lock(lock.encode()),
            tell=_telling(work),
        )
        work.finish(f"Arsip {archive.path} selesai.", archive=str(archive.id))

    progress.run(job_id, body)


@task("registry.restore")
def restore(*, job_id: str, answers: dict[str, Any], operator_id: str, **_: Any) -> None:
    """Restore one region from an archive."""

    def body(work: progress.Work) -> None:
        person, tell = operator(user_id=operator_id), _telling(work)
        wanted = restoring.Restoring(**answers)
        place = {"restored_from": wanted.fingerprint.strip().lower()}
        place |= {"slug": wanted.slug} if wanted.slug else {}
        region = _done_before(work, "region.restored", **place)
        if region is None:
            if wanted.replace:
                _keep_before_replacing(wanted, person, tell)
            with as_owner():
                region = restoring.restore(
                    restoring=wanted, by=person, at=timezone.now(), tell=tell
                )
        measure(region, at=timezone.now())
        work.finish(f"{region.name} sudah dipulihkan di alamat {region.slug}.", code=region.code)

    progress.run(job_id, body)


def _keep_before_replacing(wanted: restoring.Restoring, person: User, tell: Tell) -> None:
    """What is replaced is exported first, unless it is gone or an interrupted restore left it."""
    region = restoring.replaced(wanted)
    if region is not None:
        exporting.export(
            region=region, reason=Archive.Reason.REPLACING, by=person, at=timezone.now(), tell=tell
        )


@task("registry.close")
def close(
    *, job_id: str, code: str, reason: str, keep_days: int, operator_id: str, **_: Any
) -> None:
    """Close one region and make the archive of its last state."""

    def body(work: progress.Work) -> None:
        region = Region.objects.get(code=code)
        archive = closing.close(
            region=region,
            reason=reason,
            keep_days=keep_days,
            by=operator(user_id=operator_id),
            at=timezone.now(),
            tell=_telling(work),
        )
        work.finish(f"{region.name} ditutup; arsip terakhirnya {archive.path}.")

    progress.run(job_id, body)


@task("registry.destroy")
def destroy(*, job_id: str, code: str, operator_id: str, **_: Any) -> None:
    """Destroy the data of one closed region."""

    def body(work: progress.Work) -> None:
        person, tell = operator(user_id=operator_id), _telling(work)
        region = Region.objects.get(code=code)
        certificate = regions.destructions_of(region).first()
        done = _done_before(work, "region.destroyed", code=code)
        if done is None or certificate is None or certificate.finished_at is None:
            with as_owner():
                certificate = destroying.destroy(
                    region=region, by=person, at=timezone.now(), tell=tell
                )
        work.finish(f"Berita acara {certificate.number} selesai.", number=certificate.number)

    progress.run(job_id, body)


@task("registry.measure")
def measure_regions(**_: Any) -> None:
    """Report size, activity and failures of every region to the operators, and sweep up after the killed."""
    restoring.sweep()
    measure_all(at=timezone.now())


@task("registry.stock")
def stock(**_: Any) -> None:
    """Keep spare schemas ready, so that opening a region is a rename."""
    if settings.SPARE_SCHEMAS:
        schemas.stock(settings.SPARE_SCHEMAS)
