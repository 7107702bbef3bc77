"""How the moment of a signature is written."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format

register = template.Library()

ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}


@register.filter
def moment(at: datetime) -> str:
    """`12 Maret 2026 10.15 WIB`, in the time zone in force."""
    local = timezone.localtime(at)
    offset = local.utcoffset()
    hours = int(offset.total_seconds() // 3600) if offset else 0
    zone = ZONES.get(hours, local.strftime("UTC%z"))
    return f"{date_format(local, 'j F Y H.i')} {zone}"
