"""One performance year of a sample region, from the drafts to the signatures, by the real acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.accounts.models import User
from core.signing.provider import Credential
from pk.agreements import permissions
from pk.agreements.actions.approve import approve
from pk.agreements.actions.close_ceremony import close_ceremony
from pk.agreements.actions.draft import draft
from pk.agreements.actions.mark_attendance import mark_attendance
from pk.agreements.actions.open_ceremony import open_ceremony
from pk.agreements.actions.plan_ceremony import plan_ceremony
from pk.agreements.actions.sign import sign_proven
from pk.agreements.actions.submit import submit
from pk.agreements.inputs import CeremonyInput
from pk.agreements.models import Agreement
from pk.cascade.actions.ratify_budgets import ratify_budgets
from samples.catalogue import SampleRegion
from samples.organization import Office
from tenants.organization.models import Appointment
from tenants.organization.queries import directory as organization
from tenants.policy.queries import versions as policy
from tenants.registry.tenant import Tenant


@dataclass(frozen=True, slots=True)
class Walk:
    """Who walks which year: `now` is the moment the demonstration is built."""

    region: SampleRegion
    tenant: Tenant
    office: Office
    steward: User
    year: int
    now: datetime

    def moment(self, day: date, hour: int = 9) -> datetime:
        """A time of day in the region's own zone."""
        return datetime.combine(day, time(hour), ZoneInfo(self.tenant.time_zone))

    @property
    def is_article(self) -> bool:
        """Whether this is the year an article tells of."""
        return bool(self.region.article) and self.year == self.region.first_year

    @property
    def is_over(self) -> bool:
        """Whether the year has ended and its last reports are due."""
        return date(self.year + 1, 2, 1) <= self.now.date()

    @property
    def ratified_on(self) -> date:
        """When the year's budget was ratified."""
        return self.region.budget_date(self.year)

    @property
    def ceremony_on(self) -> date:
        """The article's day, or three weeks after the budget."""
        if self.is_article:
            return date.fromisoformat(str(self.region.article["held_on"]))
        return self.ratified_on + timedelta(days=21)


def ratify(walk: Walk) -> None:
    """The budget documents of every unit."""
    if walk.moment(walk.ratified_on) <= walk.now:
        ratify_budgets(
            year=walk.year,
            dates=dict.fromkeys(walk.office.units.values(), walk.ratified_on),
            by=walk.steward,
            at=walk.moment(walk.ratified_on, 15),
        )


def draft_and_approve(walk: Walk) -> list[Agreement]:
    """Every receiver's agreement, drafted, submitted and approved; those that are ready for signing."""
    ready = []
    day = walk.ratified_on + timedelta(days=3)
    rules = policy.policy_on(day).rules
    for receiver in organization.receivers(rules.signing.receivers, day):
        ready.append(approved(walk, receiver, day))
    return ready


def approved(walk: Walk, receiver: Appointment, day: date) -> Agreement:
    """The agreement of one receiver, drafted on a day, submitted, and approved by whoever gives it."""
    agreement = draft(receiver=receiver, year=walk.year, by=walk.steward, at=walk.moment(day))
    agreement = submit(agreement=agreement, by=account_of(receiver), at=walk.moment(day, 10))
    giver = account_of(agreement.giver or receiver)
    later = walk.moment(day + timedelta(days=5), 10)
    return approve(agreement=agreement, by=giver, at=later)


def approve_head_alone(walk: Walk) -> Agreement | None:
    """Only the head of region's agreement of a year, signed: for a year of which no more is told."""
    day = walk.ratified_on + timedelta(days=3)
    head = organization.head_of_region(day)
    if head is None:
        return None
    return sign_as(approved(walk, head, day), head, walk.moment(walk.ceremony_on))


def hold_ceremony(walk: Walk, ready: list[Agreement], *, except_for: set[str]) -> None:
    """The signing event: seats, attendance, signatures, and the end of it."""
    article = walk.region.article if walk.is_article else {}
    entered = CeremonyInput(
        title=article.get("title", f"Penandatanganan Perjanjian Kinerja Tahun {walk.year}"),
        year=walk.year,
        held_on=walk.ceremony_on,
        place=article.get("place", ""),
        agenda=article.get("agenda", ""),
    )
    opening = walk.moment(walk.ceremony_on, 8)
    by = walk.steward
    ceremony = plan_ceremony(entered=entered, by=by, at=opening - timedelta(days=2))
    ceremony = open_ceremony(ceremony=ceremony, by=by, at=opening)
    for seat in ceremony.seats.select_related("agreement__receiver__position"):
        is_away = seat.agreement.receiver.position.code in except_for
        mark_attendance(
            seat=seat,
            present=not is_away,
            absence_reason="Tugas luar daerah (contoh)" if is_away else "",
            by=by,
            at=opening + timedelta(minutes=30),
        )
    _sign(walk, ready, except_for)
    close_ceremony(ceremony=ceremony, by=by, at=walk.moment(walk.ceremony_on, 14))


def _sign(walk: Walk, ready: list[Agreement], except_for: set[str]) -> None:
    """All receivers in protocol order, then the givers: an order that every mode of ceremony allows."""
    at = walk.moment(walk.ceremony_on)
    signed = []
    for agreement in ready:
        if agreement.receiver.position.code not in except_for:
            at += timedelta(minutes=1)
            signed.append(sign_as(agreement, agreement.receiver, at))
    for agreement in signed:
        if agreement.giver is not None:
            at += timedelta(minutes=1)
            sign_as(agreement, agreement.giver, at)


def sign_as(agreement: Agreement, party: Appointment, at: datetime) -> Agreement:
    """The signature of one party, who has proven who they are."""
    return sign_proven(agreement=agreement, proof=Credential(), by=account_of(party), at=at)


def account_of(appointment: Appointment) -> User:
    """The account of whoever holds the appointment."""
    user = appointment.official.user
    if user is None:
        raise LookupError(f"{appointment} has no account")
    return user


def pass_on(walk: Walk) -> None:
    """What the head of a unit hands down where the policy goes that deep; it waits for an answer."""
    day = walk.ceremony_on + timedelta(days=4)
    head = organization.holder_of(walk.office.positions["DINKES-KA"], day)
    receiver = organization.holder_of(walk.office.positions["DINKES-KABID"], day)
    rules = policy.policy_on(day).rules
    if head is None or receiver is None:
        return
    if permissions.may_draft(account_of(head), receiver, rules, day):
        moment = walk.moment(day)
        agreement = draft(receiver=receiver, year=walk.year, by=account_of(head), at=moment)
        submit(agreement=agreement, by=account_of(receiver), at=walk.moment(day, 11))
