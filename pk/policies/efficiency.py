"""Whether results were worth their money: achievement against absorption, both in percent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

WITHIN = Decimal(5)


@dataclass(frozen=True, slots=True)
class Efficiency:
    """The difference in points, the word for it and the rule."""

    difference: Decimal | None
    label: str
    rule: str


def efficiency(percent: Decimal | None, absorption: Decimal | None, name: str) -> Efficiency:
    """The efficiency by the strategy `name`."""
    strategy = STRATEGIES[name]
    if percent is None or absorption is None:
        return Efficiency(None, "belum dapat dihitung", strategy.rule)
    difference = percent - absorption
    return Efficiency(difference, strategy.word(difference), strategy.rule)


@dataclass(frozen=True, slots=True)
class EfficiencyStrategy:
    """A named rule of efficiency."""

    rule: str
    word: Callable[[Decimal], str]


def _difference_5(difference: Decimal) -> str:
    if difference > WITHIN:
        return "efisien"
    return "cukup efisien" if difference >= -WITHIN else "tidak efisien"


def _at_least(difference: Decimal) -> str:
    return "efisien" if difference >= 0 else "kurang efisien"


STRATEGIES: dict[str, EfficiencyStrategy] = {
    "difference-5": EfficiencyStrategy(
        "Capaian dikurangi serapan: lebih dari 5 poin efisien, dalam 5 poin cukup efisien.",
        _difference_5,
    ),
    "at-least": EfficiencyStrategy("Efisien bila capaian tidak kurang dari serapan.", _at_least),
}
