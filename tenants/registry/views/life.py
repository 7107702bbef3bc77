"""The small steps of a region's life, one page each: a form, an act, back to the region."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from tenants.registry import access
from tenants.registry.actions.add_domain import add_domain
from tenants.registry.actions.change_preset import change_preset
from tenants.registry.actions.describe import Description, describe
from tenants.registry.actions.remove_domain import remove_domain
from tenants.registry.actions.rename import rename
from tenants.registry.actions.reopen import reopen
from tenants.registry.actions.suspend import suspend
from tenants.registry.forms import DescribeForm, DomainForm, PresetForm, ReasonForm, RenameForm
from tenants.registry.models import Region
from tenants.registry.views.common import act_page, operators_only, person, see_other


def _page(region: Region, title: str, lead: str, verb: str, **more: Any) -> dict[str, Any]:
    return {"item": region, "title": title, "lead": lead, "verb": verb, **more}


def _back(region: Region) -> str:
    return reverse("registry:region", args=[region.code])


@operators_only
def suspend_page(request: HttpRequest, code: str) -> HttpResponse:
    """Take a region out of service for a while."""
    region, by = access.region_for(person(request), code), person(request)

    def do(data: dict[str, Any]) -> tuple[str, str]:
        suspend(region=region, by=by, at=timezone.now(), **data)
        return f"{region.name} ditangguhkan.", _back(region)

    lead = "Alamat daerah menampilkan halaman bahwa layanan ditangguhkan. Data tidak berubah."
    page = _page(region, f"Tangguhkan {region.name}", lead, "Tangguhkan", tone="danger")
    return act_page(request, ReasonForm(request.POST or None), do, page)


@operators_only
def reopen_page(request: HttpRequest, code: str) -> HttpResponse:
    """Bring a suspended or closed region back into service."""
    region, by = access.region_for(person(request), code), person(request)

    def do(data: dict[str, Any]) -> tuple[str, str]:
        reopen(region=region, by=by, at=timezone.now(), **data)
        return f"{region.name} melayani lagi.", _back(region)

    page = _page(
        region,
        f"Buka kembali {region.name}",
        "Daerah melayani lagi dengan data seperti saat dihentikan.",
        "Buka kembali",
    )
    return act_page(request, ReasonForm(request.POST or None), do, page)


@operators_only
def rename_page(request: HttpRequest, code: str) -> HttpResponse:
    """Give a region another address."""
    region, by = access.region_for(person(request), code), person(request)

    def do(data: dict[str, Any]) -> tuple[str, str]:
        renamed = rename(region=region, by=by, at=timezone.now(), **data)
        return f"Alamat {region.name} sekarang {renamed.slug}.", _back(region)

    page = _page(
        region,
        f"Ganti alamat {region.name}",
        f"Alamat sekarang: {region.slug}. Alamat lama mengalihkan ke alamat baru.",
        "Ganti alamat",
    )
    form = RenameForm(request.POST or None, initial={"slug": region.slug})
    return act_page(request, form, do, page)


@operators_only
def domain_page(request: HttpRequest, code: str) -> HttpResponse:
    """Give a region a further host."""
    region, by = access.region_for(person(request), code), person(request)

    def do(data: dict[str, Any]) -> tuple[str, str]:
        added = add_domain(region=region, by=by, at=timezone.now(), **data)
        return f"Domain {added.domain} sekarang milik {region.name}.", _back(region)

    page = _page(
        region,
        f"Tambah domain {region.name}",
        "Arahkan dahulu nama domain itu ke server ini di DNS.",
        "Tambah domain",
    )
    return act_page(request, DomainForm(request.POST or None), do, page)


@require_POST
@operators_only
def domain_remove(request: HttpRequest, code: str) -> HttpResponse:
    """Take a further host away."""
    region = access.region_for(person(request), code)
    domain = request.POST.get("domain", "")
    remove_domain(region=region, domain=domain, by=person(request), at=timezone.now())
    messages.info(request, f"Domain {domain} tidak lagi menuju {region.name}.")
    return see_other(_back(region))


@operators_only
def describe_page(request: HttpRequest, code: str) -> HttpResponse:
    """Set colour, time zone and whether the data are samples."""
    region, by = access.region_for(person(request), code), person(request)

    def do(data: dict[str, Any]) -> tuple[str, str]:
        describe(region=region, description=Description(**data), by=by, at=timezone.now())
        return f"Keterangan {region.name} tersimpan.", _back(region)

    now = {name: getattr(region, name) for name in ("brand", "time_zone", "is_sample")}
    page = _page(
        region,
        f"Keterangan {region.name}",
        "Warna dipakai pada kepala halaman dan tombol di situs daerah.",
        "Simpan",
    )
    return act_page(request, DescribeForm(request.POST or None, initial=now), do, page)


@operators_only
def preset_page(request: HttpRequest, code: str) -> HttpResponse:
    """Give a region the policy of another preset."""
    region, by = access.region_for(person(request), code), person(request)

    def do(data: dict[str, Any]) -> tuple[str, str]:
        version = change_preset(region=region, by=by, at=timezone.now(), **data)
        return f"Kebijakan versi {version.number} ditetapkan di {region.name}.", _back(region)

    now = {"preset": region.preset, "effective_from": timezone.localdate()}
    page = _page(
        region,
        f"Ganti kebijakan {region.name}",
        "Menjadi versi baru kebijakan daerah; versi lama dan perjanjian yang dibuat di bawahnya "
        "tidak berubah.",
        "Tetapkan kebijakan",
    )
    return act_page(request, PresetForm(request.POST or None, initial=now), do, page)
