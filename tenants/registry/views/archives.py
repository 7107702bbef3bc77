"""Archives, restoring, closing and destroying."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from core.errors import Invalid
from tenants.registry import access, rules
from tenants.registry.actions import restore as restoring
from tenants.registry.archives import locks
from tenants.registry.forms import CloseForm, DestroyForm, ExportForm, RestoreForm
from tenants.registry.models import Region, RegionState
from tenants.registry.queries import regions
from tenants.registry.states import OPERATOR, WORKFLOW
from tenants.registry.views.common import (
    act_page,
    operators_only,
    person,
    see_other,
    start_and_watch,
)


@never_cache
@operators_only
def export(request: HttpRequest, code: str) -> HttpResponse:
    """Export a region, for this installation or for another; then its passphrase is shown, this once."""
    region = access.region_for(person(request), code)
    form = ExportForm(request.POST or None, initial={"way": ExportForm.HERE})
    context = {"item": region, "form": form}
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "registry/export.html", context, status=status)
    passphrase = locks.new_passphrase() if form.goes_elsewhere else ""
    url = start_and_watch(
        request,
        task="registry.export",
        title=f"Mengekspor {region.name}",
        next_url=_page(region),
        code=region.code,
        lock=locks.new_lock(passphrase).encoded().decode(),
    )
    if not passphrase:
        return see_other(url)
    context |= {"passphrase": passphrase, "job": url}
    return render(request, "registry/passphrase.html", context)


@operators_only
def archives(request: HttpRequest) -> HttpResponse:
    """Which archives are on the server?"""
    return render(request, "registry/archives.html", {"files": regions.archive_files()})


@sensitive_post_parameters("passphrase")
@operators_only
def restore(request: HttpRequest) -> HttpResponse:
    """Restore a region from an archive on the server."""
    chosen = request.GET.get("arsip", "")
    form = RestoreForm(request.POST or None, initial={"archive": chosen})

    def do(_: dict[str, Any]) -> tuple[str, str]:
        answers = form.answers()
        passphrase = form.cleaned_data["passphrase"]
        answers["key"] = restoring.unlocked(answers["archive"], passphrase)
        url = start_and_watch(
            request,
            task="registry.restore",
            title=f"Memulihkan dari {answers['archive']}",
            next_url="/",
            answers=answers,
        )
        return "", url

    return act_page(request, form, do, {}, template="registry/restore.html")


CLOSING = (
    "Daerah berhenti melayani, keadaan terakhirnya diekspor, dan datanya disimpan selama masa "
    "simpan. Sampai saat itu penutupan dapat dibatalkan."
)


@operators_only
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Close a region: out of service, exported, kept for a while."""
    region = access.region_for(person(request), code)

    def do(data: dict[str, Any]) -> tuple[str, str]:
        rules.check_reason(data["reason"])
        rules.check_keep_days(data["keep_days"])
        if region.state != RegionState.CLOSED:
            WORKFLOW.check(region.state, RegionState.CLOSED, [OPERATOR])
        url = start_and_watch(
            request,
            task="registry.close",
            title=f"Menutup {region.name}",
            next_url=_page(region),
            code=region.code,
            **data,
        )
        return "", url

    context = {
        "item": region,
        "title": f"Tutup {region.name}",
        "lead": CLOSING,
        "verb": "Tutup daerah",
        "tone": "danger",
    }
    return act_page(request, CloseForm(request.POST or None), do, context)


@operators_only
def destroy(request: HttpRequest, code: str) -> HttpResponse:
    """Destroy the data of a closed region."""
    region = access.region_for(person(request), code)

    def do(data: dict[str, Any]) -> tuple[str, str]:
        if data["code"].strip() != region.code:
            raise Invalid(f"Kode yang diketik bukan kode {region.name}.", field="code")
        if regions.unfinished_destruction(region) is None:
            rules.check_may_be_destroyed(region, on=timezone.localdate())
        url = start_and_watch(
            request,
            task="registry.destroy",
            title=f"Memusnahkan data {region.name}",
            next_url=_page(region),
            code=region.code,
        )
        return "", url

    lead = (
        "Semua tabel, berkas, dan alamat daerah ini dihapus dan tidak dapat dikembalikan, kecuali "
        "dari arsip. Berita acara menyebut satu per satu apa yang dimusnahkan."
    )
    context = {
        "item": region,
        "title": f"Musnahkan data {region.name}",
        "lead": lead,
        "verb": "Musnahkan data",
        "tone": "danger",
    }
    return act_page(request, DestroyForm(request.POST or None), do, context)


@operators_only
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """The certificate of a destruction, as it is printed."""
    found = access.destruction_for(person(request), number)
    return render(request, "registry/certificate.html", {"certificate": found})


def _page(region: Region) -> str:
    return reverse("registry:region", args=[region.code])
