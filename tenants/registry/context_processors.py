"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tenants.registry.context import region_or_none


def region(request: HttpRequest) -> dict[str, Any]:
    """`region` (RegionFacts or None) and whether what is shown is sample data."""
    facts = region_or_none()
    return {"region": facts, "is_sample": bool(facts and facts.is_sample) or settings.DEMO}
