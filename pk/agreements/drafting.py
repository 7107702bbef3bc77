"""What a draft is made of: gathered from organisation, policy and cascade, checked as a whole, then copied.

`gather` only reads. It lists every problem at once, so that nobody mends them one by one.
"""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from pk.agreements import queries
from pk.agreements.models import (
    ActionTarget,
    Agreement,
    BudgetLine,
    Clause,
    Commitment,
    Companion,
)
from pk.cascade import queries as cascade
from pk.cascade.models import Programme, Target
from pk.policies import clauses, deadlines
from tenants.organization import queries as organization
from tenants.organization.models import Appointment, Level
from tenants.policy import queries as policies
from tenants.policy.schema import Deadline, RegionPolicy


@dataclass(frozen=True, slots=True)
class Ground:
    """On what a draft would stand, and the problems why it cannot be made."""

    receiver: Appointment
    giver: Appointment | None
    policy: policies.InForce
    planned: list[cascade.PlannedCommitment]
    due_on: date | None
    year: int

    @property
    def problems(self) -> list[str]:
        """All that stands in the way of a draft, as half sentences."""
        return [*_parties_missing(self), *_content_missing(self)]


@dataclass(frozen=True, slots=True)
class Material(Ground):
    """Everything that goes into one draft."""

    steps: dict[Any, list[Target]]
    programmes: list[Programme]


def gather(receiver: Appointment, *, year: int, day: date) -> Material:
    """The material for a draft of `receiver` in `year`, drafted on `day`."""
    ground = grounds([receiver], year=year, day=day)[0]
    return Material(
        **{field.name: getattr(ground, field.name) for field in fields(ground)},
        steps=_steps([p.indicator.id for p in ground.planned], year),
        programmes=cascade.programmes_for(receiver.position, year),
    )


def grounds(receivers: list[Appointment], *, year: int, day: date) -> list[Ground]:
    """On what a draft of each receiver would stand, in a number of queries that does not grow."""
    policy = policies.policy_on(day)
    positions = [receiver.position for receiver in receivers]
    superiors = [position.superior for position in positions if position.superior is not None]
    givers = organization.holders(superiors, day)
    planned = cascade.commitments_of(positions, year)
    clock = clock_of(year, policy.rules)
    found = []
    for receiver in receivers:
        superior = receiver.position.superior
        giver = givers.get(superior) if superior is not None else None
        found.append(
            Ground(
                receiver=receiver,
                giver=giver,
                policy=policy,
                planned=planned[receiver.position_id],
                due_on=clock.due_date(receiver, giver),
                year=year,
            )
        )
    return found


def receivers_without_draft(year: int, day: date) -> list[Appointment]:
    """The region's receivers on `day` for whose position there is no agreement of `year` yet."""
    rules = policies.policy_on(day).rules
    drafted = queries.positions_with_agreement(year)
    return [
        receiver
        for receiver in organization.receivers(rules.signing.receivers, day)
        if receiver.position_id not in drafted
    ]


@dataclass(frozen=True, slots=True)
class Clock:
    """By when agreements of `year` must be signed under `rules`."""

    year: int
    rules: RegionPolicy
    days: cascade.BudgetDays

    def due_date(self, receiver: Appointment, giver: Appointment | None) -> date | None:
        """The last day. None: the day from which it counts is not known yet.

        Below the region's own receivers the giver's deadline for cascading counts, if there is one.
        """
        if giver is not None and receiver.position.level not in self.rules.signing.receivers:
            above = queries.mandate_in_force(giver, self.year)
            if above is not None and above.cascade_due_on is not None:
                return above.cascade_due_on
        return self.deadline_of(self.rules.deadlines.sign_within, receiver)

    def deadline_of(self, deadline: Deadline, receiver: Appointment) -> date | None:
        """The last day by a deadline that counts from the budget or from the start of the year."""
        start = (
            date(self.year, 1, 1) if deadline.after == "year_start" else self._ratified_on(receiver)
        )
        return deadlines.due_on(deadline, start=start) if start is not None else None

    def _ratified_on(self, receiver: Appointment) -> date | None:
        """When the budget of the receiver's unit was ratified.

        The head of region answers for all units: without a budget document of his own office the
        first one of the region counts.
        """
        own = self.days.of(receiver.position.unit_id)
        if own is not None or receiver.position.level != Level.HEAD_OF_REGION:
            return own
        return self.days.first


def clock_of(year: int, rules: RegionPolicy) -> Clock:
    """The clock of a year."""
    return Clock(year=year, rules=rules, days=cascade.budget_days(year))


def write(agreement: Agreement, material: Material) -> None:
    """Copy the material under `agreement`, replacing what was copied before."""
    for rows in (agreement.commitments, agreement.budget_lines, agreement.clauses):
        rows.all().delete()
    agreement.companions.all().delete()
    for order, planned in enumerate(material.planned, start=1):
        commitment = Commitment.objects.create(
            agreement=agreement, order=order, **_commitment(planned)
        )
        ActionTarget.objects.bulk_create(
            ActionTarget(
                commitment=commitment, period=t.period, low=t.low, high=t.high, label=t.label
            )
            for t in material.steps.get(planned.indicator.id, [])
        )
    BudgetLine.objects.bulk_create(
        BudgetLine(
            agreement=agreement,
            programme=programme,
            order=order,
            name=programme.name,
            ceiling_rupiah=programme.ceiling_rupiah,
            remark=programme.fund_source,
        )
        for order, programme in enumerate(material.programmes, start=1)
    )
    level = material.receiver.position.level
    chosen = [c for c in material.policy.rules.clauses if level in c.applies_to]
    Clause.objects.bulk_create(
        Clause(
            agreement=agreement,
            order=order,
            kind=clause.kind,
            terms=clause.model_dump(mode="json"),
            text=clauses.text_of(clause),
        )
        for order, clause in enumerate(chosen, start=1)
    )
    Companion.objects.bulk_create(
        Companion(agreement=agreement, kind=kind)
        for kind in material.policy.rules.documents.companions
    )


def name_parties(agreement: Agreement, material: Material) -> None:
    """Copy the names and titles of both parties as they are now."""
    for side, appointment in (("receiver", material.receiver), ("giver", material.giver)):
        setattr(agreement, side, appointment)
        if appointment is None:
            continue
        setattr(agreement, f"{side}_name", appointment.official.name)
        setattr(agreement, f"{side}_title", appointment.printed_title)
        setattr(agreement, f"{side}_rank", appointment.official.rank)
        setattr(agreement, f"{side}_nip", appointment.official.nip)


def _commitment(planned: cascade.PlannedCommitment) -> dict[str, Any]:
    indicator, target = planned.indicator, planned.target
    return {
        "indicator": indicator,
        "objective": planned.node.statement,
        "indicator_name": indicator.name,
        "unit_of_measure": indicator.unit_of_measure,
        "value_kind": indicator.value_kind,
        "direction": indicator.direction,
        "decimals": indicator.decimals,
        "target_low": target.low if target else None,
        "target_high": target.high if target else None,
        "target_label": target.label if target else "",
    }


def _steps(indicators: list[Any], year: int) -> dict[Any, list[Target]]:
    found: dict[Any, list[Target]] = {}
    for target in Target.objects.filter(
        indicator_id__in=indicators, year=year, period__gt=0
    ).order_by("period"):
        found.setdefault(target.indicator_id, []).append(target)
    return found


def _parties_missing(material: Ground) -> list[str]:
    found = []
    position = material.receiver.position
    if position.superior is None and position.level != Level.HEAD_OF_REGION:
        found.append("jabatan ini belum mempunyai atasan langsung")
    if position.superior is not None and material.giver is None:
        found.append(f"jabatan atasan, {position.superior.title}, sedang kosong")
    if not material.policy.rules.signing.acting_may_sign:
        found += [
            f"{party.printed_title} tidak boleh menjadi pihak menurut kebijakan daerah"
            for party in (material.receiver, material.giver)
            if party is not None and party.is_acting
        ]
    return found


def _content_missing(material: Ground) -> list[str]:
    year = material.year
    found = []
    if not material.planned:
        found.append(f"belum ada indikator yang menjadi tanggung jawab jabatan ini pada {year}")
    found += [
        f"indikator “{p.indicator.name}” belum mempunyai target {year}"
        for p in material.planned
        if p.target is None
    ]
    if material.due_on is None:
        found.append(f"tanggal pengesahan anggaran {year} belum dicatat")
    return found


@dataclass(frozen=True, slots=True)
class Expected:
    """One receiver of a year before drafting: an agreement already, or what is still missing."""

    receiver: Appointment
    has_agreement: bool
    problems: list[str]


def preview(year: int, day: date) -> list[Expected]:
    """Every receiver of the region on `day`, in protocol order, with what stands in the way."""
    rules = policies.policy_on(day).rules
    drafted = queries.positions_with_agreement(year)
    receivers = organization.receivers(rules.signing.receivers, day)
    waiting = [receiver for receiver in receivers if receiver.position_id not in drafted]
    problems = {g.receiver.id: g.problems for g in grounds(waiting, year=year, day=day)}
    return [
        Expected(
            receiver=receiver,
            has_agreement=receiver.position_id in drafted,
            problems=problems.get(receiver.id, []),
        )
        for receiver in receivers
    ]
