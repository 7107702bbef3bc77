"""Regions side by side. Everything here comes from released figures inside the evaluator's scope."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.accounts.gate import for_roles, user_of
from core.accounts.models import Role
from core.errors import NotFound
from reporting.comparison import access, bands, page, queries
from reporting.comparison import export as exporting
from reporting.comparison.forms import Choice
from tenants.registry import codes


@for_roles(Role.EVALUATOR)
def compare(request: HttpRequest) -> HttpResponse:
    """How do the regions of my scope compare in one year?"""
    scope = access.scope_of(user_of(request))
    years = queries.years(scope)
    choice = _choice(request, scope, years)
    shown = page.comparison(scope, choice, years, number=request.GET.get("halaman", ""))
    return render(request, "comparison/compare.html", shown)


@for_roles(Role.EVALUATOR)
def export(request: HttpRequest) -> HttpResponse:
    """The same comparison as an Excel file."""
    scope = access.scope_of(user_of(request))
    choice = _choice(request, scope, queries.years(scope))
    narrowed = scope.narrowed(choice.province)
    content = exporting.workbook(narrowed, page.rows(narrowed, choice), choice.year)
    response = HttpResponse(content, content_type=exporting.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="perbandingan-{choice.year}.xlsx"'
    return response


@for_roles(Role.EVALUATOR)
def progress(request: HttpRequest) -> HttpResponse:
    """How did each region's SAKIP grade move over the years?"""
    scope = access.scope_of(user_of(request))
    narrowed = scope.narrowed(request.GET.get("provinsi", ""))
    shown = page.graded(narrowed, number=request.GET.get("halaman", ""))
    context = {
        "scope": narrowed,
        "page": shown,
        "ladders": page.ladders(shown),
        "provinces": page.provinces(scope),
        "grades": bands.GRADES,
    }
    return render(request, "comparison/progress.html", context)


@for_roles(Role.EVALUATOR)
def region(request: HttpRequest, code: str) -> HttpResponse:
    """What has this region released?"""
    scope = access.scope_of(user_of(request))
    area = codes.areas().get(code)
    if area is None or not scope.covers(code):
        raise NotFound
    return render(request, "comparison/region.html", page.region_page(scope, area))


def _choice(request: HttpRequest, scope: access.Scope, years: list[int]) -> Choice:
    return Choice.of(request.GET, years, lambda: queries.first_year(scope, years))
