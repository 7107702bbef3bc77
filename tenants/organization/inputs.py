"""What is said about a unit, a position or an official when it is added or changed."""

from __future__ import annotations

from dataclasses import dataclass

from tenants.organization.models import Level, OrgUnit, Position, UnitKind


@dataclass(frozen=True, slots=True)
class UnitInput:
    """A unit as a form or a row of a workbook states it."""

    code: str
    name: str
    kind: UnitKind | str
    short_name: str = ""
    parent: OrgUnit | None = None
    protocol_order: int = 0
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class PositionInput:
    """A position as a form or a row of a workbook states it."""

    unit: OrgUnit
    code: str
    title: str
    level: Level | str
    superior: Position | None = None
    protocol_order: int = 0
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class OfficialInput:
    """A person in office."""

    name: str
    nip: str = ""
    rank: str = ""
