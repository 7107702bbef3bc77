"""A figure: what a target or a realisation is. A number, a percentage, a grade, or yes and no.

A target may be a range of two numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from core.errors import Invalid
from pk.policies import numbers


class Kind(StrEnum):
    """What a figure is. The same names stand in the cascade's `ValueKind`."""

    NUMBER = "NUMBER"
    PERCENT = "PERCENT"
    GRADE = "GRADE"
    YES_NO = "YES_NO"


YES, NO = Decimal(1), Decimal(0)

_PERCENT_WORDS = {"%", "persen", "prosen"}

_YES = {"ya", "tercapai", "sudah", "selesai", "ada", "1"}
_NO = {"tidak", "belum", "belum tercapai", "tidak tercapai", "tidak ada", "0"}
_UNAVAILABLE = {"belum tersedia", "tidak tersedia", "n/a", "na", "bt"}
_RANGE = re.compile(
    r"(.+?)\s*(?:–|—|\bs\.?d\.?(?=\s)|\bs/d\b|\bsampai(?: dengan)?\b|(?<=[\d%])\s*-)\s*(.+)"
)

KNOWN_SCALES: dict[str, tuple[str, ...]] = {
    "opini_bpk": ("TMP", "TW", "WDP", "WTP"),
    "nilai_sakip": ("D", "C", "CC", "B", "BB", "A", "AA"),
}
"""Grades that every region knows, from worst to best."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `low` (to `high`) for numbers, `label` for grades, 1 or 0 for yes or no."""

    kind: str
    low: Decimal | None = None
    high: Decimal | None = None
    label: str = ""

    def __str__(self) -> str:
        return self.printed()

    @property
    def is_range(self) -> bool:
        """Whether the figure is a range with two different ends."""
        return self.high is not None and self.high != self.low

    def printed(self, *, decimals: int | None = None) -> str:
        """The figure as it stands in a document: `1.234,5`, `85%`, `70–80`, `BB`, `Ya`."""
        if self.kind == Kind.GRADE:
            return self.label
        if self.low is None:
            return ""
        if self.kind == Kind.YES_NO:
            return "Ya" if self.low == YES else "Tidak"
        sign = "%" if self.kind == Kind.PERCENT else ""
        low = numbers.print_number(self.low, decimals=decimals)
        if self.high is None or not self.is_range:
            return f"{low}{sign}"
        return f"{low}–{numbers.print_number(self.high, decimals=decimals)}{sign}"

    def with_unit(self, unit: str) -> str:
        """The figure and its unit: `276 orang`, `BB`, and one `%`, be it the figure's or the unit's."""
        printed = self.printed()
        if self.kind != Kind.NUMBER or not printed:
            return printed
        return f"{printed}%" if is_percent(unit) else f"{printed} {unit.strip()}".strip()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: a figure, nothing, or that it does not exist yet. Zero is a figure."""

    figure: Figure | None = None
    unavailable: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether the cell was left blank."""
        return self.figure is None and not self.unavailable


def is_percent(unit: str) -> bool:
    """Whether a unit of measure says per cent and nothing else: `%`, `persen`, `Persen (%)`."""
    words = set(re.findall(r"%|\w+", unit.casefold()))
    return bool(words) and words <= _PERCENT_WORDS


def figure_from(
    kind: str, low: Decimal | None, high: Decimal | None = None, label: str = ""
) -> Figure | None:
    """The figure in a row's columns, or None when they say nothing."""
    if kind == Kind.GRADE:
        return Figure(kind, label=label) if label else None
    return Figure(kind, low, high) if low is not None else None


def parse_figure(
    text: str, *, kind: str, scale: Sequence[str] = (), ranged: bool = False
) -> Figure:
    """The figure that `text` says. Raises Invalid with a sentence when it says none.

    `scale` lists the grades from worst to best; without it the grade must be in a known scale.
    `ranged` allows two ends: `70-80`, `70 s.d. 80`.
    """
    said = " ".join(text.split())
    if not said:
        raise Invalid("Nilai belum diisi.")
    if kind == Kind.GRADE:
        return Figure(kind, label=_grade(said, scale))
    if kind == Kind.YES_NO:
        return Figure(kind, _yes_or_no(said))
    match = _RANGE.fullmatch(said) if ranged else None
    if match is None:
        return Figure(kind, numbers.parse_number(said))
    low, high = numbers.parse_number(match[1]), numbers.parse_number(match[2])
    if low > high:
        raise Invalid(f"“{said}” terbalik: batas bawah lebih besar daripada batas atas.")
    return Figure(kind, low, high)


def read(text: str, *, kind: str, scale: Sequence[str] = (), ranged: bool = False) -> Reading:
    """What a cell says; blank and `belum tersedia` are answers of their own, neither is zero."""
    said = " ".join(text.split())
    if not said:
        return Reading()
    if said.casefold() in _UNAVAILABLE:
        return Reading(unavailable=True)
    return Reading(parse_figure(said, kind=kind, scale=scale, ranged=ranged))


def rank(label: str, scale: Sequence[str]) -> int:
    """The place of a grade on its scale, 1 for the worst. Raises Invalid for a grade not on it.

    A scale of grades that every region knows has its known order, in whatever order it was typed.
    """
    steps = list(scale) or _known_scale(label)
    for known in KNOWN_SCALES.values():
        if set(steps) == set(known):
            steps = list(known)
    if label not in steps:
        raise Invalid(f"“{label}” tidak ada pada skala {', '.join(steps)}.")
    return steps.index(label) + 1


def _grade(said: str, scale: Sequence[str]) -> str:
    steps = list(scale) or _known_scale(said)
    for step in steps:
        if step.casefold() == said.casefold():
            return step
    raise Invalid(f"“{said}” bukan predikat pada skala {', '.join(steps)}.")


def _known_scale(label: str) -> list[str]:
    for steps in KNOWN_SCALES.values():
        if label.upper() in steps:
            return list(steps)
    raise Invalid(f"“{label}” bukan predikat yang dikenal; isi skalanya pada indikator.")


def _yes_or_no(said: str) -> Decimal:
    if said.casefold() in _YES:
        return YES
    if said.casefold() in _NO:
        return NO
    raise Invalid(f"“{said}” tidak dikenali. Tulis Ya atau Tidak.")
