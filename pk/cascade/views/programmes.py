"""Programmes and ceilings: the list, and loading from a workbook."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from core.accounts.gate import for_roles, signed_in
from core.accounts.models import Role
from core.errors import DomainError, Invalid
from core.spreadsheets import reading, writing
from core.spreadsheets.tables import Problem
from pk.cascade.actions.load_programme_book import load_programme_book
from pk.cascade.permissions import may_keep_budget
from pk.cascade.queries import plans
from pk.cascade.views.tree import scope
from pk.cascade.workbook import PROGRAMMES, STEPS, ProgrammeBook, from_reading, plan
from tenants.organization.queries import directory as organization
from tenants.registry.context import current_region

MOST_SHOWN = 100
VALID_SECONDS = 4 * 60 * 60


class ProgrammeBookForm(forms.Form):
    """A filled workbook."""

    file = forms.FileField(
        label="Buku kerja",
        help_text="Berkas .xlsx dari templat, paling besar 10 MiB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
    )


@signed_in
def programmes(request: HttpRequest) -> HttpResponse:
    """The programmes of a year, of all units or of one."""
    where, unit = scope(request), request.GET.get("unit", "")
    rows = plans.programmes_in(where.year, unit)
    context = {
        "scope": where,
        "unit": unit,
        "units": organization.main_units(),
        "page": Paginator(rows, 100).get_page(request.GET.get("halaman")),
        "total": plans.total_ceiling(where.year, unit),
        "may_keep_budget": may_keep_budget(request.user),  # type: ignore[arg-type]
    }
    return render(request, "cascade/programmes.html", context)


@for_roles(Role.STEWARD, Role.PLANNER)
def template(request: HttpRequest) -> HttpResponse:
    """The empty workbook."""
    title = f"Program dan pagu {current_region().name}"
    data = writing.template([PROGRAMMES], title=title, steps=STEPS)
    response = HttpResponse(data, content_type=writing.CONTENT_TYPE)
    response["Content-Disposition"] = 'attachment; filename="templat-program.xlsx"'
    return response


@for_roles(Role.STEWARD, Role.PLANNER)
def upload(request: HttpRequest) -> HttpResponse:
    """The file comes in; problems by cell, or what would be loaded; then all of it or nothing."""
    year = scope(request).year
    if request.method == "POST" and "rows" in request.POST:
        return _load(request, year)
    form = ProgrammeBookForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, year)
    try:
        read = reading.read(form.cleaned_data["file"].read(), [PROGRAMMES])
    except Invalid as error:
        form.add_error("file", error.sentence)
        return _page(request, form, year)
    if read.problems:
        return _page(request, form, year, read.problems)
    book = from_reading(read)
    problems = plan(book, year)
    if problems or not book.rows:
        empty = [Problem(PROGRAMMES.title, "", "Tidak ada baris yang terisi.")]
        return _page(request, form, year, problems or empty)
    sealed = signing.dumps(book.to_plain(), salt=_salt(year), compress=True)
    context = {"book": book, "rows": sealed, "year": year}
    return render(request, "cascade/programmes_preview.html", context)


def _load(request: HttpRequest, year: int) -> HttpResponse:
    form = ProgrammeBookForm()
    try:
        plain = signing.loads(request.POST["rows"], salt=_salt(year), max_age=VALID_SECONDS)
        count = load_programme_book(
            year=year,
            book=ProgrammeBook.from_plain(plain),
            by=request.user,  # type: ignore[arg-type]
            at=timezone.now(),
        )
    except signing.BadSignature:
        gone = "Pratinjau ini sudah kedaluwarsa. Unggah kembali buku kerjanya."
        return _page(request, form, year, [Problem(PROGRAMMES.title, "", gone)])
    except DomainError as error:
        return _page(request, form, year, [Problem(PROGRAMMES.title, "", error.sentence)])
    messages.info(request, f"Program {year} memuat {count} baris dari buku kerja.")
    return HttpResponseRedirect(f"{reverse('cascade:programmes')}?tahun={year}", status=303)


def _page(
    request: HttpRequest, form: forms.Form, year: int, problems: list[Problem] | None = None
) -> HttpResponse:
    problems = problems or []
    status = 422 if problems or form.errors else 200
    context = {
        "form": form,
        "year": year,
        "problems": problems[:MOST_SHOWN],
        "count": len(problems),
        "more": max(0, len(problems) - MOST_SHOWN),
    }
    return render(request, "cascade/programmes_load.html", context, status=status)


def _salt(year: int) -> str:
    return f"cascade.programmes.{current_region().code}.{year}"
