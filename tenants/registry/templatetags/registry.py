"""How the console writes states and sizes."""

from decimal import Decimal

from django import template

from core.ui.templatetags.amanah import angka
from tenants.registry.models import RegionState

register = template.Library()

_TONES = {
    RegionState.ACTIVE: "good",
    RegionState.OPENING: "info",
    RegionState.SUSPENDED: "warn",
    RegionState.BROKEN: "bad",
}
_UNITS = ("B", "kB", "MB", "GB", "TB")


@register.filter
def tone(state: str) -> str:
    """The tone of a region's state."""
    return _TONES.get(RegionState(state), "neutral")


@register.filter
def ukuran(size: int | str | None) -> str:
    """12345678 as 11,8 MB; missing is a dash."""
    if size is None or size == "":
        return "–"
    value, unit = Decimal(size), 0
    while value >= 1024 and unit < len(_UNITS) - 1:
        value, unit = value / 1024, unit + 1
    return f"{angka(round(value, 1))} {_UNITS[unit]}"
