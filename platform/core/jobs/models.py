"""Long work that a person watches: one row, polled by a page, surviving a closed browser."""

from datetime import datetime, timedelta

from django.db import models

from core.models import Row

SILENCE = timedelta(minutes=5)
"""A job that says nothing for so long has probably lost its worker."""


class Job(Row):
    """One piece of work in the queue. `done` of `total` steps; `result` is small and printable."""

    class State(models.TextChoices):
        WAITING = "WAITING", "Menunggu"
        RUNNING = "RUNNING", "Berjalan"
        FINISHED = "FINISHED", "Selesai"
        FAILED = "FAILED", "Gagal"

    kind = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)
    problems = models.JSONField(default=list)
    result = models.JSONField(default=dict)
    next_url = models.CharField(max_length=200, blank=True)
    requested_by = models.UUIDField(null=True)
    requested_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.title} ({self.get_state_display()})"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in (self.State.FINISHED, self.State.FAILED)

    @property
    def percent(self) -> int:
        """How far it is, 0 to 100."""
        return 100 * self.done // self.total if self.total else 0

    def is_stuck(self, at: datetime) -> bool:
        """Whether it should have said something by now."""
        return not self.is_over and at - (self.seen_at or self.requested_at) > SILENCE
