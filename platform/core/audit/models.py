"""The audit trail: a sentence per act, append-only, chained by hash inside one region."""

from django.db import models

from core.models import Row


class Event(Row):
    """Who did what to which thing, when. The database refuses UPDATE, DELETE and TRUNCATE."""

    number = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=160)
    action = models.CharField(max_length=64)
    sentence = models.TextField()
    object_type = models.CharField(max_length=64, blank=True)
    object_id = models.UUIDField(null=True)
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [models.Index(fields=["object_type", "object_id", "number"], name="audit_object")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.sentence}"
