"""The sample region's units, positions and officials, entered as its steward would."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.accounts.models import Role, User
from samples import catalogue, people
from samples.catalogue import SampleRegion
from tenants.organization.actions.add_official import add_official
from tenants.organization.actions.add_position import add_position
from tenants.organization.actions.add_unit import add_unit
from tenants.organization.actions.appoint import appoint
from tenants.organization.actions.give_account import give_account
from tenants.organization.actions.link_account import link_account
from tenants.organization.actions.load_workbook import load_workbook
from tenants.organization.inputs import OfficialInput, PositionInput, UnitInput
from tenants.organization.models import ActingKind, Level, Official, OrgUnit, Position, UnitKind
from tenants.organization.workbook.rows import (
    OfficialRow,
    OrganizationRows,
    PositionRow,
    UnitRow,
)
from tenants.registry.tenant import Tenant

SINCE = date(2013, 1, 2)


@dataclass(frozen=True, slots=True)
class Office:
    """The units and positions that were entered, by code."""

    units: dict[str, OrgUnit]
    positions: dict[str, Position]


@dataclass(frozen=True, slots=True)
class Post:
    """A position to be entered."""

    code: str
    unit: str
    title: str
    level: Level
    superior: str = "KDH"


def enter(region: SampleRegion, tenant: Tenant, *, by: User, at: datetime) -> Office:
    """Units, positions, officials, appointments and accounts of a sample region."""
    units = {"KDH": _unit("KDH", tenant.head_title, UnitKind.HEAD_OFFICE, 0, by=by, at=at)}
    posts = [_top(tenant)]
    for order, code in enumerate(region.raw["units"], 1):
        facts_of = catalogue.units()[code]
        units[code] = _unit(
            code, facts_of["name"], facts_of["kind"], order, short=facts_of["short"], by=by, at=at
        )
        posts.append(_head(code, facts_of))
    posts += _around_the_secretary(region)
    for order, name in enumerate(region.raw["districts"], 1):
        code = f"KEC-{order:02}"
        units[code] = _unit(code, f"Kecamatan {name}", UnitKind.DISTRICT, 60 + order, by=by, at=at)
        posts.append(Post(f"CAMAT-{order:02}", code, f"Camat {name}", Level.DISTRICT_HEAD))
    posts.append(
        Post(
            "DINKES-KABID",
            "DINKES",
            "Kepala Bidang Kesehatan Masyarakat",
            Level.ADMINISTRATOR,
            "DINKES-KA",
        )
    )
    positions: dict[str, Position] = {}
    for order, post in enumerate(posts):
        positions[post.code] = add_position(
            entered=PositionInput(
                units[post.unit], post.code, post.title, post.level,
                positions[post.superior] if post.superior else None, order,
            ),
            by=by,
            at=at,
        )  # fmt: skip
        _take_office(region, tenant, positions[post.code], by=by, at=at)
    return Office(units, positions)


def load(region: SampleRegion, tenant: Tenant, *, by: User, at: datetime) -> Office:
    """The same of a small region, from a workbook; only listed accounts are made, and linked."""
    units = [UnitRow(0, "KDH", tenant.head_title, UnitKind.HEAD_OFFICE, protocol_order=0)]
    posts = [_top(tenant)]
    for order, code in enumerate(region.raw["units"], 1):
        unit = catalogue.units()[code]
        row = UnitRow(order, code, unit["name"], unit["kind"], unit["short"], protocol_order=order)
        units.append(row)
        posts.append(_head(code, unit))
    rows = OrganizationRows(
        tuple(units),
        tuple(
            PositionRow(order, post.code, post.title, post.unit, post.level, post.superior, order)
            for order, post in enumerate(posts)
        ),
        tuple(
            OfficialRow(order, name, position=post.code, active_from=SINCE)
            for order, (post, name) in enumerate(zip(posts, _names(region, posts), strict=True))
        ),
    )
    load_workbook(rows=rows, by=by, at=at)
    for position in Position.objects.filter(code__in=people.LINKED):
        username, roles = people.LINKED[position.code]
        holder = Official.objects.get(appointments__position=position)
        user = people.add_alike(username, name=holder.name, roles=list(roles))
        link_account(official=holder, user=user, by=by, at=at)
    return Office(
        {unit.code: unit for unit in OrgUnit.objects.all()},
        {p.code: p for p in Position.objects.select_related("unit").order_by("protocol_order")},
    )


def _names(region: SampleRegion, posts: list[Post]) -> list[str]:
    """The holders' names, no two alike."""
    found: list[str] = []
    for post in posts:
        name = people.official_name(region.code, post.code)
        while name in found:
            name = people.official_name(region.code, f"{post.code}/{name}")
        found.append(name)
    return found


def _top(tenant: Tenant) -> Post:
    title = f"{tenant.head_title} {_bare(tenant)}"
    return Post("KDH", "KDH", title, Level.HEAD_OF_REGION, "")


def _unit(
    code: str, name: str, kind: str, order: int, *, short: str = "", by: User, at: datetime
) -> OrgUnit:
    entered = UnitInput(code, name, kind, short, None, order)
    return add_unit(entered=entered, by=by, at=at)


def _head(code: str, unit: dict[str, Any]) -> Post:
    title = unit.get("head", f"Kepala {unit['name']}")
    level = Level(unit.get("level", "UNIT_HEAD"))
    return Post(unit.get("position", f"{code}-KA"), code, title, level)


def _around_the_secretary(region: SampleRegion) -> list[Post]:
    """Assistants and expert staff, where the article counts them."""
    fields = (
        "Pemerintahan dan Kesejahteraan Rakyat",
        "Perekonomian dan Pembangunan",
        "Administrasi Umum",
    )
    subjects = (
        "Pemerintahan, Hukum dan Politik",
        "Ekonomi, Pembangunan dan Keuangan",
        "Kemasyarakatan dan Sumber Daya Manusia",
    )
    assistants = [
        Post(f"ASISTEN-{n}", "SETDA", f"Asisten {fields[n - 1]}", Level.ASSISTANT, "SEKDA")
        for n in range(1, region.raw.get("assistants", 0) + 1)
    ]
    experts = [
        Post(f"AHLI-{n}", "SETDA", f"Staf Ahli Bidang {subjects[n - 1]}", Level.EXPERT)
        for n in range(1, region.raw.get("experts", 0) + 1)
    ]
    return assistants + experts


def _take_office(
    region: SampleRegion, tenant: Tenant, position: Position, *, by: User, at: datetime
) -> None:
    """The holder of a position; in the weak unit the head left and a Plt. has taken over."""
    holder = add_official(
        entered=OfficialInput(people.official_name(region.code, position.code)), by=by, at=at
    )
    listed = {post: (name, roles) for name, roles, post in people.REGION_ACCOUNTS if post}
    username, roles = listed.get(
        position.code, (position.code.lower().replace("-", "."), _roles(position))
    )
    account = give_account(official=holder, username=username, roles=list(roles), by=by, at=at)
    if position.code in listed:
        people.settle(account.user, tenant.slug)
    is_acting = position.code == f"{region.raw['weak_unit']}-KA"
    appoint(
        position=position,
        official=holder,
        active_from=SINCE,
        acting=ActingKind.PLT if is_acting else ActingKind.DEFINITIVE,
        by=by,
        at=at,
    )


def _roles(position: Position) -> tuple[str, ...]:
    if position.level in (Level.UNIT_HEAD, Level.DISTRICT_HEAD, Level.SECRETARY):
        return (Role.HEAD_OF_UNIT,)
    return (Role.OFFICIAL,)


def _bare(tenant: Tenant) -> str:
    return tenant.name.removeprefix("Kabupaten ").removeprefix("Kota ").removeprefix("Provinsi ")
