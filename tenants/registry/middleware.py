"""Which host is asked: the base, the console, the evaluators' site or a region."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django_tenants.utils import schema_context

from core.db.context import EVALUATOR, FRONT, OPERATOR, in_realm
from tenants.registry import slugs
from tenants.registry.context import RegionFacts, in_region
from tenants.registry.models import Domain, RegionState

PUBLIC_HOSTS = {
    "": (FRONT, "config.urls.base"),
    "konsol": (OPERATOR, "config.urls.console"),
    "evaluasi": (EVALUATOR, "config.urls.evaluation"),
}


class HostMiddleware:
    """Sets the realm and the urls of a request from its host. An unknown host is a 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = request.get_host().split(":")[0].lower()
        label = host.removesuffix(settings.BASE_HOST).removesuffix(".")
        if label in PUBLIC_HOSTS:
            realm, urlconf = PUBLIC_HOSTS[label]
            request.urlconf = urlconf  # type: ignore[attr-defined]
            with in_realm(realm), schema_context("public"):
                return self.get_response(request)
        with schema_context("public"):
            domain = Domain.objects.select_related("tenant").filter(domain=host).first()
        if domain is None:
            return render(request, "registry/unknown_host.html", status=404)
        if domain.redirects:
            return _moved(request, domain)
        facts = RegionFacts.of(domain.tenant)
        if facts.state != RegionState.ACTIVE:
            return render(request, "registry/not_serving.html", {"facts": facts}, status=503)
        with in_region(facts):
            return self.get_response(request)


def _moved(request: HttpRequest, domain: Domain) -> HttpResponse:
    """An old address leads to the present one; a form sent to it is not carried on."""
    if request.method not in {"GET", "HEAD"}:
        return render(request, "registry/unknown_host.html", status=404)
    return HttpResponsePermanentRedirect(
        slugs.url_of(domain.tenant.slug, request.get_full_path()), preserve_request=True
    )
