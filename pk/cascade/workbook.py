"""Programmes, kegiatan and sub kegiatan with their ceilings, as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from core.spreadsheets import cells
from core.spreadsheets.reading import SheetContents
from core.spreadsheets.tables import Column, Problem, Table, column_letter
from pk.cascade.inputs import ProgrammeInput
from pk.cascade.models import Programme
from tenants.organization.models import OrgUnit

MOST_RUPIAH = Decimal(10) ** 18

PROGRAMMES = Table(
    "programmes",
    "Program",
    (
        Column("unit", "Kode perangkat daerah", True, longest=32, example="DINKES"),
        Column(
            "code",
            "Kode",
            True,
            longest=32,
            help="Kode nomenklatur, format sel Teks.",
            example="1.02.02",
        ),
        Column("name", "Nama", True, longest=250, width=60, example="Program …"),
        Column("kind", "Jenis", True, choices=tuple(Programme.Kind.choices), example="Program"),
        Column("parent_code", "Kode induk", longest=32, help="Kosong bagi program."),
        Column("ceiling", "Pagu", True, read=cells.amount, help="Rupiah bulat.", width=24),
        Column("fund_source", "Sumber dana", longest=60, example="APBD"),
        Column("nomenclature", "Dasar nomenklatur", longest=80),
    ),
)

STEPS = (
    "Isi satu baris bagi setiap program, kegiatan dan sub kegiatan; jangan ubah judul kolom.",
    "Kode yang sudah ada pada perangkat daerah dan tahun itu diubah, yang baru ditambahkan.",
    "Unggah di halaman Program dan pagu. Yang tersimpan semua baris, atau tidak satu pun.",
)
_RANK = {kind: rank for rank, kind in enumerate(Programme.Kind.values)}


@dataclass(frozen=True, slots=True)
class BookRow:
    """One row; `place` is its number in the sheet."""

    place: int
    unit: str
    code: str
    name: str
    kind: str
    parent_code: str
    ceiling: str
    fund_source: str
    nomenclature: str

    def entered(self) -> ProgrammeInput:
        """The row as the act takes it."""
        return ProgrammeInput(
            code=self.code,
            name=self.name,
            ceiling_rupiah=Decimal(self.ceiling),
            kind=self.kind,
            parent_code=self.parent_code,
            fund_source=self.fund_source or "APBD",
            nomenclature=self.nomenclature,
        )


@dataclass(frozen=True, slots=True)
class ProgrammeBook:
    """A whole workbook."""

    rows: tuple[BookRow, ...]

    @property
    def total(self) -> Decimal:
        """The ceilings of the programmes; what stands below them is part of them."""
        programmes = (r for r in self.rows if r.kind == Programme.Kind.PROGRAMME)
        return sum((Decimal(row.ceiling) for row in programmes), Decimal(0))

    def parents_first(self) -> list[BookRow]:
        """The rows so that every parent in the book comes before its children."""
        return sorted(self.rows, key=lambda row: (_RANK[row.kind], row.place))

    def to_plain(self) -> list[dict[str, Any]]:
        """Values which can be written as JSON."""
        return [asdict(row) for row in self.rows]

    @classmethod
    def from_plain(cls, plain: Sequence[dict[str, Any]]) -> ProgrammeBook:
        """What `to_plain` gave."""
        return cls(tuple(BookRow(**row) for row in plain))


def from_reading(reading: SheetContents) -> ProgrammeBook:
    """The rows of a workbook that was read without problems."""
    return ProgrammeBook(
        tuple(
            BookRow(line.number, **{**line.values, "ceiling": str(line.values["ceiling"])})
            for line in reading.lines.get("programmes", [])
        )
    )


def plan(book: ProgrammeBook, year: int) -> list[Problem]:
    """What stands in the way of loading the book now, by cell."""
    units = {unit.code: unit.id for unit in OrgUnit.objects.all()}
    known = set(Programme.objects.filter(year=year).values_list("unit__code", "code"))
    known |= {(row.unit, row.code) for row in book.rows}
    kinds = {(row.unit, row.code): _RANK[row.kind] for row in book.rows}
    first: dict[tuple[str, str], int] = {}
    problems = []
    for row in book.rows:
        key, above = (row.unit, row.code), (row.unit, row.parent_code)
        is_programme = row.kind == Programme.Kind.PROGRAMME
        for column, bad, sentence in (
            ("unit", row.unit not in units, f"Perangkat daerah {row.unit} tidak ada."),
            ("code", key in first, f"Kode ini sudah ada di baris {first.get(key)}."),
            (
                "parent_code",
                bool(row.parent_code) and above not in known,
                f"Induk {row.parent_code} tidak ada pada {row.unit}.",
            ),
            ("parent_code", not row.parent_code and not is_programme, "Kode induk harus diisi."),
            (
                "parent_code",
                bool(row.parent_code) and kinds.get(above, -1) >= _RANK[row.kind],
                "Induk harus berjenjang lebih tinggi.",
            ),
            ("ceiling", Decimal(row.ceiling) >= MOST_RUPIAH, "Pagu terlalu besar."),
        ):
            if bad:
                problems.append(_problem(row.place, column, sentence))
        first.setdefault(key, row.place)
    return problems


def _problem(place: int, key: str, sentence: str) -> Problem:
    index = [column.key for column in PROGRAMMES.columns].index(key)
    return Problem(PROGRAMMES.title, f"{column_letter(index)}{place}", sentence)
