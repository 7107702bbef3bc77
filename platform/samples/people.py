"""The invented officials and the accounts a visitor may use.

Passwords are made from the installation's secret, so no two installations share one and none is
written down.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import make_password

from core.accounts.models import Role, User
from samples import catalogue, chance
from tenants.registry import area_codes

TITLES = ("S.Sos., M.Si.", "S.E., M.M.", "S.H., M.H.", "S.T., M.T.", "S.IP., M.AP.", "S.Kom.")


def official_name(region_code: str, position: str) -> str:
    """The name of whoever holds a position in a sample region."""
    names = catalogue.performance()["names"]
    first = chance.choose(names["first"], region_code, position, "first")
    last = chance.choose(names["last"], region_code, position, "last")
    return f"{first} {last}, {chance.choose(TITLES, region_code, position, 'title')}"


def password_of(host: str, username: str) -> str:
    """The demo password of an account, such as `contoh-3f9a-71c2-b80d`."""
    said = f"demo/{host}/{username}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()
    return f"contoh-{digest[:4]}-{digest[4:8]}-{digest[8:12]}"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account a visitor may use: `host` is the first label of the address."""

    host: str
    username: str
    roles: tuple[str, ...]
    position: str = ""
    name: str = ""
    province_code: str = ""


REGION_ACCOUNTS = (
    ("pengelola", (Role.STEWARD,), ""),
    ("perencana", (Role.PLANNER,), ""),
    ("kepala.daerah", (Role.HEAD_OF_REGION,), "KDH"),
    ("sekda", (Role.HEAD_OF_UNIT,), "SEKDA"),
    ("inspektur", (Role.HEAD_OF_UNIT, Role.REVIEWER), "INSP-KA"),
    ("kepala.dinkes", (Role.HEAD_OF_UNIT,), "DINKES-KA"),
    ("kabid.dinkes", (Role.OFFICIAL,), "DINKES-KABID"),
)

LINKED = {post: (name, roles) for name, roles, post in REGION_ACCOUNTS if post}
"""The same by position."""
SMALL_ACCOUNTS = tuple(row for row in REGION_ACCOUNTS if row[0] != "kabid.dinkes")
"""Those that a small sample region has."""
ALIKE = "daerah-kecil"
"""The accounts of all small regions have the passwords of this name: hashing is dear on purpose."""

PUBLIC_ACCOUNTS = (
    DemoAccount("konsol", "operator", (Role.OPERATOR,), name="Operator Contoh"),
    DemoAccount("evaluasi", "evaluator", (Role.EVALUATOR,), name="Evaluator Nasional Contoh"),
    DemoAccount(
        "evaluasi",
        "evaluator.jatim",
        (Role.EVALUATOR,),
        name="Evaluator Jawa Timur Contoh",
        province_code="35",
    ),
)


def accounts(small: Iterable[str] = ()) -> list[dict[str, str]]:
    """Every account a visitor may use, as `./run demo --accounts` prints it.

    `small` are the codes of the small sample regions that are there.
    """
    found = [(a.host, "", a.username, a.roles, a.host) for a in PUBLIC_ACCOUNTS]
    for region in catalogue.regions():
        area = area_codes.autonomous_area(region.code)
        found += [(area.slug, area.name, name, r, area.slug) for name, r, _ in REGION_ACCOUNTS]
    for code in small:
        area = area_codes.autonomous_area(code)
        found += [(area.slug, area.name, name, r, ALIKE) for name, r, _ in SMALL_ACCOUNTS]
    return [
        {
            "host": f"{host}.{settings.BASE_HOST}{settings.SITE_PORT}",
            "region": region,
            "role": ", ".join(Role(role).name for role in roles),
            "username": username,
            "password": password_of(secret, username),
        }
        for host, region, username, roles, secret in found
    ]


@cache
def _hashed_alike(username: str) -> str:
    return make_password(password_of(ALIKE, username))


def settle_alike(user: User) -> User:
    """Give an account of a small region the password that its like has everywhere."""
    user.password = _hashed_alike(user.username)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    return user


def add_alike(username: str, *, name: str, roles: list[str]) -> User:
    """An account of a small region."""
    return settle_alike(User.objects.create_user(username, name=name, roles=roles))


def settle(user: User, host: str) -> None:
    """Give a demo account its password; it need not be changed."""
    user.set_password(password_of(host, user.username))
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
