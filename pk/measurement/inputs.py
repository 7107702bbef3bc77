"""What a person says in a report, before any of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from core.documents.uploads import Accepted
from pk.policies.values import Reading


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: what was reached, from which raw figures, why, what next, and the evidence."""

    commitment_id: UUID
    reading: Reading
    inputs: Mapping[str, str] = field(default_factory=dict)
    cause: str = ""
    plan: str = ""
    files: tuple[Accepted, ...] = ()


@dataclass(frozen=True, slots=True)
class Spending:
    """What was spent on a programme since the start of the year; None leaves it unreported."""

    programme_id: UUID
    spent_rupiah: Decimal | None
