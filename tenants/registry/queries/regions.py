"""Questions about regions, asked by operators: the registry and the figures reported to it, no region's rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet, Sum

from core.audit.models import Event
from tenants.registry.area_codes import Area
from tenants.registry.models import (
    Archive,
    Destruction,
    Domain,
    Region,
    RegionState,
    RegionStatus,
)


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


def done_since(at: datetime, action: str, **which: str) -> Region | None:
    """The region to which this was done since `at`, by the operators' trail.

    For work that runs again after it was cut off, perhaps just before it could say that it is done.
    """
    told = Event.objects.filter(action=action, at__gte=at).values("object_id")
    return Region.objects.filter(pk__in=told, **which).first()


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


def destructions_of(region: Region) -> QuerySet[Destruction]:
    """The certificates of destruction of a region, the newest first."""
    return Destruction.objects.filter(region_code=region.code).order_by("-ordered_at")


@dataclass(frozen=True, slots=True)
class Totals:
    """All regions together; `active` of `regions` serve."""

    regions: int
    active: int
    suspended: int
    broken: int
    failed_jobs: int
    bytes: int


def totals() -> Totals:
    """The figures above the list."""
    states = by_state()
    summed = RegionStatus.objects.aggregate(
        failed=Sum("failed_jobs"), bytes=Sum(F("database_bytes") + F("media_bytes"))
    )
    return Totals(
        regions=sum(n for state, n in states.items() if state != RegionState.DESTROYED),
        active=states[RegionState.ACTIVE],
        suspended=states[RegionState.SUSPENDED],
        broken=states[RegionState.BROKEN],
        failed_jobs=summed["failed"] or 0,
        bytes=summed["bytes"] or 0,
    )


def with_openness(areas: list[Area]) -> list[tuple[Area, Region | None]]:
    """Each area with the region it already is, if any."""
    alive = Region.objects.exclude(state=RegionState.DESTROYED)
    found = {region.code: region for region in alive.filter(code__in=[a.code for a in areas])}
    return [(area, found.get(area.code)) for area in areas]
