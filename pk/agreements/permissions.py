"""May this person? Pairs of `check_may_x` (raises, with a sentence) and `may_x` (answers).

Whether the thing stands in a state that allows it is asked in `rules.py`.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.accounts.models import Role, User
from core.errors import NotAllowed, NotNow
from pk.agreements import states
from pk.agreements.models import Agreement, AgreementState, PartySide
from tenants.organization.models import Appointment, Level
from tenants.policy.schema import RegionPolicy

SEES_ALL = (Role.HEAD_OF_REGION, Role.STEWARD, Role.PLANNER, Role.REVIEWER)


def sees_all(user: User) -> bool:
    """Whether the account reads every agreement of the region."""
    return user.has_role(*SEES_ALL)


def serves(user: User, appointment: Appointment, day: date) -> bool:
    """Whether the account is that of the official who holds this appointment on `day`."""
    return appointment.official.user_id == user.id and appointment.serves_on(day)


def parts(user: User, agreement: Agreement, day: date) -> frozenset[str]:
    """The parts that the account plays in this agreement."""
    played = set()
    if serves(user, agreement.receiver, day):
        played.add(states.SOLE if agreement.is_sole else states.RECEIVER)
    if agreement.giver is not None and serves(user, agreement.giver, day):
        played.add(states.GIVER)
    return frozenset(played)


def check_may_move(user: User, agreement: Agreement, target: str, day: date) -> str:
    """The audit sentence of the step to `target`. Raises NotNow or NotAllowed."""
    return states.AGREEMENT.check(agreement.state, target, parts(user, agreement, day)).sentence


def may_move(user: User, agreement: Agreement, target: str, day: date) -> bool:
    """Whether the account may take the agreement to `target` now."""
    return target in states.AGREEMENT.targets(agreement.state, parts(user, agreement, day))


@dataclass(frozen=True, slots=True)
class Pen:
    """Who signs: the side, the state that follows, and the name and title as the document has them."""

    side: str
    target: str
    official_id: UUID
    name: str
    title: str
    sentence: str


def check_may_sign(user: User, agreement: Agreement, day: date) -> Pen:
    """The signature that this account may set now. Raises NotNow or NotAllowed."""
    played = parts(user, agreement, day)
    if not played:
        raise NotAllowed("Hanya para pihak yang menandatangani perjanjian ini.")
    if agreement.state == AgreementState.APPROVED and states.GIVER in played and len(played) == 1:
        raise NotNow("Penerima amanah menandatangani lebih dahulu.")
    side = (
        PartySide.GIVER if agreement.state == AgreementState.RECEIVER_SIGNED else PartySide.RECEIVER
    )
    target = (
        AgreementState.RECEIVER_SIGNED
        if side == PartySide.RECEIVER and not agreement.is_sole
        else AgreementState.IN_FORCE
    )
    row = states.AGREEMENT.check(agreement.state, target, played)
    if side == PartySide.GIVER and agreement.giver is not None:
        official, name, title = (
            agreement.giver.official_id,
            agreement.giver_name,
            agreement.giver_title,
        )
    else:
        official = agreement.receiver.official_id
        name, title = agreement.receiver_name, agreement.receiver_title
    return Pen(side, target, official, name, title, row.sentence)


def may_sign(user: User, agreement: Agreement, day: date) -> bool:
    """The same as an answer."""
    try:
        check_may_sign(user, agreement, day)
    except (NotAllowed, NotNow):
        return False
    return True


def check_may_draft(user: User, appointment: Appointment, rules: RegionPolicy, day: date) -> None:
    """The steward drafts for the region's receivers; below them the policy says who."""
    level = appointment.position.level
    if level in rules.signing.receivers:
        if not user.has_role(Role.STEWARD):
            raise NotAllowed("Rancangan bagi jenjang ini disiapkan oleh Bagian Organisasi.")
        return
    if rules.cascade.below_unit_head == "none":
        raise NotAllowed("Kebijakan daerah tidak menurunkan perjanjian ke jenjang ini.")
    depth = list(Level.values)
    if depth.index(level) > depth.index(rules.cascade.deepest_level):
        raise NotAllowed("Kebijakan daerah tidak menurunkan perjanjian sampai jenjang ini.")
    if rules.cascade.below_unit_head == "central":
        if not user.has_role(Role.STEWARD):
            raise NotAllowed("Rancangan bagi jenjang ini disiapkan oleh Bagian Organisasi.")
        return
    if not leads(user, appointment, day):
        raise NotAllowed("Rancangan bagi jenjang ini disiapkan oleh atasan langsungnya.")


def leads(user: User, appointment: Appointment, day: date) -> bool:
    """Whether the account holds the position directly above."""
    if appointment.position.superior_id is None:
        return False
    above = Appointment.objects.filter(position_id=appointment.position.superior_id)
    return above.serving(on=day).filter(official__user=user).exists()


def leads_anyone(user: User, day: date) -> bool:
    """Whether any position stands directly below one that the account holds."""
    held = Appointment.objects.serving(on=day).filter(official__user=user)
    return held.filter(position__subordinates__isnull=False).exists()


def may_draft(user: User, appointment: Appointment, rules: RegionPolicy, day: date) -> bool:
    """The same as an answer."""
    try:
        check_may_draft(user, appointment, rules, day)
    except NotAllowed:
        return False
    return True


def check_may_edit(user: User, agreement: Agreement, day: date) -> None:
    """The parties and the steward keep a draft true to the plan."""
    if user.has_role(Role.STEWARD):
        return
    if not parts(user, agreement, day):
        raise NotAllowed("Rancangan ini hanya dapat diubah oleh para pihak dan Bagian Organisasi.")


def check_may_amend(user: User) -> None:
    """A revision is opened by the owner of the process."""
    if not may_amend(user):
        raise NotAllowed("Perjanjian perubahan dibuka oleh Bagian Organisasi.")


def may_amend(user: User) -> bool:
    """The same as an answer."""
    return user.has_role(Role.STEWARD)


def check_may_run_ceremony(user: User) -> None:
    """The ceremony is run by the steward."""
    if not may_run_ceremony(user):
        raise NotAllowed("Acara penandatanganan diatur oleh Bagian Organisasi.")


def may_run_ceremony(user: User) -> bool:
    """The same as an answer."""
    return user.has_role(Role.STEWARD)
