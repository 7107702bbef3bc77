"""May this person? Whether the thing stands in a state that allows it is asked by the tables."""

from __future__ import annotations

from datetime import date

from core.accounts.models import Role, User
from core.errors import NotAllowed
from pk.evaluation import states
from pk.evaluation.models import ClauseCase, ScoreSheet
from tenants.organization import hierarchy

SEES_ALL = (Role.HEAD_OF_REGION, Role.STEWARD, Role.PLANNER, Role.REVIEWER)
RUNS = (Role.STEWARD, Role.REVIEWER)


def parts(user: User, sheet: ScoreSheet, day: date) -> frozenset[str]:
    """The parts that the account plays in the evaluation of a unit."""
    played = set()
    if answers_for(user, sheet, day):
        played.add(states.UNIT)
    if user.has_role(Role.REVIEWER):
        played.add(states.REVIEWER)
    if user.has_role(Role.HEAD_OF_REGION):
        played.add(states.HEAD_OF_REGION)
    return frozenset(played)


def answers_for(user: User, sheet: ScoreSheet, day: date) -> bool:
    """Whether the account heads the unit; for the region itself the steward answers."""
    if sheet.unit_id is None:
        return user.has_role(Role.STEWARD)
    return sheet.unit_id in hierarchy.headed_by(user, on=day)


def may_read(user: User, sheet: ScoreSheet, day: date) -> bool:
    """Those who run the cycle, and whoever answers for the unit."""
    return user.has_role(*SEES_ALL) or answers_for(user, sheet, day)


def may_read_case(user: User, case: ClauseCase) -> bool:
    """The head of region, the steward, the reviewer, and the official whom it is about."""
    if user.has_role(Role.HEAD_OF_REGION, Role.STEWARD, Role.REVIEWER):
        return True
    return case.agreement.receiver.official.user_id == user.id


def check_may_open(user: User) -> None:
    """Sheets are opened by the steward or the reviewer."""
    if not user.has_role(*RUNS):
        raise NotAllowed("Lembar evaluasi dibuka oleh Bagian Organisasi atau Inspektorat.")


def check_may_record_result(user: User) -> None:
    """A result published by somebody else is recorded by the steward."""
    if not user.has_role(Role.STEWARD):
        raise NotAllowed("Hasil evaluasi dari luar dicatat oleh Bagian Organisasi.")


def check_may_review(user: User) -> None:
    """The reviewer scores and recommends."""
    if not user.has_role(Role.REVIEWER):
        raise NotAllowed("Penilaian dilakukan oleh Inspektorat.")


def check_may_check_clauses(user: User) -> None:
    """Whether conditions are met is looked up by those who run the cycle; nothing is decided by it."""
    if not user.has_role(Role.HEAD_OF_REGION, Role.STEWARD, Role.REVIEWER):
        raise NotAllowed("Klausul diperiksa oleh Bagian Organisasi atau Inspektorat.")


def check_may_decide(user: User) -> None:
    """Only the head of region decides a case and ends an improvement period."""
    if not user.has_role(Role.HEAD_OF_REGION):
        raise NotAllowed("Klausul diputuskan oleh kepala daerah.")
