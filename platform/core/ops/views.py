"""Health, for load balancers and operators' alarms."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.ops import health


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers. Asks nothing of anyone else, so that a slow database kills no process."""
    return JsonResponse({"live": True})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when requests may be sent here, 503 when not, with the reasons."""
    found = health.findings()
    good = all(finding.ok for finding in found)
    said = {finding.name: {"ok": finding.ok, "says": finding.says} for finding in found}
    return JsonResponse({"ready": good, "checks": said}, status=200 if good else 503)
