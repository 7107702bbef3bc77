"""How figures, dates and names are written in Indonesian, and where the kit's files are."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.accounts.models import Role

register = template.Library()

MISSING = "–"
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}

Number = Decimal | int | float | str | None


@register.filter
def angka(value: Number, places: int | None = None) -> str:
    """1234.50 as 1.234,5; with `places` exactly so many decimals. Missing is a dash, never 0."""
    if value is None or value == "":
        return MISSING
    number = Decimal(str(value))
    text = f"{number:,.{places}f}" if places is not None else f"{number:,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.-", ".,−"))


@register.filter
def rupiah(value: Number) -> str:
    """1500000 as Rp1.500.000."""
    return MISSING if value is None or value == "" else f"Rp{angka(value, 0)}"


@register.filter
def rupiah_ringkas(value: Number) -> str:
    """1250000000 as Rp1,25 miliar, for figures that are read at a glance; the exact one stands in a table."""
    if value is None or value == "":
        return MISSING
    number = Decimal(str(value))
    for unit, word in ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta")):
        if abs(number) >= unit:
            return f"Rp{angka(round(number / unit, 2))} {word}"
    return rupiah(number)


@register.filter
def persen(value: Number, places: int = 2) -> str:
    """98.5 as 98,5%; at most `places` decimals."""
    if value is None or value == "":
        return MISSING
    return f"{angka(round(Decimal(str(value)), places))}%"


@register.filter
def tanggal(value: date | datetime | None) -> str:
    """The long date of documents: 7 Januari 2026."""
    if value is None or value == "":
        return MISSING
    day = _local_day(value)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@register.filter
def tanggal_pendek(value: date | datetime | None) -> str:
    """The short date of tables: 7 Jan 2026."""
    if value is None or value == "":
        return MISSING
    day = _local_day(value)
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


@register.filter
def waktu(value: datetime | None) -> str:
    """A moment with its zone: 7 Januari 2026 pukul 14.05 WIB."""
    if value is None or value == "":
        return MISSING
    moment = timezone.localtime(value)
    zone = ZONES.get(timezone.get_current_timezone_name(), moment.strftime("%Z"))
    return f"{tanggal(moment)} pukul {moment:%H.%M} {zone}"


@register.filter
def titik(text: str) -> str:
    """The end of a sentence: `Budi, S.Kom.` has its full stop already, `Budi` gets one."""
    return text if text.endswith(".") else f"{text}."


@register.filter
def roles(user: Any) -> str:
    """What an account is, in words."""
    return ", ".join(str(Role(role).label) for role in user.roles if role in Role.values)


@register.filter
def share_of(part: int, whole: int) -> str:
    """How much of 100 `part` is of `whole`, as an SVG length."""
    return str(round(100 * part / whole)) if whole else "0"


@register.simple_tag
def kit(name: str) -> str:
    """The address of a built file of the kit, or of its source when nothing was built."""
    return static(f"build/{name}" if _is_built(name) else f"src/{_SOURCES[name]}")


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite; decoration only, the words stand beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("build/icons.svg"),
        name,
    )


_SOURCES = {"amanah.css": "css/amanah.css", "amanah.js": "js/amanah.js", "icon.svg": "icon.svg"}


@cache
def _is_built(name: str) -> bool:
    return finders.find(f"build/{name}") is not None or staticfiles_storage.exists(f"build/{name}")


def _local_day(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value
