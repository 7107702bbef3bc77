"""Calendar days."""

from datetime import date, datetime

from django.utils import timezone


def day_of(at: datetime) -> date:
    """The calendar day of a moment where the work is done: in the region's time zone, or ours outside one.

    Not `at.date()`: between midnight and seven in the morning the day of UTC is still yesterday.
    """
    return timezone.localdate(at)
