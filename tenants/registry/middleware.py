"""Which host is asked: the base, the console, the evaluators' site or a region."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from functools import lru_cache
from importlib import import_module
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from psycopg.errors import InsufficientPrivilege

from realms.context import EVALUATOR, FRONT, OPERATOR, in_realm
from tenants.registry import addresses, hosts
from tenants.registry.context import in_region, region_or_none, serving
from tenants.registry.models import RegionState

PUBLIC_HOSTS = {
    "": (FRONT, "config.urls.base"),
    "konsol": (OPERATOR, "config.urls.console"),
    "evaluasi": (EVALUATOR, "config.urls.evaluation"),
}

SIGNING_IN = {"/masuk/", "/keluar/"}
"""All that may be posted to a copy beside a region."""

Door = AbstractContextManager[Any] | HttpResponse
"""The realm in which a request runs, or the answer to a request that gets none."""


class HostMiddleware:
    """Sets the realm and the urls of a request from its host. An unknown host is a 404.

    Works under WSGI and ASGI: the realm is a ContextVar, which a coroutine and the threads it asks
    to work for it carry along.
    """

    sync_capable = async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response
        self.is_async = iscoroutinefunction(get_response)
        if self.is_async:
            markcoroutinefunction(self)
        _load_urls()

    def __call__(self, request: HttpRequest) -> HttpResponse | Awaitable[HttpResponse]:
        if self.is_async:
            return self._answer(request)
        door = _door(request)
        if isinstance(door, HttpResponse):
            return door
        with door:
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page that would have written in a copy: its role may not, and that is what is said."""
        region = region_or_none()
        refused = isinstance(getattr(error, "__cause__", None), InsufficientPrivilege)
        return _only_read(request) if refused and region and region.is_copy else None

    async def _answer(self, request: HttpRequest) -> HttpResponse:
        from asgiref.sync import sync_to_async

        door = await sync_to_async(_door)(request)
        if isinstance(door, HttpResponse):
            return door
        with door:
            return await self.get_response(request)


def _door(request: HttpRequest) -> Door:
    # Every host is looked up here before anything else may ask for it: ALLOWED_HOSTS lets all pass.
    name, _, port = request.META.get("HTTP_HOST", "").lower().partition(":")
    ours = name in _public_hosts(
        settings.BASE_HOST
    )  # known without the registry: `/health/live` asks no database
    found = hosts.find(name) if not ours and (not port or port.isdecimal()) else None
    if found is None:
        return _public_door(request)
    if found.redirects:
        return _moved(request, found)
    tenant = found.region
    if tenant.state != RegionState.ACTIVE:
        return render(request, "registry/not_serving.html", {"tenant": tenant}, status=503)
    if tenant.is_copy and _would_write(request):
        with in_region(tenant):
            return _only_read(request)
    # Nothing is in force yet: a region in the installation's own zone needs no other.
    return serving(tenant) if tenant.time_zone == settings.TIME_ZONE else in_region(tenant)


def _public_door(request: HttpRequest) -> Door:
    try:
        host = request.get_host().lower().partition(":")[0]
    except DisallowedHost:
        return render(request, "400.html", status=400)
    ours = _public_hosts(settings.BASE_HOST)
    if host in ours:
        realm, request.urlconf = PUBLIC_HOSTS[ours[host]]
        if realm is FRONT:
            # Nobody signs in there; whatever says otherwise was not given by us.
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return in_realm(realm)
    return render(request, "registry/unknown_host.html", status=404)


@lru_cache
def _public_hosts(base: str) -> dict[str, str]:
    """The hosts of the installation itself, with their first label."""
    return {f"{label}.{base}".removeprefix("."): label for label in PUBLIC_HOSTS}


def _would_write(request: HttpRequest) -> bool:
    return request.method not in {"GET", "HEAD", "OPTIONS"} and request.path not in SIGNING_IN


def _only_read(request: HttpRequest) -> HttpResponse:
    """The refusal of a copy, as a page or in the shape of the API's errors."""
    if request.path.startswith("/api/"):
        detail = "Salinan daerah hanya dapat dibaca."
        error = {"code": "permission_denied", "detail": detail, "attr": None}
        return JsonResponse({"type": "client_error", "errors": [error]}, status=403)
    return render(request, "registry/only_read.html", status=403)


def _moved(request: HttpRequest, host: hosts.Host) -> HttpResponse:
    """An old address leads to the present one; a form sent to it is not carried on."""
    if request.method not in {"GET", "HEAD"}:
        return render(request, "registry/unknown_host.html", status=404)
    address = addresses.url_of(host.region.slug, request.get_full_path())
    return HttpResponsePermanentRedirect(address, preserve_request=True)


def _load_urls() -> None:
    """Import every view now, in nobody's name.

    Otherwise the first request would do it, and what modules make at import (a form field's
    queryset) would remember that request's region for ever.
    """
    with in_realm(None):
        for _, urlconf in PUBLIC_HOSTS.values():
            import_module(urlconf)
        import_module(settings.ROOT_URLCONF)
