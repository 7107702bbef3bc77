"""Load a workbook of units, positions and officials.

1. Only the steward keeps the organisation.
2. What the rows would do is planned again, against the region as it is now; one problem stops all.
3. Units are written parents first, then positions superiors first, then people.
4. Where a position changes hands, the one before ends on the day on which the new one starts.
5. Audit: a sentence for every row that changes something, and one for the whole workbook.
"""

from __future__ import annotations

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from core.errors import Invalid
from tenants.organization.actions import (
    add_official,
    add_position,
    add_unit,
    appoint,
    edit_official,
    edit_position,
    edit_unit,
    end_appointment,
)
from tenants.organization.inputs import OfficialInput, PositionInput, UnitInput
from tenants.organization.models import Appointment
from tenants.organization.permissions import check_may_keep
from tenants.organization.workbook.changes import ChangeSet, Known, plan
from tenants.organization.workbook.rows import (
    OfficialRow,
    OrganizationRows,
    PositionRow,
    UnitRow,
)


@act
def load_workbook(*, rows: OrganizationRows, by: User, at: datetime) -> ChangeSet:
    """What was done."""
    check_may_keep(by)  # 1
    known = Known.now()
    made = plan(rows, known)  # 2
    if made.problems:
        raise Invalid(str(made.problems[0]))
    if not made.changes:
        raise Invalid("Tidak ada yang berubah: semua baris sudah tercatat.")
    for unit in made.units:  # 3
        _write_unit(unit, known, by=by, at=at)
    for position in made.positions:
        _write_position(position, known, by=by, at=at)
    for official in made.officials:
        _write_official(official, known, by=by, at=at)
    sentence = f"memuat buku kerja organisasi: {len(made.changes)} perubahan"
    record("organization.loaded", None, by=by, at=at, sentence=sentence)  # 5
    return made


def _write_unit(row: UnitRow, known: Known, *, by: User, at: datetime) -> None:
    was = known.units.get(row.code)
    entered = UnitInput(
        code=row.code,
        name=row.name,
        kind=row.kind,
        short_name=row.short_name,
        parent=known.units[row.parent] if row.parent else None,
        protocol_order=_order(row.protocol_order, was.protocol_order if was else 0),
        is_active=was.is_active if was else True,
    )
    known.units[row.code] = (
        edit_unit.write(was, entered, by=by, at=at)
        if was
        else add_unit.write(entered, by=by, at=at)
    )


def _write_position(row: PositionRow, known: Known, *, by: User, at: datetime) -> None:
    was = known.positions.get(row.code)
    entered = PositionInput(
        unit=known.units[row.unit],
        code=row.code,
        title=row.title,
        level=row.level,
        superior=known.positions[row.superior] if row.superior else None,
        protocol_order=_order(row.protocol_order, was.protocol_order if was else 0),
        is_active=was.is_active if was else True,
    )
    known.positions[row.code] = (
        edit_position.write(was, entered, by=by, at=at)
        if was
        else add_position.write(entered, by=by, at=at)
    )


def _write_official(row: OfficialRow, known: Known, *, by: User, at: datetime) -> None:
    person = known.person(row)
    entered = OfficialInput(
        row.name,
        row.nip or (person.nip if person else ""),
        row.rank or (person.rank if person else ""),
    )
    if person is None:
        person = add_official.write(entered, by=by, at=at)
        known.officials.append(person)
    elif (person.name, person.nip, person.rank) != (entered.name, entered.nip, entered.rank):
        person = edit_official.write(person, entered, by=by, at=at)
    if not row.position or row.active_from is None:
        return
    last = known.last.get(row.position)
    if last and last.has_no_end:
        if last.official_id == person.id and last.acting == row.acting:
            return
        end_appointment.write(last, row.active_from, by=by, at=at)  # 4
    new = Appointment(
        position=known.positions[row.position],
        official=person,
        active_from=row.active_from,
        acting=row.acting,
        decree=row.decree,
    )
    known.last[row.position] = appoint.write(new, by=by, at=at)


def _order(said: int | None, before: int) -> int:
    return before if said is None else said
