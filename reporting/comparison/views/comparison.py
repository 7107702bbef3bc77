"""Regions side by side. Everything here comes from released figures inside the evaluator's scope."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.accounts.gate import for_roles, user_of
from core.accounts.models import Role
from core.errors import NotFound
from reporting.comparison import access
from reporting.comparison.documents import workbook as exporting
from reporting.comparison.queries import figures, map_classes, pages
from reporting.comparison.queries.choice import Choice
from tenants.registry import area_codes


@for_roles(Role.EVALUATOR)
def compare(request: HttpRequest) -> HttpResponse:
    """How do the regions of my scope compare in one year?"""
    scope = access.scope_of(user_of(request))
    years = figures.years(scope)
    choice = _choice(request, scope, years)
    shown = pages.comparison(scope, choice, years, number=request.GET.get("halaman", ""))
    return render(request, "comparison/compare.html", shown)


@for_roles(Role.EVALUATOR)
def export(request: HttpRequest) -> HttpResponse:
    """The same comparison as an Excel file."""
    scope = access.scope_of(user_of(request))
    choice = _choice(request, scope, figures.years(scope))
    narrowed = scope.narrowed(choice.province)
    content = exporting.workbook(narrowed, pages.rows(narrowed, choice), choice.year)
    response = HttpResponse(content, content_type=exporting.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="perbandingan-{choice.year}.xlsx"'
    return response


@for_roles(Role.EVALUATOR)
def progress(request: HttpRequest) -> HttpResponse:
    """How did each region's SAKIP grade move over the years?"""
    scope = access.scope_of(user_of(request))
    narrowed = scope.narrowed(request.GET.get("provinsi", ""))
    shown = pages.graded(narrowed, number=request.GET.get("halaman", ""))
    context = {
        "scope": narrowed,
        "page": shown,
        "ladders": pages.ladders(shown),
        "provinces": pages.provinces(scope),
        "grades": map_classes.GRADES,
    }
    return render(request, "comparison/progress.html", context)


@for_roles(Role.EVALUATOR)
def region(request: HttpRequest, code: str) -> HttpResponse:
    """What has this region released?"""
    scope = access.scope_of(user_of(request))
    area = area_codes.areas().get(code)
    if area is None or not scope.covers(code):
        raise NotFound
    return render(request, "comparison/region.html", pages.region_page(scope, area))


def _choice(request: HttpRequest, scope: access.Scope, years: list[int]) -> Choice:
    return Choice.of(request.GET, years, lambda: figures.first_year(scope, years))
