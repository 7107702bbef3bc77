"""What has been released. Row security shows a region only its own rows, an evaluator all current
ones.
"""

from django.db.models import QuerySet

from reporting.publishing.models import PublishedFigure, Release


def releases_of(region_code: str) -> QuerySet[Release]:
    """Every release of a region with its figures, newest year and version first."""
    return (
        Release.objects.filter(region_code=region_code)
        .prefetch_related("figures")
        .order_by("-year", "-version")
    )


def current_release(region_code: str, year: int) -> Release | None:
    """The release in force of a region's year, or None."""
    return Release.objects.filter(region_code=region_code, year=year, is_current=True).first()


def current_figures() -> QuerySet[PublishedFigure]:
    """Every figure that stands released now."""
    return PublishedFigure.objects.filter(release__is_current=True)


def current_releases() -> QuerySet[Release]:
    """Every release in force."""
    return Release.objects.filter(is_current=True)
