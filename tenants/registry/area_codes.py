"""The official list of areas, and what a region's names are made from.

`data/wilayah-id.csv` holds the level 1 and 2 codes of the Ministry of Home Affairs. Six areas of
Jakarta are administrative: they have no government of their own and cannot be a region.
"""

from __future__ import annotations

import csv
import functools
import itertools
from dataclasses import dataclass
from pathlib import Path

from django.utils.text import slugify

from core.errors import Invalid
from tenants.registry.models import RegionKind, TimeZone

LIST = Path(__file__).parent / "data" / "wilayah-id.csv"

_PREFIX = {RegionKind.PROVINCE: "prov", RegionKind.REGENCY: "kab", RegionKind.CITY: "kota"}
_ADMINISTRATIVE = "Administrasi "
_SHORT_NAMES = {
    "Daerah Khusus Ibukota Jakarta": "DKI Jakarta",
    "Daerah Istimewa Yogyakarta": "DI Yogyakarta",
}

# Which province keeps which time is recalled from Keppres 41/1987, not read in a source; the
# operator can correct it when opening a region.
_WITA = frozenset(["51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"])
_WIT = frozenset(["81", "82", "91", "92", "93", "94", "95", "96"])


@dataclass(frozen=True, slots=True)
class Area:
    """One row of the list. `name` is the full name: Provinsi, Kabupaten or Kota …"""

    code: str
    name: str
    kind: RegionKind
    province_code: str

    @property
    def is_autonomous(self) -> bool:
        """Whether the area has a government of its own."""
        return _ADMINISTRATIVE not in self.name

    @property
    def schema(self) -> str:
        """The name of the region's schema and database role: r3507."""
        return "r" + self.code.replace(".", "")

    @property
    def slug(self) -> str:
        """The proposed address: kab-malang, kota-malang, prov-jawa-timur."""
        bare = self.name.removeprefix(f"{self.kind.label} ")
        return slugify(f"{_PREFIX[self.kind]}-{_SHORT_NAMES.get(bare, bare)}")

    @property
    def time_zone(self) -> TimeZone:
        """The time zone of its province."""
        if self.province_code in _WIT:
            return TimeZone.WIT
        return TimeZone.WITA if self.province_code in _WITA else TimeZone.WIB


@functools.cache
def areas() -> dict[str, Area]:
    """Every area by its code, in the order of the codes."""
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = [_read(row) for row in csv.DictReader(file)]
    return {area.code: area for area in sorted(rows, key=lambda area: area.code)}


def _read(row: dict[str, str]) -> Area:
    kind = RegionKind(row["type"])
    # The list names provinces without the word; kabupaten and kota carry theirs.
    name = f"{kind.label} {row['name']}" if kind == RegionKind.PROVINCE else row["name"]
    return Area(row["code"], name, kind, row["province_code"] or row["code"])


def autonomous_area(code: str) -> Area:
    """The area that can become a region.

    Raises Invalid, with the reason, when the code is not in the list or the area has no
    government of its own.
    """
    area = areas().get(code.strip())
    if area is None:
        raise Invalid(
            f"Kode wilayah “{code[:20]}” tidak ada dalam daftar Kementerian Dalam Negeri. "
            "Contoh kode yang benar: 35 untuk provinsi, 35.07 untuk kabupaten atau kota.",
            field="code",
        )
    if not area.is_autonomous:
        raise Invalid(
            f"{area.name} adalah wilayah administrasi di bawah Pemerintah Provinsi DKI Jakarta: "
            "tidak memiliki pemerintah daerah, DPRD, maupun perjanjian kinerja kepala daerah "
            "sendiri. Buka Provinsi Daerah Khusus Ibukota Jakarta (31).",
            field="code",
        )
    return area


def search(text: str, *, limit: int = 30) -> list[Area]:
    """The areas whose code, or a word of whose name, starts with each word of `text`."""
    words = text.casefold().split()
    if not words:
        return []
    found = (area for area in areas().values() if all(_begins(area, word) for word in words))
    return list(itertools.islice(found, limit))


def _begins(area: Area, word: str) -> bool:
    parts = [area.code, *area.name.casefold().split()]
    return any(part.startswith(word) for part in parts)


def provinces() -> list[Area]:
    """The provinces, in the order of their codes."""
    return [area for area in areas().values() if area.kind == RegionKind.PROVINCE]


def of_province(code: str) -> list[Area]:
    """The province and its kabupaten and kota that can become regions."""
    return [a for a in areas().values() if a.province_code == code and a.is_autonomous]
