"""Who holds what: units with their positions, positions with their holders, officials."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core.accounts.gate import signed_in
from core.audit.trail import timeline
from core.spreadsheets import writing
from tenants.organization import access
from tenants.organization.permissions import may_keep
from tenants.organization.queries import directory
from tenants.registry.context import current_region


@signed_in
def overview(request: HttpRequest) -> HttpResponse:
    """Every unit with its leading position and holder."""
    words = request.GET.get("cari", "").strip()
    on = timezone.localdate()
    rows = directory.directory(words, on)
    context = {
        "page": Paginator(rows, 60).get_page(request.GET.get("halaman")),
        "words": words,
        "vacant": directory.vacant_count(on),
        "may_keep": may_keep(request.user),  # type: ignore[arg-type]
        "on": on,
    }
    return render(request, "organization/overview.html", context)


@signed_in
def unit(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """One unit: its positions and who holds them today."""
    shown = access.unit_for(unit_id)
    context = {
        "unit": shown,
        "positions": directory.positions_of(shown, timezone.localdate()),
        "sections": directory.units().filter(parent=shown),
        "events": timeline(shown)[:20],
        "may_keep": may_keep(request.user),  # type: ignore[arg-type]
    }
    return render(request, "organization/unit.html", context)


@signed_in
def position(request: HttpRequest, position_id: UUID) -> HttpResponse:
    """One position: who held it when."""
    shown = access.position_for(position_id)
    context = {
        "position": shown,
        "appointments": directory.history_of(shown),
        "subordinates": directory.subordinates_of(shown, timezone.localdate()),
        "events": timeline(shown)[:20],
        "today": timezone.localdate(),
        "may_keep": may_keep(request.user),  # type: ignore[arg-type]
    }
    return render(request, "organization/position.html", context)


@signed_in
def officials(request: HttpRequest) -> HttpResponse:
    """Everyone recorded, with what they hold today."""
    words = request.GET.get("cari", "").strip()
    rows = directory.officials(words, timezone.localdate())
    context = {
        "page": Paginator(rows, 60).get_page(request.GET.get("halaman")),
        "words": words,
        "may_keep": may_keep(request.user),  # type: ignore[arg-type]
    }
    return render(request, "organization/officials.html", context)


@signed_in
def official(request: HttpRequest, official_id: UUID) -> HttpResponse:
    """One person: positions held, and for the steward the account."""
    shown = access.official_for(official_id)
    context = {
        "official": shown,
        "appointments": directory.terms_of(shown),
        "events": timeline(shown)[:20],
        "today": timezone.localdate(),
        "may_keep": may_keep(request.user),  # type: ignore[arg-type]
    }
    return render(request, "organization/official.html", context)


@signed_in
def export(request: HttpRequest) -> HttpResponse:
    """The directory as a workbook, without NIP."""
    on = timezone.localdate()
    rows = [_printed(row) for row in directory.directory("", on)]
    headers = ("Perangkat daerah", "Jabatan", "Jenjang", "Pejabat", "Cara menjabat", "Mulai")
    data = writing.export("Organisasi", headers, rows)
    return download(data, f"organisasi-{current_region().slug}-{on:%Y-%m-%d}.xlsx")


def download(data: bytes, name: str) -> HttpResponse:
    """A workbook as a file."""
    response = HttpResponse(data, content_type=writing.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _printed(position: Any) -> tuple[object, ...]:
    holder = next(iter(position.holding), None)
    return (
        position.unit.name,
        position.title,
        position.get_level_display(),
        holder.official.name if holder else "",
        holder.get_acting_display() if holder else "",
        holder.active_from if holder else None,
    )
