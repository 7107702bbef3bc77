"""By when: calendar months and days after something happened, never working days.

A month that lacks the day ends on its last: one month after 31 January is 28 or 29 February.
Months are added first, then days. The day returned is the last one on which it is in time.
"""

import calendar
from datetime import date, timedelta

from tenants.policy.schema import Deadline

AFTER_WORDS = {
    "budget_ratified": "dokumen anggaran disahkan",
    "signed": "perjanjian ditandatangani",
    "year_start": "awal tahun",
}


def due_on(deadline: Deadline, *, start: date) -> date:
    """The last day in time."""
    return add_months(start, deadline.months) + timedelta(days=deadline.days)


def add_months(day: date, months: int) -> date:
    """The same day so many calendar months later, or the last day of that month."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return date(years, month + 1, min(day.day, last))


def in_words(deadline: Deadline) -> str:
    """`paling lambat 1 bulan setelah dokumen anggaran disahkan`."""
    parts = [
        f"{count} {word}" for count, word in ((deadline.months, "bulan"), (deadline.days, "hari"))
        if count
    ]  # fmt: skip
    span = " ".join(parts) or "pada hari yang sama"
    return f"paling lambat {span} setelah {AFTER_WORDS[deadline.after]}"
