"""The organisation of Kabupaten Malang: five units, six positions, the cast in office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from core.accounts.models import User
from realms.context import required_realm
from tenants.organization.actions.add_official import add_official
from tenants.organization.actions.add_position import add_position
from tenants.organization.actions.add_unit import add_unit
from tenants.organization.actions.appoint import appoint
from tenants.organization.actions.link_account import link_account
from tenants.organization.inputs import OfficialInput, PositionInput, UnitInput
from tenants.organization.models import Appointment, Level, OrgUnit, Position, UnitKind
from tests import cast, remembered

YEAR = 2026
AT = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
IN_OFFICE_SINCE = date(2025, 1, 2)

UNITS = (
    ("KDH", "Kepala Daerah", UnitKind.HEAD_OFFICE, ""),
    ("SETDA", "Sekretariat Daerah", UnitKind.SECRETARIAT, ""),
    ("INSP", "Inspektorat", UnitKind.INSPECTORATE, ""),
    ("DINKES", "Dinas Kesehatan", UnitKind.AGENCY, ""),
    ("KEC-01", "Kecamatan Satu", UnitKind.DISTRICT, ""),
)

POSITIONS = (
    ("KDH", "KDH", "Bupati", Level.HEAD_OF_REGION, None, cast.RATNA),
    ("SEKDA", "SETDA", "Sekretaris Daerah", Level.SECRETARY, "KDH", cast.BIMA),
    ("INSP-KA", "INSP", "Inspektur", Level.UNIT_HEAD, "KDH", cast.WULAN),
    ("DINKES-KA", "DINKES", "Kepala Dinas Kesehatan", Level.UNIT_HEAD, "KDH", cast.SARI),
    ("CAMAT-01", "KEC-01", "Camat Satu", Level.DISTRICT_HEAD, "KDH", cast.YUSUF),
    (
        "DINKES-KABID",
        "DINKES",
        "Kepala Bidang Kesehatan Masyarakat",
        Level.ADMINISTRATOR,
        "DINKES-KA",
        cast.RINA,
    ),
)


@dataclass(frozen=True, slots=True)
class Organization:
    """By their codes; appointments by the code of the position."""

    units: dict[str, OrgUnit]
    positions: dict[str, Position]
    appointments: dict[str, Appointment]


def account(person: cast.Person) -> User:
    """The account of a member of the cast, made if it is not there."""
    remembered.asked_for(person)
    user = User.objects.filter(username=person.username).first()
    if user is None:
        key = person.account_id(required_realm().schema)
        user = User(id=key, username=person.username, name=person.name, roles=list(person.roles))
        user.set_password(cast.PASSWORD)
        user.save(force_insert=True)
    return user


@remembered.remembered
def the_cast_in_office(at: datetime = AT, since: date = IN_OFFICE_SINCE) -> Organization:
    """Units, positions, officials, appointments and accounts, as the steward enters them."""
    dewi = account(cast.DEWI)
    units: dict[str, OrgUnit] = {}
    for order, (code, name, kind, short) in enumerate(UNITS, 1):
        entered = UnitInput(code, name, kind, short, protocol_order=order)
        units[code] = add_unit(entered=entered, by=dewi, at=at)
    positions: dict[str, Position] = {}
    appointments: dict[str, Appointment] = {}
    for order, (code, unit, title, level, superior, person) in enumerate(POSITIONS, 1):
        above = positions[superior] if superior else None
        post = PositionInput(units[unit], code, title, level, above, protocol_order=order)
        positions[code] = add_position(entered=post, by=dewi, at=at)
        official = add_official(entered=OfficialInput(person.name), by=dewi, at=at)
        link_account(official=official, user=account(person), by=dewi, at=at)
        appointments[code] = appoint(
            position=positions[code], official=official, active_from=since, by=dewi, at=at
        )
    return Organization(units, positions, appointments)
