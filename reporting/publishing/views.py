"""What leaves the region: the steward sees it first, then releases it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from core.accounts.gate import for_roles, user_of
from core.accounts.models import Role
from core.audit import trail
from core.errors import DomainError, NotFound
from core.ui.errors import blame
from reporting.publishing.actions import release as releasing
from reporting.publishing.actions import withdraw as withdrawing
from reporting.publishing.forms import ReleaseForm, WithdrawForm
from reporting.publishing.measures import MEASURES
from reporting.publishing.models import Release
from reporting.publishing.queries import figures
from reporting.publishing.queries import releases as queries
from tenants.registry.context import current_region

FIRST_YEAR = 2015


@for_roles(Role.STEWARD, Role.HEAD_OF_REGION)
def index(request: HttpRequest) -> HttpResponse:
    """Which years have been released?"""
    releases = list(queries.releases_of(current_region().code))
    this_year = timezone.localdate().year
    years = sorted({release.year for release in releases} | {this_year, this_year - 1})
    current = {release.year: release for release in releases if release.is_current}
    rows = [(year, current.get(year)) for year in reversed(years)]
    return render(request, "publishing/index.html", {"rows": rows, "history": releases})


@for_roles(Role.STEWARD)
def year(request: HttpRequest, year: int) -> HttpResponse:
    """What would be released for this year?"""
    _check_year(year)
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            releasing.release(year=year, by=user_of(request), at=timezone.now())
        except DomainError as error:
            blame(form, error)
        else:
            messages.info(request, f"Hasil tahun {year} dapat dilihat evaluator.")
            return HttpResponseRedirect(reverse("publishing:index"), status=303)
    found = figures.collect(year, on=timezone.localdate())
    current = queries.current_release(current_region().code, year)
    context = {
        "year": year,
        "form": form,
        "rows": _rows(found, current),
        "gaps": found.gaps,
        "current": current,
        "events": trail.timeline(current) if current else (),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "publishing/year.html", context, status=status)


@for_roles(Role.STEWARD)
def withdraw(request: HttpRequest, year: int) -> HttpResponse:
    """Take a released year out of sight."""
    if queries.current_release(current_region().code, year) is None:
        raise NotFound
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdrawing.withdraw(
                year=year,
                reason=form.cleaned_data["reason"],
                by=user_of(request),
                at=timezone.now(),
            )
        except DomainError as error:
            blame(form, error)
        else:
            messages.info(request, f"Hasil tahun {year} tidak lagi terlihat evaluator.")
            return HttpResponseRedirect(reverse("publishing:index"), status=303)
    status = 422 if request.method == "POST" else 200
    return render(request, "publishing/withdraw.html", {"year": year, "form": form}, status=status)


def _rows(found: figures.YearFigures, current: Release | None) -> list[dict[str, object]]:
    """Each measure with what would be released now beside what stands released."""
    now = {figure.measure: figure for figure in found.figures}
    before = {figure.measure: figure for figure in current.figures.all()} if current else {}
    return [
        {"measure": measure, "now": now.get(key), "before": before.get(key)}
        for key, measure in MEASURES.items()
    ]


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= timezone.localdate().year:
        raise NotFound
