"""Opening many regions in one go: a province or a CSV, checked row by row before anything is opened."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tenants.registry import access, area_codes, batches
from tenants.registry.actions.prepare_batch import prepare_batch
from tenants.registry.forms import BatchForm
from tenants.registry.views.common import (
    act_page,
    operators_only,
    person,
    see_other,
    start_and_watch,
)


@operators_only
def upload(request: HttpRequest) -> HttpResponse:
    """Which regions are to be opened?"""
    form = BatchForm(request.POST or None, request.FILES or None, initial={"preset": "standar"})

    def do(data: dict[str, Any]) -> tuple[str, str]:
        title, rows = _rows(data)
        batch = prepare_batch(title=title, rows=rows, by=person(request), at=timezone.now())
        return "", reverse("registry:batch", args=[batch.id])

    return act_page(request, form, do, {}, template="registry/batch_upload.html")


def _rows(data: dict[str, Any]) -> tuple[str, list[batches.Row]]:
    choices = {"preset": data["preset"], "is_sample": data["is_sample"]}
    if data["provinsi"]:
        name = area_codes.areas()[data["provinsi"]].name
        return f"Seluruh {name}", batches.of_province(data["provinsi"], **choices)
    file = data["daftar"]
    return f"Berkas {file.name[:100]}", batches.of_csv(file.read(), **choices)


@operators_only
def batch(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    """The rows: ready or refused before, opened or failed after. POST opens those that are ready."""
    found = access.batch_for(person(request), batch_id)
    here = reverse("registry:batch", args=[found.id])
    ready = sum(row["state"] == "siap" for row in found.rows)
    if request.method == "POST" and ready:
        return see_other(
            start_and_watch(
                request,
                task="registry.open_batch",
                title=f"Membuka daerah: {found.title}",
                next_url=here,
                batch_id=str(found.id),
            )
        )
    counted = {s: sum(row["state"] == s for row in found.rows) for s in ("dibuka", "gagal")}
    context = {"batch": found, "ready": ready, **counted}
    return render(request, "registry/batch.html", context)
