"""May this thing now? Pure questions with a sentence for each refusal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from core.errors import Invalid, NotNow
from pk.measurement import states
from pk.measurement.models import Measurement, MeasurementState, Period


def check_open(period: Period, day: date) -> None:
    """A period takes reports from the day after it ended until it is closed."""
    if period.state == Period.State.CLOSED:
        raise NotNow(f"{period} sudah ditutup. Minta Bagian Organisasi membukanya kembali.")
    if day < period.opens_on:
        raise NotNow(f"{period} baru dapat dilaporkan mulai {period.opens_on:%d-%m-%Y}.")


def is_open(period: Period, day: date) -> bool:
    """The same as an answer."""
    return period.state == Period.State.OPEN and day >= period.opens_on


def state_of(rows: Iterable[Measurement]) -> str:
    """Where the rows of one agreement in one period stand; they move together."""
    found = {row.state for row in rows}
    for state in (
        MeasurementState.RETURNED,
        MeasurementState.DRAFT,
        MeasurementState.SUBMITTED,
        MeasurementState.APPROVED,
    ):
        if state in found:
            return state
    return MeasurementState.DRAFT


def check_changeable(rows: Iterable[Measurement]) -> None:
    """Only what was not submitted yet, or was returned, may be changed."""
    if state_of(rows) not in states.CHANGEABLE:
        raise NotNow("Realisasi yang sudah diajukan tidak dapat diubah.")


def check_reason(reason: str) -> str:
    """A return without a reason helps nobody."""
    said = reason.strip()
    if not said:
        raise Invalid("Tuliskan alasannya.", field="reason")
    return said
