"""The organisation from a workbook: template, upload, preview, load."""

from __future__ import annotations

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from core.accounts.gate import for_roles
from core.accounts.models import Role
from core.errors import DomainError, Invalid
from core.spreadsheets import reading, writing
from core.spreadsheets.tables import Problem
from core.ui.errors import blame
from tenants.organization.actions.load_workbook import load_workbook
from tenants.organization.forms import UploadForm
from tenants.organization.views.directory import download
from tenants.organization.workbook.changes import ChangeSet, plan
from tenants.organization.workbook.rows import OrganizationRows, from_reading
from tenants.organization.workbook.tables import STEPS, TABLES
from tenants.registry.context import current_region

MOST_SHOWN = 100
VALID_SECONDS = 4 * 60 * 60


@for_roles(Role.STEWARD)
def template(request: HttpRequest) -> HttpResponse:
    """The empty workbook."""
    title = f"Organisasi {current_region().name}"
    return download(writing.template(TABLES, title=title, steps=STEPS), "templat-organisasi.xlsx")


@for_roles(Role.STEWARD)
def upload(request: HttpRequest) -> HttpResponse:
    """The file comes in; problems by cell, or what would change."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    try:
        read = reading.read(form.cleaned_data["file"].read(), TABLES)
    except Invalid as error:
        form.add_error("file", error.sentence)
        return _page(request, form)
    if read.problems:
        return _page(request, form, read.problems)
    rows = from_reading(read)
    made = plan(rows)
    return _page(request, form, made.problems) if made.problems else _preview(request, rows, made)


@for_roles(Role.STEWARD)
def load(request: HttpRequest) -> HttpResponse:
    """What was previewed is planned again and loaded, all of it or nothing."""
    form = UploadForm()
    try:
        rows = _unsealed(request.POST.get("rows", ""))
        made = load_workbook(rows=rows, by=request.user, at=timezone.now())  # type: ignore[arg-type]
    except DomainError as error:
        form = UploadForm({})
        form.is_valid()
        form.errors.clear()
        blame(form, error)
        return _page(request, form)
    messages.info(request, f"Organisasi memuat {len(made.changes)} perubahan dari buku kerja.")
    return HttpResponseRedirect(reverse("organization:overview"), status=303)


def _page(
    request: HttpRequest, form: UploadForm, problems: list[Problem] | None = None
) -> HttpResponse:
    problems = problems or []
    status = 422 if problems or form.errors else 200
    context = {
        "form": form,
        "problems": problems[:MOST_SHOWN],
        "count": len(problems),
        "more": max(0, len(problems) - MOST_SHOWN),
    }
    return render(request, "organization/load.html", context, status=status)


def _preview(request: HttpRequest, rows: OrganizationRows, made: ChangeSet) -> HttpResponse:
    context = {"plan": made, "rows": signing.dumps(rows.to_plain(), salt=_salt(), compress=True)}
    return render(request, "organization/load_preview.html", context)


def _unsealed(sealed: str) -> OrganizationRows:
    try:
        plain = signing.loads(sealed, salt=_salt(), max_age=VALID_SECONDS)
    except signing.BadSignature:
        raise Invalid("Pratinjau ini sudah kedaluwarsa. Unggah kembali buku kerjanya.") from None
    return OrganizationRows.from_plain(plain)


def _salt() -> str:
    return f"organization.rows.{current_region().code}"
