"""The invented officials and the accounts a visitor may use.

Passwords are made from the installation's secret, so no two installations share one and none is
written down.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings

from config.demo import catalogue, chance
from core.accounts.models import Role, User
from tenants.registry import codes

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


def accounts() -> list[dict[str, str]]:
    """Every account a visitor may use, as `./run demo --accounts` prints it."""
    found = [(account.host, "", account.username, account.roles) for account in PUBLIC_ACCOUNTS]
    for region in catalogue.regions():
        area = codes.autonomous_area(region.code)
        found += [(area.slug, area.name, name, roles) for name, roles, _ in REGION_ACCOUNTS]
    return [
        {
            "host": f"{host}.{settings.BASE_HOST}{settings.SITE_PORT}",
            "region": region,
            "role": ", ".join(Role(role).name for role in roles),
            "username": username,
            "password": password_of(host, username),
        }
        for host, region, username, roles in found
    ]


def settle(user: User, host: str) -> None:
    """Give a demo account its password; it need not be changed."""
    user.set_password(password_of(host, user.username))
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
