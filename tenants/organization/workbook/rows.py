"""The rows of the workbook as plain values, which survive the way from preview to act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from core.spreadsheets.reading import SheetContents, SheetRow


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A row of the sheet of units; `place` is its row number there."""

    place: int
    code: str
    name: str
    kind: str
    short_name: str = ""
    parent: str = ""
    protocol_order: int | None = None


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A row of the sheet of positions."""

    place: int
    code: str
    title: str
    unit: str
    level: str
    superior: str = ""
    protocol_order: int | None = None


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """A row of the sheet of officials; without `position` the person is only recorded."""

    place: int
    name: str
    nip: str = ""
    rank: str = ""
    position: str = ""
    acting: str = ""
    decree: str = ""
    active_from: date | None = None


@dataclass(frozen=True, slots=True)
class OrganizationRows:
    """A whole workbook."""

    units: tuple[UnitRow, ...] = ()
    positions: tuple[PositionRow, ...] = ()
    officials: tuple[OfficialRow, ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """Values which can be written as JSON."""
        plain = asdict(self)
        for row in plain["officials"]:
            row["active_from"] = row["active_from"].isoformat() if row["active_from"] else None
        return plain

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> OrganizationRows:
        """What `to_plain` gave."""
        officials = [
            {**row, "active_from": date.fromisoformat(row["active_from"])}
            if row["active_from"]
            else row
            for row in plain["officials"]
        ]
        return cls(
            tuple(UnitRow(**row) for row in plain["units"]),
            tuple(PositionRow(**row) for row in plain["positions"]),
            tuple(OfficialRow(**row) for row in officials),
        )


def from_reading(reading: SheetContents) -> OrganizationRows:
    """The rows of a workbook that was read without problems."""
    return OrganizationRows(
        tuple(UnitRow(line.number, **line.values) for line in _lines(reading, "units")),
        tuple(PositionRow(line.number, **line.values) for line in _lines(reading, "positions")),
        tuple(_official(line) for line in _lines(reading, "officials")),
    )


def _official(line: SheetRow) -> OfficialRow:
    acting = line.values["acting"]
    values = {**line.values, "acting": "" if acting in {None, "DEFINITIF"} else acting}
    return OfficialRow(line.number, **values)


def _lines(reading: SheetContents, key: str) -> Sequence[SheetRow]:
    return reading.lines.get(key, [])
