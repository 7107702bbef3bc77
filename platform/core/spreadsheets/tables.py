"""A table of a workbook: its columns, what may stand in them, and how one is told apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.spreadsheets import cells


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `choices` are (value, word); `read` turns a cell into a value or raises Invalid.

    `longest` is how many letters may stand there; 0: any number.
    """

    key: str
    header: str
    required: bool = False
    read: Callable[[object], object] = cells.text
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""
    example: str = ""
    width: int = 20
    longest: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet. The header may stand in any of the first rows; columns in any order."""

    key: str
    title: str
    columns: tuple[Column, ...]
    most_rows: int = 5000


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong where: “Jabatan!C7: …”."""

    sheet: str
    cell: str
    sentence: str

    def __str__(self) -> str:
        where = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{where}: {self.sentence}"


def column_letter(index: int) -> str:
    """The letters of a column, 0 for A."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
