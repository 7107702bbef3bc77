"""Questions about the policy: what holds on a day, and which versions there have been."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from core.errors import NotNow
from tenants.policy.models import PolicyVersion
from tenants.policy.schema import RegionPolicy


@dataclass(frozen=True, slots=True)
class InForce:
    """A version of the policy and its rules."""

    version: PolicyVersion
    rules: RegionPolicy


def policy_on(day: date) -> InForce:
    """The policy in force on a day. Raises NotNow when none has been adopted for it."""
    version = version_on(day)
    if version is None:
        raise NotNow(
            f"Belum ada kebijakan daerah yang berlaku pada {day:%d-%m-%Y}. "
            "Bagian Organisasi perlu menetapkannya lebih dahulu."
        )
    return InForce(version, RegionPolicy.model_validate(version.values))


def version_on(day: date) -> PolicyVersion | None:
    """The version in force on a day, if any: the last to take effect, then the last adopted."""
    return (
        PolicyVersion.objects.filter(effective_from__lte=day)
        .order_by("-effective_from", "-number")
        .first()
    )


def versions() -> QuerySet[PolicyVersion]:
    """All versions, the last adopted first."""
    return PolicyVersion.objects.order_by("-number")
