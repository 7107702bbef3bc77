"""The one door to a version of the policy. Everyone of the region may read it."""

from core.errors import NotFound
from tenants.policy.models import PolicyVersion


def version_numbered(number: int) -> PolicyVersion:
    """The version with this number. Raises NotFound."""
    version = PolicyVersion.objects.filter(number=number).first()
    if version is None:
        raise NotFound
    return version


def version_before(version: PolicyVersion) -> PolicyVersion | None:
    """The version which this one took over from, if any."""
    return (
        PolicyVersion.objects.filter(number__lt=version.number)
        .filter(effective_from__lte=version.effective_from)
        .order_by("-effective_from", "-number")
        .first()
    )
