"""The periods of a year: first and last days, and by when to report."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tenants.policy.schema import Monitoring


@dataclass(frozen=True, slots=True)
class Span:
    """One period as the policy asks for it."""

    number: int
    opens_on: date
    due_on: date


def spans(year: int, rules: Monitoring) -> Iterator[Span]:
    """The months or quarters of a year: opened the day after they end, due so many days after it."""
    months = 1 if rules.every == "month" else 3
    for number in range(1, 12 // months + 1):
        last_month = number * months
        end = date(year, last_month, calendar.monthrange(year, last_month)[1])
        yield Span(number, end + timedelta(days=1), end + timedelta(days=rules.due_days))
