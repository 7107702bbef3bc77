"""Questions about regions, asked by operators: the registry and the figures reported to it, no region's rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from tenants.registry.models import Archive, Destruction, Domain, Region, RegionState


def regions(*, text: str = "", state: str = "", province: str = "") -> QuerySet[Region]:
    """The regions whose name, address or code contains `text`, in the order of their codes."""
    found = Region.objects.select_related("status").order_by("code")
    for word in text.split():
        found = found.filter(
            Q(name__icontains=word) | Q(slug__icontains=word) | Q(code__startswith=word)
        )
    if state:
        found = found.filter(state=state)
    if province:
        found = found.filter(province_code=province)
    return found


def by_state() -> dict[str, int]:
    """How many regions stand in each state."""
    counted = Region.objects.values_list("state").annotate(Count("id"))
    return dict.fromkeys(RegionState.values, 0) | dict(counted)


def domains_of(region: Region) -> QuerySet[Domain]:
    """The hosts of a region, the primary one first."""
    return Domain.objects.filter(tenant=region).order_by("-is_primary", "domain")


def archives_of(region: Region) -> QuerySet[Archive]:
    """The recorded archives of a region, the newest first."""
    return Archive.objects.filter(region_code=region.code).order_by("-made_at")


def closing_archive(region: Region) -> Archive | None:
    """The archive of a closed region's last state, if it was made."""
    return (
        Archive.objects.filter(
            region_code=region.code,
            reason=Archive.Reason.CLOSING,
            made_at__gte=region.closed_at,
        )
        .order_by("-made_at")
        .first()
        if region.closed_at
        else None
    )


def unfinished_destruction(region: Region) -> Destruction | None:
    """The certificate of a destruction that was interrupted before the files were gone."""
    return Destruction.objects.filter(region_code=region.code, finished_at=None).first()


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """A file in the archive folder; `record` is None when it was brought from elsewhere."""

    name: str
    size_bytes: int
    record: Archive | None


def archive_files() -> list[ArchiveFile]:
    """The archives on the server, the newest first."""
    folder = Path(settings.ARCHIVE_ROOT)
    recorded = {archive.path: archive for archive in Archive.objects.all()}
    files = sorted(folder.glob("*.tar"), key=lambda p: p.stat().st_mtime, reverse=True)
    return [ArchiveFile(p.name, p.stat().st_size, recorded.get(p.name)) for p in files]
