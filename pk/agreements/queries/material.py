"""What a draft is made of: gathered from organisation, policy and cascade, checked as a whole, then copied.

`gather` only reads. It lists every problem at once, so that nobody mends them one by one.
"""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from pk.agreements.queries import deadlines, mandates
from pk.cascade.models import Programme, Target
from pk.cascade.queries import plans as cascade
from tenants.organization.models import Appointment, Level
from tenants.organization.queries import directory as organization
from tenants.policy.queries import versions as policies


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
    last_days = deadlines.deadlines_of(year, policy.rules)
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
                due_on=last_days.due_date(receiver, giver),
                year=year,
            )
        )
    return found


def receivers_without_draft(year: int, day: date) -> list[Appointment]:
    """The region's receivers on `day` for whose position there is no agreement of `year` yet."""
    rules = policies.policy_on(day).rules
    drafted = mandates.positions_with_agreement(year)
    return [
        receiver
        for receiver in organization.receivers(rules.signing.receivers, day)
        if receiver.position_id not in drafted
    ]


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
    drafted = mandates.positions_with_agreement(year)
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
