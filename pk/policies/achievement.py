"""How much of a target was reached, in percent, and on which side of it the realisation lies.

Decisions where the sources are silent or disagree (printed with the figure, `formula_text`):

* Higher is better: R / T × 100. Lower is better: by policy, form A (2T − R) / T × 100 or form B
  T / R × 100. Form B has no value at R = 0, the best result there is: it is set to 100.
* Never below 0: form A would be negative when R > 2T.
* T = 0 has no ratio: reached is 100, not reached is 0.
* T < 0 (a growth rate may be negative): the distance to the target is measured against |T|, which
  for T > 0 is the same as R / T and form A.
* A range: inside is 100; below it R / lower end; above it mirrored at the upper end.
* Grades: rank / rank on the scale ("ordinal"), or 100 and 0 ("reached").
* Missing is not zero: without a realisation there is no percentage and no side.
* The percentage has two decimals, so that a mean can be recomputed from the printed table. The side
  is decided on the figures themselves: 99,996% is below target although it prints as 100,00.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pk.policies import numbers, values
from pk.policies.values import Figure, Kind
from tenants.policy.schema import AchievementRules

HUNDRED = Decimal(100)
REVIEW_ABOVE = Decimal(120)
REVIEW_BELOW = Decimal(75)


class Direction(StrEnum):
    """Which way is better. The same names stand in the cascade's `Direction`."""

    HIGHER = "HIGHER"
    LOWER = "LOWER"
    RANGE = "RANGE"


class TargetSide(StrEnum):
    """Where a realisation lies. ABOVE is better than the target, whichever way that is."""

    BELOW = "BELOW"
    EQUAL = "EQUAL"
    ABOVE = "ABOVE"


class Flag(StrEnum):
    """Why a person should look again."""

    NONE = ""
    MISSING = "MISSING"
    LOW = "LOW"
    HIGH = "HIGH"


FLAG_SENTENCES = {
    Flag.NONE: "",
    Flag.MISSING: "Belum ada realisasi.",
    Flag.LOW: "Capaian di bawah 75%: perlu penjelasan.",
    Flag.HIGH: "Capaian di atas 120%: periksa kewajaran target.",
}


@dataclass(frozen=True, slots=True)
class Achievement:
    """The percentage of a target that was reached, with the rule it was computed by."""

    percent: Decimal | None
    formula_text: str
    flag: Flag
    side: TargetSide | None = None

    @property
    def flag_sentence(self) -> str:
        """The flag, in words."""
        return FLAG_SENTENCES[self.flag]


def achievement(
    direction: str,
    target: Figure,
    realisation: Figure | None,
    rules: AchievementRules,
    *,
    scale: Sequence[str] = (),
) -> Achievement:
    """The achievement of `target`; `scale` lists an indicator's grades from worst to best."""
    formula = formula_of(direction, target, rules)
    if realisation is None:
        return Achievement(None, formula, Flag.MISSING)
    if target.kind == Kind.GRADE:
        percent, side = _grade(target, realisation, rules, scale)
    elif target.kind == Kind.YES_NO:
        reached = _number(realisation.low) >= _number(target.low)
        percent, side = (HUNDRED, TargetSide.EQUAL) if reached else (Decimal(0), TargetSide.BELOW)
    else:
        end, way, side = _end(direction, target, _number(realisation.low))
        number = _number(realisation.low)
        percent = HUNDRED if side == TargetSide.EQUAL else _ratio(way, end, number, rules)
    percent = numbers.round_half_up(max(percent, Decimal(0)))
    return Achievement(percent, formula, _flag(percent), side)


def formula_of(direction: str, target: Figure, rules: AchievementRules) -> str:
    """The rule in words, as it is printed beside the figure."""
    if target.kind == Kind.GRADE:
        ordinal = rules.grade_ratio == "ordinal"
        return "peringkat R / peringkat T × 100" if ordinal else "tercapai 100, tidak tercapai 0"
    if target.kind == Kind.YES_NO:
        return "tercapai 100, tidak tercapai 0"
    if direction == Direction.RANGE or target.is_range:
        return "di dalam rentang 100; di luar rentang menurut batas terdekat"
    return _formula_of_number(direction, target, rules)


def _formula_of_number(direction: str, target: Figure, rules: AchievementRules) -> str:
    if target.low == 0:
        return "T = 0: tercapai 100, tidak tercapai 0"
    if target.low is not None and target.low < 0:
        sign = "−" if direction == Direction.LOWER else "+"
        return f"100 {sign} (R − T) / |T| × 100"
    if direction == Direction.HIGHER:
        return "R / T × 100"
    if rules.lower_is_better == "form_a":
        return "(2T − R) / T × 100"
    return "T / R × 100; R = 0 ditetapkan 100"


def side_sentence(
    direction: str,
    target: Figure,
    realisation: Figure | None,
    *,
    unit: str = "",
    scale: Sequence[str] = (),
) -> str:
    """Where the realisation lies, as a sentence: `di bawah target 4,2 poin`."""
    if realisation is None:
        return "belum dilaporkan"
    if target.kind == Kind.YES_NO:
        return "tercapai" if _number(realisation.low) >= _number(target.low) else "belum tercapai"
    if target.kind == Kind.GRADE:
        steps = values.rank(realisation.label, scale) - values.rank(target.label, scale)
        if steps == 0:
            return "sesuai target"
        return f"{abs(steps)} tingkat di {'atas' if steps > 0 else 'bawah'} target"
    value = _number(realisation.low)
    end, _, side = _end(direction, target, value)
    if side == TargetSide.EQUAL:
        return "di dalam rentang target" if target.is_range else "sesuai target"
    return _distance_sentence(direction, target, value - end, side, unit)


def _distance_sentence(
    direction: str, target: Figure, distance: Decimal, side: TargetSide, unit: str
) -> str:
    measure = "poin" if target.kind == Kind.PERCENT or values.is_percent(unit) else unit
    amount = f"{numbers.print_number(abs(distance))} {measure}".strip()
    if direction == Direction.LOWER:
        if side == TargetSide.ABOVE:
            return f"lebih baik: {amount} lebih rendah dari target"
        return f"belum mencapai target: {amount} lebih tinggi"
    what = "rentang target" if target.is_range or direction == Direction.RANGE else "target"
    return f"di {'atas' if distance > 0 else 'bawah'} {what} {amount}"


def _end(direction: str, target: Figure, value: Decimal) -> tuple[Decimal, str, TargetSide]:
    """The end of the target that counts, the way it is compared, and the side of `value`."""
    low = _number(target.low)
    high = low if target.high is None else target.high
    if low <= value <= high:
        return low, direction, TargetSide.EQUAL
    if direction == Direction.HIGHER:
        return (
            (low, direction, TargetSide.BELOW)
            if value < low
            else (high, direction, TargetSide.ABOVE)
        )
    if direction == Direction.LOWER:
        return (
            (high, direction, TargetSide.BELOW)
            if value > high
            else (low, direction, TargetSide.ABOVE)
        )
    way = Direction.HIGHER if value < low else Direction.LOWER
    return (low if value < low else high), way, TargetSide.BELOW


def _ratio(way: str, target: Decimal, value: Decimal, rules: AchievementRules) -> Decimal:
    """The percentage by the formula, not yet floored at 0."""
    better = value >= target if way == Direction.HIGHER else value <= target
    if target == 0:
        return HUNDRED if better else Decimal(0)
    if way == Direction.HIGHER:
        return HUNDRED + (value - target) * HUNDRED / abs(target)
    if rules.lower_is_better == "form_a" or target < 0:
        return HUNDRED + (target - value) * HUNDRED / abs(target)
    return target * HUNDRED / value if value > 0 else HUNDRED


def _grade(
    target: Figure, realisation: Figure, rules: AchievementRules, scale: Sequence[str]
) -> tuple[Decimal, TargetSide]:
    wanted, got = values.rank(target.label, scale), values.rank(realisation.label, scale)
    side = (
        TargetSide.EQUAL
        if got == wanted
        else TargetSide.ABOVE
        if got > wanted
        else TargetSide.BELOW
    )
    if rules.grade_ratio == "reached":
        return (Decimal(0) if side == TargetSide.BELOW else HUNDRED), side
    return got * HUNDRED / wanted, side


def _flag(percent: Decimal) -> Flag:
    if percent > REVIEW_ABOVE:
        return Flag.HIGH
    return Flag.LOW if percent < REVIEW_BELOW else Flag.NONE


def _number(value: Decimal | None) -> Decimal:
    """The number of a figure that has one; a figure of another kind is a programming error."""
    if value is None:
        raise TypeError("a numeric figure without a number")
    return value
