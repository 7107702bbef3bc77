"""How the periods of a year make one figure, and how many indicators make one mean.

A sum of the periods reported is compared with the targets of those periods, never with the whole
year's unless the year is over or no period has a target of its own; the basis is said with it.
A grade cannot be added or averaged: its last position counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pk.policies import numbers, values
from pk.policies.achievement import Achievement, TargetSide
from pk.policies.values import Figure, Kind


class Aggregation(StrEnum):
    """How periods make a year. The same names stand in the cascade's `Aggregation`."""

    LAST = "LAST"
    SUM = "SUM"
    AVERAGE = "AVERAGE"
    HIGHEST = "HIGHEST"
    LOWEST = "LOWEST"


class Basis(StrEnum):
    """Which target a figure is compared with."""

    PERIODS = "PERIODS"
    YEAR = "YEAR"


BASIS_WORDS = {
    Basis.PERIODS: "target periode yang sudah dilaporkan",
    Basis.YEAR: "target setahun",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was reached so far, and the target it is fair to compare it with."""

    realisation: Figure | None
    target: Figure
    basis: Basis


@dataclass(frozen=True, slots=True)
class Tally:
    """How many indicators lie on which side of their targets. Stands beside every mean."""

    below: int = 0
    equal: int = 0
    above: int = 0
    missing: int = 0

    @property
    def total(self) -> int:
        """All indicators, reported or not."""
        return self.below + self.equal + self.above + self.missing

    @property
    def reported(self) -> int:
        """Those with a realisation."""
        return self.total - self.missing


def realised(how: str, series: Mapping[int, Figure], *, scale: Sequence[str] = ()) -> Figure | None:
    """One figure from the periods reported (`{number: figure}`), or None when there are none."""
    if not series:
        return None
    last = series[max(series)]
    if how == Aggregation.LAST:
        return last
    if last.kind in (Kind.GRADE, Kind.YES_NO):
        return _of_labels(how, list(series.values()), last, scale)
    figures = [f.low for f in series.values() if f.low is not None]
    made = {
        Aggregation.SUM: sum(figures, Decimal(0)),
        Aggregation.AVERAGE: sum(figures, Decimal(0)) / len(figures),
        Aggregation.HIGHEST: max(figures),
        Aggregation.LOWEST: min(figures),
    }[Aggregation(how)]
    if how == Aggregation.AVERAGE:
        made = numbers.round_half_up(made, numbers.MOST_DECIMALS)
    return Figure(last.kind, made)


def compared(
    how: str,
    series: Mapping[int, Figure],
    *,
    year_target: Figure,
    period_targets: Mapping[int, Figure],
    scale: Sequence[str] = (),
) -> Comparison:
    """What was reached in the periods of `series` and the target to compare it with.

    `period_targets` are those of the same kind of period as `series`; it may be empty.
    """
    realisation = realised(how, series, scale=scale)
    targets = {n: period_targets[n] for n in series if n in period_targets}
    if not series or len(targets) < len(series):
        return Comparison(realisation, year_target, Basis.YEAR)
    target = realised(how, targets, scale=scale)
    if target is None or (how == Aggregation.LAST and target.kind != year_target.kind):
        return Comparison(realisation, year_target, Basis.YEAR)
    return Comparison(realisation, target, Basis.PERIODS)


def tally(achievements: Iterable[Achievement]) -> Tally:
    """The counts below, equal, above and missing."""
    sides = [a.side for a in achievements]
    return Tally(
        below=sides.count(TargetSide.BELOW),
        equal=sides.count(TargetSide.EQUAL),
        above=sides.count(TargetSide.ABOVE),
        missing=sides.count(None),
    )


def mean(percents: Iterable[Decimal | None], cap: int | None) -> Decimal | None:
    """The mean of what is known, each percentage capped first; None when nothing is known."""
    known = [p if cap is None else min(p, Decimal(cap)) for p in percents if p is not None]
    if not known:
        return None
    return numbers.round_half_up(sum(known, Decimal(0)) / len(known))


def mean_rule(cap: int | None) -> str:
    """The rule of the mean, as it is printed beside it."""
    if cap is None:
        return "Rata-rata tanpa batas atas; yang belum dilaporkan tidak ikut dihitung."
    return (
        f"Rata-rata dengan batas atas {cap}% per indikator; "
        "yang belum dilaporkan tidak ikut dihitung."
    )


def _of_labels(how: str, figures: list[Figure], last: Figure, scale: Sequence[str]) -> Figure:
    if how not in (Aggregation.HIGHEST, Aggregation.LOWEST):
        return last
    choose = max if how == Aggregation.HIGHEST else min
    if last.kind == Kind.YES_NO:
        return choose(figures, key=lambda f: f.low or Decimal(0))
    return choose(figures, key=lambda f: values.rank(f.label, scale))
