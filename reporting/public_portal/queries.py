"""What anyone may ask on `<base>`: which regions there are, and whether a document is genuine."""

from dataclasses import dataclass

from django.conf import settings

from core.errors import NotFound
from core.signing import isolated, verification
from core.signing.verification import Verdict
from tenants.registry import context as registry
from tenants.registry.models import Region, RegionState
from tenants.registry.tenant import Tenant

ANSWERING = (RegionState.ACTIVE, RegionState.SUSPENDED)
"""A suspended region signs nothing new; what it signed stays verifiable."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A region on the landing page."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class RegionVerdict:
    """A verdict and the region that gave it; empty when no region is asked."""

    verdict: Verdict
    region_name: str = ""
    is_sample: bool = False
    time_zone: str = "Asia/Jakarta"


def address_of(label: str) -> str:
    """The address of a host below `<base>`."""
    return f"{settings.SITE_SCHEME}://{label}.{settings.BASE_HOST}{settings.SITE_PORT}/"


def open_regions() -> list[Neighbour]:
    """The regions that serve, by name; copies beside them are for those who asked for one."""
    rows = Region.objects.filter(state=RegionState.ACTIVE, copy_of="").order_by("name")
    return [Neighbour(n, address_of(slug)) for n, slug in rows.values_list("name", "slug")]


def verdict_on_code(code: str) -> RegionVerdict:
    """What the region named by the code says about its document."""
    code = verification.normal_code(code)
    region = _region_of(code)
    if region is None:
        return RegionVerdict(verification.unknown())
    with registry.in_region(region):
        return _answer(verification.verify_code(code), region)


def verdict_on_pdf(pdf: bytes) -> RegionVerdict:
    """What the region named inside the file says about it."""
    found = isolated.inspect(pdf, [])
    region = _region_of(verification.normal_code(found.code))
    if region is None:
        sentence = verification.PROBLEMS.get(found.problem, verification.UNLISTED)
        return RegionVerdict(verification.unknown(sentence))
    with registry.in_region(region):
        return _answer(verification.verify_pdf(pdf, inspected=found), region)


def _answer(verdict: Verdict, region: Tenant) -> RegionVerdict:
    return RegionVerdict(verdict, region.name, region.is_sample, region.time_zone)


def _region_of(code: str) -> Tenant | None:
    digits = code.split("-", maxsplit=1)[0]
    if not digits:
        return None
    try:
        region = registry.find_region(digits if len(digits) == 2 else f"{digits[:2]}.{digits[2:]}")
    except NotFound:
        return None
    return region if region.state in ANSWERING else None
