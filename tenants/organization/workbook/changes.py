"""What loading a workbook would do: problems by cell, or the changes in the order to make them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.spreadsheets.tables import Column, Problem, Table, column_letter
from tenants.organization.models import Appointment, Level, Official, OrgUnit, Position
from tenants.organization.workbook.rows import (
    OfficialRow,
    OrganizationRows,
    PositionRow,
    UnitRow,
)
from tenants.organization.workbook.tables import OFFICIALS, POSITIONS, UNITS


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the preview."""

    verb: str
    what: str
    detail: str = ""


@dataclass(slots=True)
class ChangeSet:
    """Problems, or what will be done: rows to write, parents and superiors first."""

    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    units: list[UnitRow] = field(default_factory=list)
    positions: list[PositionRow] = field(default_factory=list)
    officials: list[OfficialRow] = field(default_factory=list)
    unchanged: int = 0


@dataclass(slots=True)
class Known:
    """What is in the region now."""

    units: dict[str, OrgUnit]
    positions: dict[str, Position]
    officials: list[Official]
    last: dict[str, Appointment]

    @classmethod
    def now(cls) -> Known:
        """Read with four queries."""
        appointments = Appointment.objects.select_related("position", "official")
        return cls(
            {unit.code: unit for unit in OrgUnit.objects.select_related("parent")},
            {p.code: p for p in Position.objects.select_related("unit", "superior")},
            list(Official.objects.order_by("id")),
            {a.position.code: a for a in appointments.order_by("active_from")},
        )

    def person(self, row: OfficialRow) -> Official | None:
        """Who the row is about: by NIP, else by a name that only one person has."""
        if row.nip:
            same = [o for o in self.officials if o.nip == row.nip]
            if same:
                return same[0]
        named = [
            o
            for o in self.officials
            if o.name.casefold() == row.name.casefold() and not (o.nip and row.nip)
        ]
        return named[0] if len(named) == 1 else None


def plan(rows: OrganizationRows, known: Known | None = None) -> ChangeSet:
    """What loading these rows would do now."""
    known = known or Known.now()
    made = ChangeSet()
    _once(UNITS, "code", rows.units, made)
    _once(POSITIONS, "code", rows.positions, made)
    _once(OFFICIALS, "nip", rows.officials, made)
    _once(OFFICIALS, "position", rows.officials, made)
    if not made.problems:
        _plan_units(rows, known, made)
        _plan_positions(rows, known, made)
        _plan_officials(rows, known, made)
    made.problems.sort(key=lambda problem: problem.sheet)
    return made


def _plan_units(rows: OrganizationRows, known: Known, made: ChangeSet) -> None:
    codes = {row.code for row in rows.units} | set(known.units)
    for row in rows.units:
        if row.parent and row.parent not in codes:
            sentence = f"Perangkat daerah {row.parent} tidak ada."
            made.problems.append(_problem(UNITS, row.place, "parent", sentence))
    above = {code: u.parent.code if u.parent else "" for code, u in known.units.items()}
    above |= {row.code: row.parent for row in rows.units}
    _no_circles(UNITS, "parent", rows.units, above, made)
    for row in _upper_first(rows.units, lambda r: r.parent):
        was = known.units.get(row.code)
        now = (row.name, row.kind, row.short_name, row.parent, row.protocol_order)
        before = (
            (was.name, was.kind, was.short_name, _code(was.parent), was.protocol_order)
            if was
            else None
        )
        _note(
            made,
            made.units,
            row,
            what=f"Perangkat daerah {row.name}",
            before=before,
            now=now,
        )


def _plan_positions(rows: OrganizationRows, known: Known, made: ChangeSet) -> None:
    units = {row.code for row in rows.units} | set(known.units)
    codes = {row.code for row in rows.positions} | set(known.positions)
    levels = {code: p.level for code, p in known.positions.items() if p.is_active}
    levels |= {row.code: row.level for row in rows.positions}
    heads = [code for code, level in levels.items() if level == Level.HEAD_OF_REGION]
    for row in rows.positions:
        is_head = row.level == Level.HEAD_OF_REGION
        for key, bad, sentence in (
            ("unit", row.unit not in units, f"Perangkat daerah {row.unit} tidak ada."),
            (
                "superior",
                bool(row.superior) and row.superior not in codes,
                f"Jabatan {row.superior} tidak ada.",
            ),
            ("superior", not row.superior and not is_head, "Jabatan atasan harus diisi."),
            ("superior", bool(row.superior) and is_head, "Kepala daerah tidak mempunyai atasan."),
            ("level", is_head and len(heads) > 1, "Hanya boleh ada satu jabatan kepala daerah."),
        ):
            if bad:
                made.problems.append(_problem(POSITIONS, row.place, key, sentence))
    above = {code: _code(p.superior) for code, p in known.positions.items()}
    above |= {row.code: row.superior for row in rows.positions}
    _no_circles(POSITIONS, "superior", rows.positions, above, made)
    for row in _upper_first(rows.positions, lambda r: r.superior):
        was = known.positions.get(row.code)
        now = (row.title, row.unit, row.level, row.superior, row.protocol_order)
        before = (
            (was.title, was.unit.code, was.level, _code(was.superior), was.protocol_order)
            if was
            else None
        )
        _note(made, made.positions, row, what=f"Jabatan {row.title}", before=before, now=now)


def _plan_officials(rows: OrganizationRows, known: Known, made: ChangeSet) -> None:
    codes = {row.code for row in rows.positions} | set(known.positions)
    for row in rows.officials:
        if row.position and row.position not in codes:
            sentence = f"Jabatan {row.position} tidak ada."
            made.problems.append(_problem(OFFICIALS, row.place, "position", sentence))
            continue
        was = known.person(row)
        before = was and (was.name, was.rank, was.nip)
        now = (row.name, row.rank or (was.rank if was else ""), row.nip or (was.nip if was else ""))
        changed = before != now
        if changed:
            made.changes.append(Change("Diubah" if was else "Ditambahkan", f"Pejabat {row.name}"))
        placed = bool(row.position) and _plan_appointment(row, was, known, made)
        if changed or placed:
            made.officials.append(row)
        else:
            made.unchanged += 1


def _plan_appointment(
    row: OfficialRow, person: Official | None, known: Known, made: ChangeSet
) -> bool:
    last = known.last.get(row.position)
    is_open = last is not None and last.has_no_end
    if last and is_open and person and last.official_id == person.id and last.acting == row.acting:
        return False
    if row.active_from is None:
        sentence = "Tanggal mulai harus diisi bagi penempatan baru."
        made.problems.append(_problem(OFFICIALS, row.place, "active_from", sentence))
        return False
    clash = last and (
        last.active_from >= row.active_from if is_open else last.ends_after(row.active_from)
    )
    if last and clash:
        until = f" sampai sebelum {last.active_to:%d-%m-%Y}" if last.active_to else ""
        sentence = (
            f"Jabatan ini dipegang {last.official.name} mulai {last.active_from:%d-%m-%Y}{until}; "
            "tanggal mulai harus sesudahnya."
        )
        made.problems.append(_problem(OFFICIALS, row.place, "active_from", sentence))
        return False
    title = known.positions[row.position].title if row.position in known.positions else row.position
    detail = f"{title} mulai {row.active_from:%d-%m-%Y}"
    if last and is_open:
        detail = f"{detail}, menggantikan {last.official.name}"
    made.changes.append(Change("Ditempatkan", row.name, detail))
    return True


def _note(
    made: ChangeSet,
    into: list[Any],
    row: Any,
    *,
    what: str,
    before: tuple[Any, ...] | None,
    now: Any,
) -> None:
    if before is not None and now[-1] is None:
        now = (*now[:-1], before[-1])
    if before == now:
        made.unchanged += 1
        return
    into.append(row)
    detail = row.code
    if before:
        detail = "; ".join(
            f"{a or '–'} → {b or '–'}" for a, b in zip(before, now, strict=True) if a != b
        )
    made.changes.append(Change("Diubah" if before else "Ditambahkan", what, detail))


def _once(table: Table, key: str, rows: Iterable[Any], made: ChangeSet) -> None:
    first: dict[str, int] = {}
    for row in rows:
        said = getattr(row, key)
        if not said:
            continue
        if said in first:
            column = _column(table, key)
            sentence = f"{column.header} ini sudah ada di baris {first[said]}."
            made.problems.append(_problem(table, row.place, key, sentence))
        first.setdefault(said, row.place)


def _no_circles(
    table: Table, key: str, rows: Sequence[Any], above: dict[str, str], made: ChangeSet
) -> None:
    for row in rows:
        seen, here = {row.code}, above.get(row.code, "")
        while here and here not in seen:
            seen.add(here)
            here = above.get(here, "")
        if here == row.code:
            sentence = "Berputar: berada di bawah dirinya sendiri."
            made.problems.append(_problem(table, row.place, key, sentence))


def _upper_first(rows: Sequence[Any], upper: Callable[[Any], str]) -> list[Any]:
    waiting = {row.code: row for row in rows}
    ordered: list[Any] = []

    def take(row: Any) -> None:
        if waiting.pop(row.code, None) is None:
            return
        if upper(row) in waiting:
            take(waiting[upper(row)])
        ordered.append(row)

    for row in rows:
        take(row)
    return ordered


def _problem(table: Table, place: int, key: str, sentence: str) -> Problem:
    index = [column.key for column in table.columns].index(key)
    return Problem(table.title, f"{column_letter(index)}{place}", sentence)


def _column(table: Table, key: str) -> Column:
    return next(column for column in table.columns if column.key == key)


def _code(thing: OrgUnit | Position | None) -> str:
    return thing.code if thing else ""
