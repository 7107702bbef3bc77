"""The sample regions as they are written down in `data/`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class SampleRegion:
    """One file of `data/regions`. `raw` is the file; the properties are what the builder asks it."""

    key: str
    raw: dict[str, Any]

    @property
    def code(self) -> str:
        """The region's code."""
        return str(self.raw["code"])

    @property
    def article(self) -> dict[str, Any]:
        """What the published article says."""
        return dict(self.raw["article"])

    @property
    def first_year(self) -> int:
        """The first performance year: the one the article tells of."""
        return int(self.raw["article"]["year"])

    @property
    def opened_at(self) -> datetime:
        """When the operator opened the region: the autumn before its first year."""
        return datetime.combine(date(self.first_year - 1, 10, 1), time(), UTC)

    def years(self, current: int) -> list[int]:
        """The performance years to walk: the article's own and the current one."""
        return sorted({self.first_year, current})

    def goals(self) -> list[dict[str, Any]]:
        """The goals and objectives of the region's plans."""
        return list(performance()["goals"])

    def budget_date(self, year: int) -> date:
        """The day the budget documents of a year were ratified."""
        dates = self.raw["budget_ratified"]
        if year == self.first_year:
            return date.fromisoformat(str(dates["article"]))
        return date.fromisoformat(str(dates["current"])).replace(year=year)


@cache
def regions() -> tuple[SampleRegion, ...]:
    """The sample regions in the order of their codes."""
    found = [
        SampleRegion(path.stem, yaml.safe_load(path.read_text()))
        for path in (DATA / "regions").glob("*.yaml")
    ]
    return tuple(sorted(found, key=lambda region: region.code))


def region(code: str) -> SampleRegion:
    """One sample region. Raises StopIteration for a code that is none."""
    return next(found for found in regions() if found.code == code)


@cache
def units() -> dict[str, dict[str, Any]]:
    """The units that a sample region may have, by code."""
    return dict(yaml.safe_load((DATA / "units.yaml").read_text()))


@cache
def performance() -> dict[str, Any]:
    """Goals, objectives, indicators and names."""
    return dict(yaml.safe_load((DATA / "performance.yaml").read_text()))


def target_in(indicator: dict[str, Any], year: int, *, base_year: int = 2026) -> Decimal | None:
    """The target of an indicator in a year: the base year's, moved by its step for each year between."""
    if "target" not in indicator:
        return None
    return Decimal(indicator["target"]) + Decimal(indicator["step"]) * (year - base_year)
