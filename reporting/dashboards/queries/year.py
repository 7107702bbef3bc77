"""What waits for a person, from all rooms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.accounts.models import User
from reporting.dashboards.queries import (
    from_agreements,
    from_evaluation,
    from_measurement,
    setting_up,
)
from reporting.dashboards.queries.waiting import Waiting, WaitingGroup, grouped

SOURCES = (setting_up, from_agreements, from_measurement, from_evaluation)


def waiting_for(user: User, on: date) -> list[WaitingGroup]:
    """The lines of the home page, grouped by urgency."""
    return grouped(_all(user, on), on)


def _all(user: User, on: date) -> Iterator[Waiting]:
    for source in SOURCES:
        yield from source.waiting_for(user, on)
