"""Reading a workbook into rows: what is wrong is listed by cell; no formula runs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import python_calamine

from core.errors import Invalid
from core.spreadsheets import cells
from core.spreadsheets.tables import Column, Problem, Table, column_letter

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
HEADER_WITHIN = 12
MOST_COLUMNS = 200
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number in the sheet, its values by the columns' keys, and where they stand."""

    sheet: str
    number: int
    values: dict[str, Any]
    letters: dict[str, str]

    def cell(self, key: str) -> str:
        """The address of a value, such as C7."""
        return f"{self.letters.get(key, 'A')}{self.number}"

    def problem(self, key: str, sentence: str) -> Problem:
        """A problem with one of the values."""
        return Problem(self.sheet, self.cell(key), sentence)


@dataclass(slots=True)
class SheetContents:
    """The rows of each table and everything that is wrong."""

    lines: dict[str, list[SheetRow]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read(data: bytes, tables: Sequence[Table]) -> SheetContents:
    """The rows of the tables. Raises Invalid when the file is no workbook that may be read at all."""
    check_file(data)
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = {_folded(name): name for name in workbook.sheet_names}
        reading = SheetContents()
        for table in tables:
            name = sheets.get(_folded(table.title))
            if name is None:
                reading.problems.append(Problem(table.title, "", "Lembar ini tidak ada."))
                continue
            _read_sheet(workbook.get_sheet_by_name(name), table, reading)
    except python_calamine.PasswordError:
        raise Invalid("Buku kerja ini berkata sandi; simpan tanpa kata sandi.") from None
    except (python_calamine.CalamineError, zipfile.BadZipFile, OSError):
        raise Invalid("Buku kerja ini rusak dan tidak dapat dibaca.") from None
    return reading


def check_file(data: bytes) -> None:
    """Raises Invalid unless this is an Excel workbook of reasonable size and without macros."""
    if len(data) > MOST_BYTES:
        raise Invalid(f"Berkas lebih besar dari {MOST_BYTES // 1024 // 1024} MiB.")
    if data.startswith(_OLE):
        if "_VBA_PROJECT".encode("utf-16-le") in data:
            raise Invalid("Buku kerja ini berisi makro; simpan sebagai .xlsx tanpa makro.")
        return
    if not data.startswith(_ZIP):
        raise Invalid("Ini bukan buku kerja Excel. Unggah berkas .xlsx dari templat.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile:
        raise Invalid("Buku kerja ini rusak dan tidak dapat dibaca.") from None
    names = {entry.filename.casefold() for entry in entries}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Invalid("Buku kerja ini berisi makro; simpan sebagai .xlsx tanpa makro.")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Invalid("Isi buku kerja ini terlalu besar.")
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise Invalid("Ini bukan buku kerja Excel. Unggah berkas .xlsx dari templat.")


def _read_sheet(sheet: Any, table: Table, reading: SheetContents) -> None:
    lines = reading.lines.setdefault(table.key, [])
    if sheet.end is not None and sheet.end[0] + 1 > table.most_rows + HEADER_WITHIN:
        sentence = (
            f"Lembar ini berisi {sheet.end[0] + 1} baris; paling banyak {table.most_rows}. "
            "Hapus baris kosong di bawah atau bagi menjadi beberapa berkas."
        )
        reading.problems.append(Problem(table.title, "", sentence))
        return
    if sheet.end is not None and sheet.end[1] + 1 > MOST_COLUMNS:
        reading.problems.append(Problem(table.title, "", "Lembar ini terlalu lebar."))
        return
    rows = sheet.to_python(skip_empty_area=False)
    header, places = _find_header(rows, table)
    missing = [c.header for c in table.columns if c.required and c.key not in places]
    if header < 0 or missing:
        names = ", ".join(missing) or "judul kolom"
        reading.problems.append(Problem(table.title, "", f"Kolom tidak ditemukan: {names}."))
        return
    _refuse_merged(sheet, table, header, reading)
    letters = {key: column_letter(index) for key, index in places.items()}
    for index, row in enumerate(rows[header + 1 :], header + 2):
        if all(cells.is_empty(row[place]) for place in places.values()):
            continue
        line = SheetRow(table.title, index, {}, letters)
        for column in table.columns:
            value = row[places[column.key]] if column.key in places else ""
            _read_cell(column, value, line, reading)
        lines.append(line)


def _read_cell(column: Column, value: object, line: SheetRow, reading: SheetContents) -> None:
    line.values[column.key] = None
    try:
        if isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "/A")):
            raise Invalid("Sel ini berisi galat rumus.")
        said = _choice(column, value) if column.choices else column.read(value)
        line.values[column.key] = said
        if column.required and (said is None or said == ""):
            raise Invalid(f"{column.header} harus diisi.")
        if column.longest and isinstance(said, str) and len(said) > column.longest:
            raise Invalid(f"Terlalu panjang: paling banyak {column.longest} huruf.")
    except Invalid as refused:
        reading.problems.append(line.problem(column.key, refused.sentence))


def _choice(column: Column, value: object) -> str:
    said = cells.text(value)
    if not said:
        return ""
    for code, word in column.choices:
        if _folded(said) in {_folded(code), _folded(word)}:
            return code
    words = ", ".join(word for _, word in column.choices)
    raise Invalid(f"“{said}” tidak dikenal. Pilihannya: {words}.")


def _find_header(rows: list[list[object]], table: Table) -> tuple[int, dict[str, int]]:
    wanted = {_folded(column.header): column.key for column in table.columns}
    best: tuple[int, dict[str, int]] = (-1, {})
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        places: dict[str, int] = {}
        for place, cell in enumerate(row):
            key = wanted.get(_folded(cells.text(cell)))
            if key is not None:
                places.setdefault(key, place)
        if len(places) > len(best[1]):
            best = (index, places)
    return best


def _refuse_merged(sheet: Any, table: Table, header: int, reading: SheetContents) -> None:
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if bottom <= header:
            continue
        area = f"{column_letter(left)}{top + 1}:{column_letter(right)}{bottom + 1}"
        sentence = "Sel digabung; pisahkan (Unmerge Cells) lalu isi setiap baris."
        reading.problems.append(Problem(table.title, area, sentence))


def _folded(name: str) -> str:
    return " ".join(name.replace("*", " ").split()).casefold()
