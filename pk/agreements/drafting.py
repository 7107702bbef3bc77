"""What a draft is made of: gathered from organisation, policy and cascade, checked as a whole, then copied.

`gather` only reads. It lists every problem at once, so that nobody mends them one by one.
"""

from dataclasses import dataclass
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
class Material:
    """Everything that goes into one draft, and the problems why it cannot be made."""

    receiver: Appointment
    giver: Appointment | None
    policy: policies.InForce
    planned: list[cascade.PlannedCommitment]
    steps: dict[Any, list[Target]]
    programmes: list[Programme]
    due_on: date | None
    year: int

    @property
    def problems(self) -> list[str]:
        """All that stands in the way of a draft, as half sentences."""
        return [*_parties_missing(self), *_content_missing(self)]


def gather(receiver: Appointment, *, year: int, day: date) -> Material:
    """The material for a draft of `receiver` in `year`, drafted on `day`."""
    policy = policies.policy_on(day)
    position = receiver.position
    giver = (
        organization.holder_of(position.superior, day) if position.superior is not None else None
    )
    planned = cascade.commitments_for(position, year)
    due_on = due_date(receiver, giver, year=year, rules=policy.rules)
    return Material(
        receiver=receiver,
        giver=giver,
        policy=policy,
        planned=planned,
        steps=_steps([p.indicator.id for p in planned], year),
        programmes=cascade.programmes_for(position, year),
        due_on=due_on,
        year=year,
    )


def receivers_without_draft(year: int, day: date) -> list[Appointment]:
    """The region's receivers on `day` for whose position there is no agreement of `year` yet."""
    rules = policies.policy_on(day).rules
    drafted = queries.positions_with_agreement(year)
    return [
        receiver
        for receiver in organization.receivers(rules.signing.receivers, day)
        if receiver.position_id not in drafted
    ]


def due_date(
    receiver: Appointment, giver: Appointment | None, *, year: int, rules: RegionPolicy
) -> date | None:
    """By when it must be signed. None: the day from which it counts is not known yet.

    Below the region's own receivers the giver's deadline for cascading counts, if there is one.
    """
    if giver is not None and receiver.position.level not in rules.signing.receivers:
        above = queries.mandate_in_force(giver, year)
        if above is not None and above.cascade_due_on is not None:
            return above.cascade_due_on
    return deadline_of(rules.deadlines.sign_within, receiver, year)


def deadline_of(deadline: Deadline, receiver: Appointment, year: int) -> date | None:
    """The last day by a deadline that counts from the budget or from the start of the year."""
    start = (
        date(year, 1, 1) if deadline.after == "year_start" else budget_ratified_on(receiver, year)
    )
    return deadlines.due_on(deadline, start=start) if start is not None else None


def budget_ratified_on(receiver: Appointment, year: int) -> date | None:
    """When the budget of the receiver's unit was ratified.

    The head of region answers for all units: without a budget document of his own office the first
    one of the region counts.
    """
    own = cascade.budget_ratified_on(receiver.position.unit, year)
    if own is not None or receiver.position.level != Level.HEAD_OF_REGION:
        return own
    dates = [row.ratified_on for row in cascade.ratified_dates(year).values()]
    return min(dates, default=None)


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


def _parties_missing(material: Material) -> list[str]:
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


def _content_missing(material: Material) -> list[str]:
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
    return [
        Expected(
            receiver=receiver,
            has_agreement=receiver.position_id in drafted,
            problems=[]
            if receiver.position_id in drafted
            else gather(receiver, year=year, day=day).problems,
        )
        for receiver in organization.receivers(rules.signing.receivers, day)
    ]
