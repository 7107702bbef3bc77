"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tenants.registry.context import region_or_none


def region(request: HttpRequest) -> dict[str, Any]:
    """`region` (Tenant or None) and whether what is shown is sample data."""
    tenant = region_or_none()
    return {"region": tenant, "is_sample": bool(tenant and tenant.is_sample) or settings.DEMO}
