"""Adopted versions of a region's policy.

A version is never changed; a new one takes over from its date.
"""

from django.db import models

from core.models import Row


class PolicyVersion(Row):
    """The values of `RegionPolicy` in force from `effective_from` until the next version's date.

    Of two versions with the same date the later number counts, so that a mistake found on the day
    of adoption can be mended by adopting again.
    """

    number = models.PositiveIntegerField(unique=True)
    effective_from = models.DateField()
    values = models.JSONField()
    note = models.TextField("alasan", blank=True)
    adopted_by = models.UUIDField(null=True)
    adopted_by_name = models.CharField(max_length=160)
    adopted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Kebijakan versi {self.number}, berlaku {self.effective_from:%d-%m-%Y}"
