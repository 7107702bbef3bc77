"""Agreements of the cast in any state, reached by the real acts.

agreement = agreement_at(State.APPROVED)              # dr. Sari's, approved by Bupati Ratna
agreement = agreement_at(State.IN_FORCE, receiver=cast.RATNA)   # the head of region's own
"""

from __future__ import annotations

from datetime import date, datetime

from core.accounts.models import User
from pk.agreements.actions import (
    approve,
    draft,
    give_back,
    open_ceremony,
    plan_ceremony,
    sign,
    submit,
)
from pk.agreements.inputs import CeremonyInput
from pk.agreements.models import Agreement, AgreementState, Ceremony
from pk.cascade.models import CascadeNode
from tenants.organization.models import Appointment
from tenants.policy.presets import PRESETS
from tenants.policy.schema import RegionPolicy
from tests import cast
from tests.given import cascade as given_cascade
from tests.given.organization import AT, YEAR, account
from tests.remembered import remembered

SOMEONE_ABOVE = {
    cast.SARI.username: cast.RATNA,
    cast.BIMA.username: cast.RATNA,
    cast.WULAN.username: cast.RATNA,
    cast.YUSUF.username: cast.RATNA,
    cast.RINA.username: cast.SARI,
}


def ready(rules: RegionPolicy | None = None, *, preset: str = "standar") -> None:
    """Organisation, policy, cascade, targets and budget of 2026, unless they are there."""
    if not CascadeNode.objects.exists():
        given_cascade.ready_for_agreements(rules, preset=preset)


ALL_HEADS = ["HEAD_OF_REGION", "SECRETARY", "UNIT_HEAD", "DISTRICT_HEAD"]


def ceremony_rules(mode: str, **signing: object) -> RegionPolicy:
    """The standard policy with this way of signing, for all heads, and a mandate further below."""
    standard = PRESETS["standar"].rules
    changed = {**standard.signing.model_dump(), "receivers": ALL_HEADS, "ceremony": mode, **signing}
    below = {**standard.cascade.model_dump(), "deepest_level": "ADMINISTRATOR"}
    return RegionPolicy.model_validate(
        {**standard.model_dump(), "signing": changed, "cascade": below}
    )


def appointment_of(person: cast.Person) -> Appointment:
    """The appointment of a member of the cast."""
    return Appointment.objects.select_related(
        "position__unit", "position__superior", "official"
    ).get(position__code=person.position, active_to=None)


def drafter_for(person: cast.Person) -> cast.Person:
    """Who drafts: the steward for the region's receivers, the superior below them."""
    return cast.SARI if person == cast.RINA else cast.DEWI


def drafted(person: cast.Person = cast.SARI, *, at: datetime = AT) -> Agreement:
    """A draft for one receiver."""
    return draft.draft(
        receiver=appointment_of(person), year=YEAR, by=account(drafter_for(person)), at=at
    )


@remembered
def agreement_at(
    state: str,
    *,
    receiver: cast.Person = cast.SARI,
    rules: RegionPolicy | None = None,
    preset: str = "standar",
    at: datetime = AT,
) -> Agreement:
    """The agreement of `receiver` for 2026, taken to `state` by those who may."""
    ready(rules, preset=preset)
    return walked(drafted(receiver, at=at), receiver, state, at=at)


def walked(
    agreement: Agreement, receiver: cast.Person, state: str, *, at: datetime = AT
) -> Agreement:
    """A draft of `receiver`, taken to `state`."""
    me, above = account(receiver), account(SOMEONE_ABOVE.get(receiver.username, receiver))
    for step, leads_to in (
        (lambda a: a, AgreementState.DRAFT),
        (lambda a: submit.submit(agreement=a, by=me, at=at), AgreementState.SUBMITTED),
        (lambda a: _returned(a, above, state, at), AgreementState.RETURNED),
        (lambda a: approve.approve(agreement=a, by=above, at=at), AgreementState.APPROVED),
        (lambda a: signed(a, me, at), AgreementState.RECEIVER_SIGNED),
        (lambda a: signed(a, above, at), AgreementState.IN_FORCE),
    ):
        agreement = step(agreement)
        if state == leads_to:
            return agreement
    return agreement


def signed(agreement: Agreement, user: User, at: datetime = AT) -> Agreement:
    """The agreement with the signature of `user`."""
    return sign.sign(agreement=agreement, credential=cast.PASSWORD, by=user, at=at)


def _returned(agreement, above, state, at):  # type: ignore[no-untyped-def]
    if state != AgreementState.RETURNED:
        return agreement
    return give_back.give_back(
        agreement=agreement, reason="Target terlalu rendah.", by=above, at=at
    )


def ceremony_input() -> CeremonyInput:
    """The ceremony of 28 January 2026 in the hall."""
    return CeremonyInput(
        YEAR, "Penandatanganan Perjanjian Kinerja 2026", date(2026, 1, 28), "Ruang Anusapati"
    )


@remembered
def planned_ceremony(*, at: datetime = AT) -> Ceremony:
    """The ceremony as Dewi plans it."""
    return plan_ceremony.plan_ceremony(entered=ceremony_input(), by=account(cast.DEWI), at=at)


@remembered
def opened_ceremony(*, at: datetime = AT) -> Ceremony:
    """The ceremony, running."""
    return opened(planned_ceremony(at=at), at=at)


def opened(ceremony: Ceremony, *, at: datetime = AT) -> Ceremony:
    """A planned ceremony, running."""
    return open_ceremony.open_ceremony(ceremony=ceremony, by=account(cast.DEWI), at=at)
