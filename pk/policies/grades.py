"""The seven grades of a SAKIP score. The lower bound is exclusive: 80,00 is BB, 80,01 is A."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core.errors import Invalid


@dataclass(frozen=True, slots=True)
class Grade:
    """A predikat: above `above` up to the next one's bound."""

    code: str
    above: Decimal
    label: str
    measured_down_to: str = ""


GRADES: tuple[Grade, ...] = (
    Grade("AA", Decimal(90), "Sangat Memuaskan", "individu"),
    Grade("A", Decimal(80), "Memuaskan", "eselon IV, pengawas atau subkoordinator"),
    Grade("BB", Decimal(70), "Sangat Baik", "eselon III atau koordinator"),
    Grade("B", Decimal(60), "Baik", "eselon II atau unit kerja"),
    Grade("CC", Decimal(50), "Cukup (Memadai)"),
    Grade("C", Decimal(30), "Kurang"),
    Grade("D", Decimal(0), "Sangat Kurang"),
)
"""From best to worst. The table prints D as "> 0 – 30"; a score of 0 is put in D here."""

BY_CODE = {grade.code: grade for grade in GRADES}

ANSWERS: dict[str, Decimal] = {
    "AA": Decimal(100),
    "A": Decimal(90),
    "BB": Decimal(80),
    "B": Decimal(70),
    "CC": Decimal(60),
    "C": Decimal(50),
    "D": Decimal(30),
    "E": Decimal(0),
}
"""What an answer to a part of the LKE is worth, in percent of the part's weight."""


def grade_of(score: Decimal) -> Grade:
    """The grade of a score of 0 to 100. Raises Invalid outside of it."""
    if not 0 <= score <= 100:
        raise Invalid("Nilai SAKIP berada di antara 0 dan 100.")
    return next((g for g in GRADES if score > g.above), GRADES[-1])


def at_most(code: str, threshold: str) -> bool:
    """Whether grade `code` is `threshold` or worse."""
    order = [grade.code for grade in GRADES]
    return order.index(code) >= order.index(threshold)
