"""May this person? Whether the thing stands in a state that allows it is asked in `rules.py`.

Who reports is whoever holds the position that made the promise on that day, so that a successor
carries on; a superior is whoever holds the position that received it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.accounts.models import Role, User
from core.errors import NotAllowed
from pk.agreements.models import Agreement
from pk.measurement import states
from tenants.organization import hierarchy
from tenants.organization.queries import directory as organization

SEES_ALL = (Role.HEAD_OF_REGION, Role.STEWARD, Role.PLANNER, Role.REVIEWER)
LEADS = (Role.HEAD_OF_REGION, Role.STEWARD)


@dataclass(frozen=True, slots=True)
class Held:
    """The positions that an account holds on a day, and the units it heads with all below them."""

    positions: frozenset[UUID]
    units: frozenset[UUID]


def held_by(user: User, day: date) -> Held:
    """What the account holds; asked once for a whole list."""
    appointments = organization.appointments_of(user, day)
    heads = user.has_role(Role.HEAD_OF_UNIT)
    return Held(
        frozenset(a.position_id for a in appointments),
        hierarchy.units_of(user, on=day) if heads else frozenset(),
    )


def parts(
    user: User, agreement: Agreement, day: date, *, held: Held | None = None
) -> frozenset[str]:
    """The parts that the account plays in the measurement of an agreement."""
    held = held or held_by(user, day)
    played = set()
    if agreement.receiver.position_id in held.positions:
        played.add(states.RECEIVER)
    if agreement.giver is not None and agreement.giver.position_id in held.positions:
        played.add(states.SUPERIOR)
    if user.has_role(Role.STEWARD):
        played.add(states.STEWARD)
    return frozenset(played)


def check_may_report(user: User, agreement: Agreement, day: date) -> None:
    """Only the holder of the receiving position reports."""
    if states.RECEIVER not in parts(user, agreement, day):
        raise NotAllowed("Realisasi hanya dilaporkan oleh penerima amanah.")


def may_report(user: User, agreement: Agreement, day: date) -> bool:
    """The same as an answer."""
    return states.RECEIVER in parts(user, agreement, day)


def may_read(user: User, agreement: Agreement, day: date, *, held: Held | None = None) -> bool:
    """Those who run the cycle, the two sides, and the head of the receiver's unit."""
    held = held or held_by(user, day)
    if user.has_role(*SEES_ALL) or parts(user, agreement, day, held=held):
        return True
    return agreement.receiver.position.unit_id in held.units


def check_may_run_periods(user: User) -> None:
    """Periods are made, closed and opened again by the steward."""
    if not user.has_role(Role.STEWARD):
        raise NotAllowed("Periode pengukuran diatur oleh Bagian Organisasi.")


def check_may_review(user: User) -> None:
    """The monthly review is recorded by the head of region or the steward."""
    if not user.has_role(*LEADS):
        raise NotAllowed("Hasil rapat dicatat oleh kepala daerah atau Bagian Organisasi.")
