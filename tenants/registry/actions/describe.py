"""Set how a region presents itself: colour, time zone, and whether its data are samples.

1. Only an operator may; the colour must be readable with white text.
2. What differs is kept. Nothing differs: nothing is said.
3. Audit in both trails: "mengubah keterangan …: <what became what>".
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.errors import Invalid
from tenants.registry import access, rules
from tenants.registry.actions._trail import record_in_both
from tenants.registry.models import Region, TimeZone
from tenants.registry.permissions import check_may_operate


@dataclass(frozen=True, slots=True)
class Description:
    """What an operator may set."""

    brand: str
    time_zone: str
    is_sample: bool


@act
def describe(*, region: Region, description: Description, by: User, at: datetime) -> Region:
    """The region as described."""
    check_may_operate(by)  # 1
    rules.check_brand(description.brand)
    if description.time_zone not in TimeZone.values:
        raise Invalid("Pilih WIB, WITA, atau WIT.", field="time_zone")
    region = access.locked(region)
    changed = {k: v for k, v in asdict(description).items() if getattr(region, k) != v}  # 2
    if not changed:
        return region
    for name, value in changed.items():
        setattr(region, name, value)
    region.save(update_fields=list(changed))
    record_in_both(  # 3
        "region.described",
        region,
        by=by,
        at=at,
        sentence=f"mengubah keterangan {region.name}: {_said(changed)}",
        **changed,
    )
    return region


def _said(changed: dict[str, str | bool]) -> str:
    words = []
    if "brand" in changed:
        words.append(f"warna {changed['brand']}")
    if "time_zone" in changed:
        words.append(f"zona waktu {TimeZone(str(changed['time_zone'])).label}")
    if "is_sample" in changed:
        words.append("data contoh" if changed["is_sample"] else "bukan data contoh")
    return ", ".join(words)
