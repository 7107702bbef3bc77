"""Who comes and goes: a newcomer for a position of the cast, with an account."""

from __future__ import annotations

from datetime import date, datetime

from core.accounts.models import User
from tenants.organization.actions.add_official import add_official
from tenants.organization.actions.appoint import appoint
from tenants.organization.actions.end_appointment import end_appointment
from tenants.organization.actions.link_account import link_account
from tenants.organization.inputs import OfficialInput
from tenants.organization.models import Appointment, Position
from tests import cast
from tests.given.organization import AT, account

NALA = cast.Person("nala", "drg. Nala Ayu", ("HEAD_OF_UNIT",))
SENO = cast.Person("seno", "Seno Aji", ("OFFICIAL",))


def newcomer(
    person: cast.Person, position: str, since: date, *, acting: str = "", at: datetime = AT
) -> Appointment:
    """`person`, new in the region, holds the position from `since` and has an account."""
    dewi = account(cast.DEWI)
    official = add_official(entered=OfficialInput(person.name), by=dewi, at=at)
    link_account(official=official, user=account(person), by=dewi, at=at)
    post = Position.objects.get(code=position)
    return appoint(
        position=post, official=official, active_from=since, acting=acting, by=dewi, at=at
    )


def leaves(position: str, on: date, *, at: datetime = AT) -> Appointment:
    """Whoever holds the position has left it by the day `on`."""
    found = Appointment.objects.get(position__code=position, active_to=None)
    return end_appointment(appointment=found, active_to=on, by=account(cast.DEWI), at=at)


def also_holds(
    user: User, position: str, since: date, *, acting: str = "PLT", at: datetime = AT
) -> Appointment:
    """An official with an account takes a second position."""
    post = Position.objects.get(code=position)
    return appoint(
        position=post,
        official=user.official,
        active_from=since,
        acting=acting,
        by=account(cast.DEWI),
        at=at,
    )
