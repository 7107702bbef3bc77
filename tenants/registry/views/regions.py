"""The list of regions and the page of one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.audit import trail
from tenants.policy.presets import PRESETS
from tenants.registry import access, addresses
from tenants.registry.actions.issue_password import issue_password
from tenants.registry.context import in_region
from tenants.registry.forms import FilterForm
from tenants.registry.queries import regions as queries
from tenants.registry.tenant import Tenant
from tenants.registry.views.common import operators_only, person

PER_PAGE = 50


@operators_only
def regions(request: HttpRequest) -> HttpResponse:
    """Which regions are there, and how are they?"""
    form = FilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.regions(
        text=wanted.get("cari", ""),
        state=wanted.get("status", ""),
        province=wanted.get("provinsi", ""),
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {"form": form, "page": page, "totals": queries.totals()}
    return render(request, "registry/regions.html", context)


@operators_only
def region(request: HttpRequest, code: str) -> HttpResponse:
    """One region: where it stands, what can be done, what was done."""
    found = access.region_for(person(request), code)
    preset = PRESETS.get(found.preset)
    context = {
        "item": found,
        "status": getattr(found, "status", None),
        "url": addresses.url_of(found.slug),
        "preset": preset.title if preset else "–",
        "domains": queries.domains_of(found),
        "archives": queries.archives_of(found),
        "destructions": queries.destructions_of(found),
        "events": trail.timeline(found)[:50],
    }
    return render(request, "registry/region.html", context)


@never_cache
@require_POST
@operators_only
def password(request: HttpRequest, code: str) -> HttpResponse:
    """Issue the first steward's one-time password and show it, this once."""
    found = access.region_for(person(request), code)
    with in_region(Tenant.of(found)):
        given = issue_password(
            username=found.steward_username, by=person(request), at=timezone.now()
        )
    context = {"item": found, "password": given, "url": addresses.url_of(found.slug, "/masuk/")}
    return render(request, "registry/password.html", context)
