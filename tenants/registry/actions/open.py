"""Open a region.

1. Only an operator may, and only an area of the official list that has a government of its own.
2. The area is not open yet, and the address is proper and free; a second operator waits and is told.
3. The region gets its schema, its database role and its tables.
4. It enters the registry with its address.
5. Inside the region: the account of its first steward, without a password until one is issued,
   and the policy of the chosen preset, in force from the first of January.
6. Audit, first in the region's own trail, then in the operators': "membuka …".

All of it is one transaction: a failure anywhere leaves nothing behind.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.accounts.models import Role, User
from core.acts import act, within
from core.audit.trail import record
from core.errors import Invalid
from realms import schemas
from tenants.policy.actions import adopt
from tenants.policy.presets import PRESETS
from tenants.registry import addresses, area_codes, rules
from tenants.registry.context import in_region
from tenants.registry.models import Domain, Region, RegionState
from tenants.registry.permissions import check_may_operate
from tenants.registry.tenant import Tenant


@dataclass(frozen=True, slots=True)
class Opening:
    """What an operator decides when opening a region."""

    code: str
    slug: str
    steward_username: str
    steward_name: str
    preset: str = "standar"
    is_sample: bool = False


@act
def open_region(*, opening: Opening, by: User, at: datetime) -> Region:
    """The region, in service. Runs as the owner of the database (`as_owner`)."""
    check_may_operate(by)  # 1
    area = area_codes.autonomous_area(opening.code)
    _check_choices(opening)
    schemas.lock()  # 2
    rules.check_not_open(area)
    rules.check_slug_free(opening.slug)
    schemas.create(area.schema)  # 3
    region = _register(area, opening, at=at)  # 4
    sentence = f"membuka {area.name} ({area.code}) di alamat {opening.slug}"
    with in_region(Tenant.of(region)):  # 5
        record("region.opened", region, by=by, at=at, sentence=sentence)  # 6
        _first_steward(opening)
        _adopt_preset(opening, year=at.astimezone(ZoneInfo(region.time_zone)).year, by=by, at=at)
    record(
        "region.opened",
        region,
        by=by,
        at=at,
        sentence=sentence,
        code=area.code,
        slug=opening.slug,
        preset=opening.preset,
    )
    return region


def check_opening(opening: Opening) -> area_codes.Area:
    """Raise the refusal that `open_region` would raise now, without opening anything."""
    area = area_codes.autonomous_area(opening.code)
    _check_choices(opening)
    rules.check_not_open(area)
    rules.check_slug_free(opening.slug)
    return area


def _check_choices(opening: Opening) -> None:
    rules.check_username(opening.steward_username, field="steward_username")
    if not opening.steward_name.strip():
        raise Invalid("Isi nama pengelola pertama.", field="steward_name")
    if opening.preset not in PRESETS:
        raise Invalid("Pilih salah satu kebijakan awal yang tersedia.", field="preset")


def _register(area: area_codes.Area, opening: Opening, *, at: datetime) -> Region:
    Region.objects.filter(code=area.code, state=RegionState.DESTROYED).delete()
    region = Region.objects.create(
        code=area.code,
        name=area.name,
        slug=opening.slug,
        kind=area.kind,
        province_code=area.province_code,
        schema_name=area.schema,
        state=RegionState.ACTIVE,
        time_zone=area.time_zone,
        is_sample=opening.is_sample,
        preset=opening.preset,
        steward_username=opening.steward_username,
        opened_at=at,
    )
    Domain.objects.create(tenant=region, domain=addresses.host_of(opening.slug), is_primary=True)
    return region


def _first_steward(opening: Opening) -> None:
    steward = User.objects.create_user(
        opening.steward_username,
        name=opening.steward_name.strip(),
        roles=[Role.STEWARD],
    )
    steward.must_change_password = True
    steward.save(update_fields=["must_change_password"])


def _adopt_preset(opening: Opening, *, year: int, by: User, at: datetime) -> None:
    preset = PRESETS[opening.preset]
    within(adopt.adopt)(
        rules=preset.rules,
        effective_from=date(year, 1, 1),
        note=f"Kebijakan awal: {preset.title}",
        by=by,
        at=at,
    )
