"""What a region has released. These two tables live in `public`; row security lets a region write
only its own rows.
"""

from django.db import models

from core.models import Row


class Release(Row):
    """One release of one region's year. A newer version replaces an older one; the old stays as
    history.
    """

    region_code = models.CharField(max_length=5)
    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    released_at = models.DateTimeField()
    released_by_name = models.CharField(max_length=160)
    content_hash = models.CharField(max_length=64)
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "year", "version"], name="release_unique"
            ),
            models.UniqueConstraint(
                fields=["region_code", "year"],
                condition=models.Q(is_current=True),
                name="release_one_current",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_code} {self.year} v{self.version}"


class PublishedFigure(Row):
    """One figure of a release. `measure` is a name of `measures.py`; `value` is exact, `label` is
    a grade or word.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="figures")
    region_code = models.CharField(max_length=5)
    year = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=40)
    subject = models.CharField(max_length=250, blank=True)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    label = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "measure", "subject"], name="figure_unique")
        ]
        indexes = [
            models.Index(
                fields=["measure", "year", "subject", "region_code"], name="figure_compare"
            )
        ]

    def __str__(self) -> str:
        return f"{self.region_code} {self.year} {self.measure}"
