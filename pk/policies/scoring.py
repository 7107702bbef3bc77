"""From answers to a score: exact, in Decimal, rounded once at the end to the two decimals that are printed.

A part is worth its weight times the value of its answer. Where criteria are scored one by one, the
value is the mean of their answers. The grade is that of the printed score.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pk.policies import grades, numbers
from pk.policies.grades import Grade
from pk.policies.lke import Component, SubComponent, Template

Answers = Mapping[str, str | Mapping[str, str]]
"""By the code of the part: its answer, or the answers to its criteria."""

NEEDS_NOTE = frozenset({"AA", "A"})
_STEPS = ((75, "B"), (50, "CC"), (25, "C"), (0, "D"))


@dataclass(frozen=True, slots=True)
class Result:
    """The total, its grade, and the points of each part; parts without an answer are listed."""

    score: Decimal
    grade: Grade
    points: Mapping[str, Decimal]
    unanswered: tuple[str, ...]

    def of(self, component: Component) -> Decimal:
        """The points of a component."""
        return sum((self.points[part.code] for part in component.parts), Decimal(0))


def result(template: Template, answers: Answers) -> Result:
    """The result of some answers; what is not answered earns nothing and is listed."""
    exact = {part.code: _points(part, answers.get(part.code, "")) for part in template.parts}
    total = sum((points for points in exact.values() if points is not None), Fraction(0))
    score = _rounded(total)
    return Result(
        score=score,
        grade=grades.grade_of(score),
        points={code: _rounded(points or Fraction(0)) for code, points in exact.items()},
        unanswered=tuple(code for code, points in exact.items() if points is None),
    )


def highest_supported(met: int, total: int) -> str:
    """The best answer that a checklist supports by itself: BB when all is met, E when nothing is."""
    if total and met == total:
        return "BB"
    share = Decimal(met) * 100 / total if total else Decimal(0)
    return next((answer for above, answer in _STEPS if share > above), "E")


def _points(part: SubComponent, answer: str | Mapping[str, str]) -> Fraction | None:
    if isinstance(answer, str):
        return _worth(answer) * Fraction(part.weight) / 100 if answer else None
    given = [answer.get(criterion.code, "") for criterion in part.criteria]
    if not all(given):
        return None
    mean = sum((_worth(each) for each in given), Fraction(0)) / len(given)
    return mean * Fraction(part.weight) / 100


def _worth(answer: str) -> Fraction:
    return Fraction(grades.ANSWERS[answer])


def _rounded(value: Fraction) -> Decimal:
    return numbers.round_half_up(Decimal(value.numerator) / Decimal(value.denominator))
