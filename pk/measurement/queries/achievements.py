"""Where each commitment of an agreement stands: computed when asked, never stored over what was reported.

A figure belongs to the position and the indicator, not to a version of the agreement: what was
reported before an amendment or by a predecessor counts on, against the target of the last valid
agreement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from django.db.models import Prefetch

from core.charts.bullet import Bullet, bullet
from pk.agreements.models import ActionTarget, Agreement, Commitment
from pk.measurement import states
from pk.measurement.models import Measurement
from pk.policies import achievement, aggregation, scales, values
from pk.policies.achievement import Achievement, Direction, TargetSide
from pk.policies.aggregation import Comparison
from pk.policies.values import Figure, Kind
from tenants.policy.schema import AchievementRules, RegionPolicy

BETTER = {Direction.HIGHER: "higher", Direction.LOWER: "lower", Direction.RANGE: "inside"}
SIDE_TONES = {
    TargetSide.BELOW: "bad",
    TargetSide.EQUAL: "good",
    TargetSide.ABOVE: "good",
    None: "neutral",
}
SIDE_WORDS = {
    TargetSide.BELOW: "Di bawah target",
    TargetSide.EQUAL: "Sesuai target",
    TargetSide.ABOVE: "Melampaui target",
    None: "Belum dilaporkan",
}


@dataclass(frozen=True)
class CommitmentAchievement:
    """One commitment: what was reported period by period, and what that makes against its target."""

    commitment: Commitment
    agreement: Agreement
    series: Mapping[int, Figure]
    comparison: Comparison | None
    achievement: Achievement
    rules: AchievementRules

    @property
    def side_word(self) -> str:
        """The side, in words."""
        return SIDE_WORDS[self.achievement.side]

    @property
    def tone(self) -> str:
        """How the side is shown, beside its word."""
        return SIDE_TONES[self.achievement.side]

    @property
    def year_target(self) -> Figure | None:
        """The target as it was promised."""
        return target_of(self.commitment)

    @property
    def year_target_text(self) -> str:
        """The same, with its unit of measure."""
        target = self.year_target
        return target.with_unit(self.commitment.unit_of_measure) if target else ""

    @property
    def realisation(self) -> Figure | None:
        """What was reached so far."""
        return self.comparison.realisation if self.comparison else None

    @property
    def target(self) -> Figure | None:
        """What it is compared with."""
        return self.comparison.target if self.comparison else None

    @property
    def basis(self) -> str:
        """Which target that is, in words."""
        return aggregation.BASIS_WORDS[self.comparison.basis] if self.comparison else ""

    @property
    def band(self) -> scales.Band | None:
        """The category on the region's scale."""
        return scales.SCALES[self.rules.scale].band_of(self.achievement.percent)

    @cached_property
    def sentence(self) -> str:
        """Where the realisation lies: `di bawah target 4,2 poin`."""
        if self.comparison is None:
            return "belum ada target"
        return achievement.side_sentence(
            self.commitment.direction,
            self.comparison.target,
            self.comparison.realisation,
            unit=self.commitment.unit_of_measure,
            scale=self.commitment.indicator.scale,
        )

    @property
    def remark(self) -> str:
        """What the sentence says beyond the word of the side that it is read behind."""
        word, said = self.side_word, self.sentence
        return said[len(word) :].strip() if said.casefold().startswith(word.casefold()) else said

    @cached_property
    def chart(self) -> str:
        """The bullet, or nothing for what has no axis."""
        target = self.target
        if target is None or target.low is None or target.kind in (Kind.GRADE, Kind.YES_NO):
            return ""
        value = self.realisation.low if self.realisation else None
        name = self.commitment.indicator_name
        return bullet(
            Bullet(
                title=f"{name}: {self.sentence}",
                target=target.low,
                value=value,
                target_to=target.high,
                better=BETTER[Direction(self.commitment.direction)],
                tone=self.tone,
            )
        )


def target_of(commitment: Commitment) -> Figure | None:
    """The year's target of a commitment."""
    return values.figure_from(
        commitment.value_kind,
        commitment.target_low,
        commitment.target_high,
        commitment.target_label,
    )


def figure_of(measurement: Measurement, kind: str) -> Figure | None:
    """What a measurement says, or None when it is blank or unavailable."""
    return values.figure_from(kind, measurement.value, None, measurement.label)


def standings(
    agreements: Iterable[Agreement], *, upto: int | None = None
) -> dict[UUID, list[CommitmentAchievement]]:
    """The standings of each agreement, by its id, from the periods up to number `upto`."""
    agreements = list(agreements)
    commitments = _commitments(agreements)
    series = _series(agreements, upto)
    rules = _rules(agreements)
    found: dict[UUID, list[CommitmentAchievement]] = {a.id: [] for a in agreements}
    for agreement in agreements:
        for commitment in commitments[agreement.id]:
            key = (agreement.receiver.position_id, agreement.year, commitment.indicator_id)
            standing = _standing(commitment, agreement, series[key], rules[agreement.policy_id])
            found[agreement.id].append(standing)
    return found


def _standing(
    commitment: Commitment,
    agreement: Agreement,
    figures: Mapping[int, Figure],
    rules: AchievementRules,
) -> CommitmentAchievement:
    target = target_of(commitment)
    if target is None:
        nothing = Achievement(None, "", achievement.Flag.MISSING)
        return CommitmentAchievement(commitment, agreement, figures, None, nothing, rules)
    indicator = commitment.indicator
    comparison = aggregation.compared(
        indicator.aggregation,
        figures,
        year_target=target,
        period_targets=_steps(commitment),
        scale=indicator.scale,
    )
    made = achievement.achievement(
        commitment.direction,
        comparison.target,
        comparison.realisation,
        rules,
        scale=indicator.scale,
    )
    return CommitmentAchievement(commitment, agreement, figures, comparison, made, rules)


def _steps(commitment: Commitment) -> dict[int, Figure]:
    steps = {
        step.period: values.figure_from(commitment.value_kind, step.low, step.high, step.label)
        for step in commitment.steps.all()
    }
    return {number: figure for number, figure in steps.items() if figure is not None}


def _commitments(agreements: list[Agreement]) -> dict[UUID, list[Commitment]]:
    rows = (
        Commitment.objects.filter(agreement__in=agreements)
        .select_related("indicator")
        .prefetch_related(Prefetch("steps", ActionTarget.objects.order_by("period")))
        .order_by("order")
    )
    found: dict[UUID, list[Commitment]] = defaultdict(list)
    for row in rows:
        found[row.agreement_id].append(row)
    return found


def _series(
    agreements: list[Agreement], upto: int | None
) -> dict[tuple[UUID, int, UUID], dict[int, Figure]]:
    """What was reported, by position, year and indicator; a later version's figure wins."""
    rows = Measurement.objects.filter(
        commitment__agreement__receiver__position__in={a.receiver.position_id for a in agreements},
        period__year__in={a.year for a in agreements},
        state__in=states.COUNTED,
    )
    if upto is not None:
        rows = rows.filter(period__number__lte=upto)
    found: dict[tuple[UUID, int, UUID], dict[int, Figure]] = defaultdict(dict)
    for row in rows.select_related("commitment__agreement__receiver", "period").order_by(
        "commitment__agreement__version", "reported_at"
    ):
        figure = figure_of(row, row.commitment.value_kind)
        if figure is not None:
            receiver = row.commitment.agreement.receiver
            key = (receiver.position_id, row.period.year, row.commitment.indicator_id)
            found[key][row.period.number] = figure
    return found


def _rules(agreements: list[Agreement]) -> dict[UUID, AchievementRules]:
    versions = {a.policy_id: a.policy for a in agreements}
    return {
        key: RegionPolicy.model_validate(version.values).achievement
        for key, version in versions.items()
    }


def percents(rows: Iterable[CommitmentAchievement]) -> list[Decimal | None]:
    """The percentages, missing ones included."""
    return [row.achievement.percent for row in rows]
