"""Released results, written the way a region writes them."""

from datetime import UTC, datetime
from decimal import Decimal

from reporting.publishing.models import PublishedFigure, Release
from tenants.registry.context import in_region

AT = datetime(2026, 3, 1, 3, tzinfo=UTC)


def released(code: str, year: int, *, current: bool = True, **figures: object) -> Release:
    """A release of one region's year: `released("35.07", 2025, sakip=(65, "B"), below=3)`."""
    with in_region(code):
        release = Release.objects.create(
            region_code=code,
            year=year,
            version=1,
            released_at=AT,
            released_by_name="Dewi Anggraini",
            content_hash="0" * 64,
            is_current=current,
        )
        for measure, figure in figures.items():
            value, label = figure if isinstance(figure, tuple) else (figure, "")
            PublishedFigure.objects.create(
                release=release,
                region_code=code,
                year=year,
                measure=measure,
                value=None if value is None else Decimal(str(value)),
                label=label,
            )
    return release
