"""What an evaluator may choose on the comparison page; wrong words fall back to the default."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from core.errors import NotFound
from reporting.comparison.queries import map_classes
from reporting.publishing.measures import MEASURES
from tenants.registry.models import RegionKind


@dataclass(frozen=True, slots=True)
class Choice:
    """A comparison as its address says it: every view of it can be linked, printed and exported."""

    year: int
    measure: str
    kind: str
    province: str
    sort: str
    descending: bool
    everyone: bool

    @classmethod
    def of(cls, query: QueryDict, years: list[int], first_year: Callable[[], int]) -> Choice:
        """Read the address; without a year it is what `first_year` answers.

        A year of which nothing is released is not found.
        """
        year = query.get("tahun", "")
        if year and (not year.isdecimal() or int(year) not in years):
            raise NotFound
        measure = query.get("ukuran", "sakip")
        mappable = {measure.key for measure in map_classes.mappable()}
        sort = query.get("urut", "")
        return cls(
            year=int(year) if year else first_year(),
            measure=measure if measure in mappable else "sakip",
            kind=query.get("jenis", "") if query.get("jenis", "") in RegionKind.values else "",
            province=query.get("provinsi", ""),
            sort=sort.removeprefix("-") if sort.removeprefix("-") in MEASURES else "",
            descending=sort.startswith("-"),
            everyone=query.get("semua", "") == "1",
        )

    def address(self, **changes: str) -> str:
        """The query string of this choice with some words changed."""
        words = {
            "tahun": str(self.year),
            "ukuran": self.measure,
            "jenis": self.kind,
            "provinsi": self.province,
            "urut": f"-{self.sort}" if self.descending and self.sort else self.sort,
            "semua": "1" if self.everyone else "",
        }
        return "?" + urlencode({key: value for key, value in (words | changes).items() if value})

    def sorted_by(self, measure: str) -> str:
        """The address that sorts by `measure`; a second click turns the order round."""
        again = self.sort == measure and self.descending
        return self.address(urut=measure if again else f"-{measure}")
