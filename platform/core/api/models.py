"""Tokens with which a program asks in the name of an account. The table is in every schema."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import Row


class Token(Row):
    """A key of one account on one host. Only its SHA-256 (hex, 64) is kept; the key is shown once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    name = models.CharField("nama", max_length=80)
    hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")), name="token_expires_later"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"

    def serves_on(self, at: datetime) -> bool:
        """Whether the token still opens anything at `at`."""
        return self.revoked_at is None and at < self.expires_at
