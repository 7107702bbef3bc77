"""What a monthly review looks at: units, money, and every indicator below target with its cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pk.measurement.models import Measurement, Period
from pk.measurement.queries import achievements as standing
from pk.measurement.queries import figures
from pk.measurement.queries.achievements import CommitmentAchievement
from pk.measurement.queries.figures import Absorption, Counts, NotReported, UnitStanding
from pk.policies.achievement import TargetSide


@dataclass(frozen=True, slots=True)
class Lagging:
    """An indicator below target, with what its owner said about it."""

    standing: CommitmentAchievement
    cause: str
    plan: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """The papers of the meeting."""

    counts: Counts
    absorption: Absorption
    units: Sequence[UnitStanding]
    lagging: Sequence[Lagging]
    missing: Sequence[NotReported]


def agenda(period: Period) -> Agenda:
    """The papers for one period."""
    day = figures.today()
    mandates = figures.mandates(period.year, on=day)
    found = standing.standings(mandates, upto=period.number)
    rows = [row for standings in found.values() for row in standings]
    said = {
        m.commitment_id: m
        for m in Measurement.objects.filter(period=period, commitment__agreement__in=mandates)
    }
    lagging = [
        _lagging(row, said.get(row.commitment.id))
        for row in rows
        if row.achievement.side == TargetSide.BELOW
    ]
    lagging.sort(key=lambda row: row.standing.achievement.percent or 0)
    return Agenda(
        counts=figures.counted(rows, period.year, on=day),
        absorption=figures.absorption(period.year, period=period),
        units=figures.by_unit(period.year, period=period),
        lagging=lagging,
        missing=figures.not_reported(period),
    )


def _lagging(row: CommitmentAchievement, measurement: Measurement | None) -> Lagging:
    cause = measurement.cause if measurement else ""
    return Lagging(row, cause, measurement.plan if measurement else "")
