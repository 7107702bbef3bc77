"""May this be done to this region now? Each check raises with a sentence; `may_x` answers for pages."""

import re
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.timezone import localtime

from core.errors import Invalid, NotNow
from tenants.registry import addresses
from tenants.registry.area_codes import Area
from tenants.registry.models import Domain, Region, RegionState


def check_not_open(area: Area) -> None:
    """Raise NotNow when the area is a region already, in whatever state but destroyed."""
    region = Region.objects.filter(code=area.code).exclude(state=RegionState.DESTROYED).first()
    if region is None:
        return
    when = f" sejak {localtime(region.opened_at):%d-%m-%Y}" if region.opened_at else ""
    raise NotNow(
        f"{region.name} sudah dibuka{when} di alamat {region.slug} "
        f"(status: {region.get_state_display().lower()}).",
        field="code",
    )


def check_slug_free(slug: str, *, besides: Region | None = None) -> None:
    """Raise Invalid unless `slug` is proper and leads to no other region, now or by an old address."""
    addresses.check_slug(slug)
    mine = Q(pk=besides.pk) if besides else Q(pk=None)
    taken = Region.objects.filter(slug=slug).exclude(mine).first()
    if taken is None:
        domain = (
            Domain.objects.filter(domain=addresses.host_of(slug)).select_related("tenant").first()
        )
        taken = domain.tenant if domain and domain.tenant != besides else None
    if taken is not None:
        raise Invalid(f"Alamat “{slug}” sudah dipakai oleh {taken.name}.", field="slug")


def check_brand(colour: str) -> None:
    """Raise Invalid unless white text on `colour` can be read: a contrast of 4.5 to 1 or more."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise Invalid("Warna ditulis sebagai # dan enam angka heksadesimal.", field="brand")
    ratio = contrast_on_white(colour)
    if ratio < Decimal("4.5"):
        shown = str(ratio.quantize(Decimal("0.1"))).replace(".", ",")
        raise Invalid(
            f"Warna ini terlalu terang: kontrasnya terhadap putih {shown} : 1, "
            "sedangkan agar terbaca diperlukan paling sedikit 4,5 : 1. Pilih warna yang lebih gelap.",
            field="brand",
        )


def contrast_on_white(colour: str) -> Decimal:
    """The contrast ratio of a colour (#rrggbb) against white, by WCAG 2.2."""
    shares = [Decimal(int(colour[i : i + 2], 16)) / 255 for i in (1, 3, 5)]
    linear = [
        s / Decimal("12.92")
        if s <= Decimal("0.04045")
        else ((s + Decimal("0.055")) / Decimal("1.055")) ** Decimal("2.4")
        for s in shares
    ]
    weights = (Decimal("0.2126"), Decimal("0.7152"), Decimal("0.0722"))
    luminance = sum((w * v for w, v in zip(weights, linear, strict=True)), Decimal(0))
    return Decimal("1.05") / (luminance + Decimal("0.05"))


def check_reason(reason: str) -> None:
    """Raise Invalid unless a reason was given that others can understand."""
    if len(reason.strip()) < 10:
        raise Invalid(
            "Tulis alasannya, paling sedikit sepuluh huruf. Alasan ini terbaca di jejak audit.",
            field="reason",
        )


def check_may_be_destroyed(region: Region, *, on: date) -> None:
    """Raise NotNow unless the region is closed and its retention period is over."""
    if region.state != RegionState.CLOSED:
        raise NotNow(f"{region.name} belum ditutup. Hanya daerah yang sudah ditutup dimusnahkan.")
    if region.keep_until is None or on < region.keep_until:
        until = f"{region.keep_until:%d-%m-%Y}" if region.keep_until else "-"
        raise NotNow(f"Masa simpan {region.name} belum habis: data disimpan sampai {until}.")


SHORTEST_KEPT, LONGEST_KEPT = 30, 3650


def check_keep_days(days: int) -> None:
    """Raise Invalid unless closed data are kept for a reasonable number of days."""
    if not SHORTEST_KEPT <= days <= LONGEST_KEPT:
        raise Invalid(
            f"Masa simpan antara {SHORTEST_KEPT} dan {LONGEST_KEPT} hari.", field="keep_days"
        )


def check_username(username: str, *, field: str) -> None:
    """Raise Invalid unless the name of an account can be typed on any keyboard."""
    if not re.fullmatch(r"[A-Za-z0-9_.@+-]+", username):
        raise Invalid(
            "Nama pengguna hanya berisi huruf tanpa aksen, angka, dan tanda @ . + - _", field=field
        )
    if not 3 <= len(username) <= 64:
        raise Invalid("Nama pengguna terdiri atas 3 sampai 64 karakter.", field=field)
