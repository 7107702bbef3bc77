"""Release the results of a year.

1. Only the steward releases, and only a year that has something to say; a copy of a region releases
   nothing (its role could not either: row security).
2. The figures are computed anew from the working data, and frozen.
3. If nothing changed since the release in force, nothing happens.
4. The new version takes the place of the old one; the old one stays as history.
5. Audit: "merilis hasil tahun …". Evaluators see it from now on, and nothing else of the region.
"""

import hashlib
import json
from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from core.errors import NotNow
from reporting.publishing import permissions
from reporting.publishing.measures import MeasuredFigure
from reporting.publishing.models import PublishedFigure, Release
from reporting.publishing.queries import figures, releases
from tenants.registry.context import current_region


@act
def release(*, year: int, by: User, at: datetime) -> Release:
    """Make the figures of `year` visible to evaluators.

    Raises NotAllowed for anyone but a steward and NotNow when the year has no figure at all.
    """
    permissions.check_may_release(by)  # 1
    region = current_region()
    if region.is_copy:
        raise NotNow("Salinan daerah tidak dapat merilis hasil.")
    found = figures.collect(year, on=day_of(at))  # 2
    if not found.figures:
        raise NotNow(f"Belum ada hasil tahun {year} yang dapat dirilis.")
    content_hash = _hash(found.figures)
    in_force = releases.current_release(region.code, year)
    if in_force is not None and in_force.content_hash == content_hash:  # 3
        return in_force
    newest = Release.objects.filter(region_code=region.code, year=year).order_by("-version").first()
    if in_force is not None:  # 4
        Release.objects.filter(id=in_force.id).update(is_current=False)
    made = Release.objects.create(
        region_code=region.code,
        year=year,
        version=newest.version + 1 if newest else 1,
        released_at=at,
        released_by_name=by.name,
        content_hash=content_hash,
    )
    PublishedFigure.objects.bulk_create(
        PublishedFigure(
            release=made,
            region_code=region.code,
            year=year,
            measure=figure.measure,
            value=figure.value,
            label=figure.label,
        )
        for figure in found.figures
    )
    trail.record(  # 5
        "results.released",
        made,
        by=by,
        at=at,
        sentence=f"merilis hasil tahun {year} (versi {made.version})",
        content_hash=content_hash,
        gaps=list(found.gaps),
    )
    return made


def _hash(figures: tuple[MeasuredFigure, ...]) -> str:
    said = [[figure.measure, str(figure.value), figure.label] for figure in figures]
    return hashlib.sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()
