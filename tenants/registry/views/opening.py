"""The onboarding wizard: choose an area, answer, check the answers, watch, take the password along."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core.errors import DomainError
from core.ui.errors import blame
from tenants.policy.presets import PRESETS
from tenants.registry import addresses, area_codes
from tenants.registry.actions.open import Opening, check_opening
from tenants.registry.forms import ChooseForm, OpeningForm
from tenants.registry.queries import regions
from tenants.registry.views.common import operators_only, see_other, start_and_watch

STEPS = ["Pilih wilayah", "Isi keterangan", "Periksa jawaban", "Selesai"]


@operators_only
def choose(request: HttpRequest) -> HttpResponse:
    """Step 1: which area of the official list?"""
    form = ChooseForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = area_codes.search(wanted.get("cari", ""))
    if not found and wanted.get("provinsi"):
        found = [a for a in area_codes.areas().values() if a.province_code == wanted["provinsi"]]
    context = {
        "form": form,
        "steps": STEPS,
        "areas": regions.with_openness(found),
        "asked": bool(wanted.get("cari") or wanted.get("provinsi")),
    }
    return render(request, "registry/open_choose.html", context)


@operators_only
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Steps 2 and 3: the answers, then the same answers to be checked; the second POST opens."""
    area = area_codes.autonomous_area(code)
    form = OpeningForm(request.POST or None, initial=_proposed(area))
    context: dict[str, Any] = {"area": area, "form": form, "steps": STEPS, "presets": PRESETS}
    if request.method != "POST" or not form.is_valid() or request.POST.get("langkah") == "ubah":
        status = 422 if form.errors else 200
        return render(request, "registry/open_answer.html", context, status=status)
    answers = {"code": area.code, **form.cleaned_data}
    try:
        check_opening(Opening(**answers))
        if request.POST.get("langkah") == "buka":
            return see_other(_start(request, area, answers))
    except DomainError as error:
        blame(form, error)
        return render(request, "registry/open_answer.html", context, status=422)
    context |= {"preset": PRESETS[answers["preset"]], "host": addresses.url_of(answers["slug"])}
    return render(request, "registry/open_check.html", context)


def _proposed(area: area_codes.Area) -> dict[str, Any]:
    return {"slug": area.slug, "steward_username": "pengelola", "preset": "standar"}


def _start(request: HttpRequest, area: area_codes.Area, answers: dict[str, Any]) -> str:
    return start_and_watch(
        request,
        task="registry.open",
        title=f"Membuka {area.name}",
        next_url=reverse("registry:region", args=[area.code]),
        answers=answers,
    )
