"""The tables of the list and the overview pages, as a template shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.accounts.models import User
from core.charts.dots import Dot, DotPlot, dot_plot
from pk.agreements.models import Agreement
from pk.agreements.queries import mandates as agreements
from pk.measurement import access, permissions, rules, states
from pk.measurement.models import Measurement, MeasurementState, Period
from pk.measurement.queries import figures
from pk.measurement.queries.figures import UnitStanding
from pk.measurement.queries.report_sheet import STATE_TONES
from pk.policies import numbers


@dataclass(frozen=True, slots=True)
class Slot:
    """One agreement in one period: where its report stands, as a word and a tone."""

    period: Period
    word: str
    tone: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One agreement: whose it is, what this person may do with it, and its periods."""

    agreement: Agreement
    is_mine: bool
    slots: Sequence[Slot]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """All agreements that a person may read, one's own first."""

    periods: Sequence[Period]
    rows: Sequence[ReportRow]


def chosen_year(said: str) -> int:
    """The year in the address, or this one."""
    return int(said) if said.isdecimal() and 2000 <= int(said) <= 2100 else figures.today().year


def years_to_choose(year: int) -> list[int]:
    """The years with agreements or periods, and the one shown."""
    return sorted({year, *figures.years(), *agreements.years()}, reverse=True)


def report_table(user: User, year: int) -> ReportTable:
    """The reports of a year that `user` may read."""
    day = figures.today()
    periods = list(figures.periods(year))
    mandates = access.mandates_of(user, year, day)
    held = permissions.held_by(user, day)
    found: dict[tuple[UUID, UUID], list[Measurement]] = {}
    for row in Measurement.objects.filter(
        period__in=periods, commitment__agreement__in=mandates
    ).select_related("commitment"):
        found.setdefault((row.commitment.agreement_id, row.period_id), []).append(row)
    rows = []
    for mandate in mandates:
        mine = states.RECEIVER in permissions.parts(user, mandate, day, held=held)
        slots = [_slot(period, found.get((mandate.id, period.id), []), day) for period in periods]
        rows.append(ReportRow(mandate, mine, slots))
    return ReportTable(periods, sorted(rows, key=lambda row: not row.is_mine))


def _slot(period: Period, rows: list[Measurement], today: date) -> Slot:
    is_open = rules.is_open(period, today)
    if rows:
        state = MeasurementState(rules.state_of(rows))
        return Slot(period, state.label, STATE_TONES[state], is_open)
    if today < period.opens_on:
        return Slot(period, "Belum dibuka", "neutral", False)
    if today > period.due_on:
        return Slot(period, "Terlambat", "bad", is_open)
    return Slot(period, "Belum diisi", "warn", is_open)


def units_chart(rows: Sequence[UnitStanding], year: int) -> str:
    """The units by their mean, furthest behind first."""
    dots = tuple(
        Dot(
            row.unit.short_name or row.unit.name,
            row.counts.mean_capped,
            f"{numbers.print_number(row.counts.mean_capped)}%"
            if row.counts.mean_capped is not None
            else "",
            "bad" if row.counts.below else "good",
        )
        for row in rows
    )
    title = f"Rata-rata capaian perangkat daerah {year}"
    return dot_plot(DotPlot(title, dots, numbers.HUNDRED, "100%"))
