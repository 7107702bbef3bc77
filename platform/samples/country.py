"""The small sample regions: all of the code list that have a government and no file of their own.

What a region gets follows from its code and the year of the clock, so it is the same everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import yaml

from pk.policies.grades import grade_of
from samples import catalogue, chance
from samples.catalogue import DATA, SampleRegion
from tenants.registry import area_codes


@dataclass(frozen=True, slots=True)
class SmallRegion(SampleRegion):
    """A region without an article: a few units and indicators, mostly of the current year alone."""

    current: int

    @property
    def article(self) -> dict[str, Any]:
        """Nothing has been published about it here."""
        return {}

    @property
    def first_year(self) -> int:
        """Last year."""
        return self.current - 1

    def years(self, current: int) -> list[int]:
        """The current year, and the one before where the head of region signed for it."""
        return [current - 1, current] if signs(self.code, "last") else [current]

    def goals(self) -> list[dict[str, Any]]:
        """The goals of which the region has an objective, with those objectives alone."""
        found = []
        for goal in SampleRegion.goals(self):
            kept = [o for o in goal["objectives"] if o["key"] in plan()["objectives"]]
            if kept:
                found.append({**goal, "objectives": kept})
        return found

    def budget_date(self, year: int) -> date:
        """One of the usual days in January."""
        return date.fromisoformat(f"{year}-{chance.choose(plan()['ratified'], self.code, year)}")


@cache
def plan() -> dict[str, Any]:
    """What a small region has, as it is written down."""
    return dict(yaml.safe_load((DATA / "country.yaml").read_text()))


def codes_of_all() -> list[str]:
    """The codes of all small regions, in their order."""
    told = {region.code for region in catalogue.regions()}
    return [a.code for a in area_codes.areas().values() if a.is_autonomous and a.code not in told]


def region(code: str, current: int) -> SmallRegion:
    """The small region of a code, as it looks in the year `current`."""
    area = area_codes.autonomous_area(code)
    first = current - 1
    raw = {
        "code": code,
        "preset": chance.choose(plan()["presets"], code, "preset"),
        "plans": [
            {"title": plan()["plan"].format(name=area.name), "first": first, "last": first + 4}
        ],
        "units": plan()["units"],
        "districts": [],
        "weak_unit": "",
        "history": [_grade(code, year, since=first - 1) for year in (first - 1, first)],
    }
    return SmallRegion(area.slug, raw, current)


def _grade(code: str, year: int, *, since: int) -> dict[str, Any]:
    """A made-up score of a year and its grade: most lie around the middle and rise a little."""
    score = plan()["score"]
    swing = sum(chance.number(code, "score", throw, below=score["spread"]) for throw in range(3))
    rise = sum(
        chance.number(code, "step", later, below=score["step"]) - score["step"] // 4
        for later in range(since + 1, year + 1)
    )
    hundredths = max(score["low"], score["middle"] + swing - 3 * score["spread"] // 2 + rise)
    value = Decimal(min(hundredths, 9900)) / 100
    return {"year": year, "score": str(value), "grade": grade_of(value).code}


def drafts(code: str, year: int) -> int:
    """How many agreements of a year are drafted and wait for a signature."""
    return 1 + chance.number(code, "drafts", year, below=plan()["drafts"])


def signs(code: str, year: str) -> bool:
    """Whether the head of region signed for the `last` year or signs for `this` one.

    A signature is made and printed for real, which takes the time of a whole small region: so
    every province signs, and few of the others.
    """
    return len(code) == 2 or chance.number(code, "signs", year, below=100) < plan()["signs"][year]
