"""The report of one agreement in one period as a page shows it: a row per indicator and programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Prefetch

from pk.agreements.models import Agreement, BudgetLine
from pk.measurement import rules
from pk.measurement.models import BudgetRealisation, Evidence, Measurement, MeasurementState, Period
from pk.measurement.queries import achievements as standing
from pk.measurement.queries.achievements import CommitmentAchievement
from pk.policies import fractions, numbers
from pk.policies.values import Kind

STATE_TONES = {
    MeasurementState.DRAFT: "neutral",
    MeasurementState.SUBMITTED: "info",
    MeasurementState.RETURNED: "warn",
    MeasurementState.APPROVED: "good",
}


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One indicator: where it stands up to this period, and what was said in this period."""

    standing: CommitmentAchievement
    measurement: Measurement | None
    evidence: Sequence[Evidence]

    @property
    def id(self) -> UUID:
        """The id of the commitment; the fields of the form carry it."""
        return self.standing.commitment.id

    @property
    def cell(self) -> str:
        """The realisation of this period as it was typed."""
        row = self.measurement
        if row is None:
            return ""
        value = row.value
        if self.standing.commitment.value_kind == Kind.YES_NO and value is not None:
            return "Ya" if value == 1 else "Tidak"
        return fractions.printed(value, row.label, row.inputs, row.unavailable)


@dataclass(frozen=True, slots=True)
class Money:
    """One programme: its ceiling, and what was spent since the start of the year."""

    line: BudgetLine
    spent: Decimal | None

    @property
    def percent(self) -> Decimal | None:
        """The absorption, or None while nothing was reported."""
        if self.spent is None or not self.line.ceiling_rupiah:
            return None
        return numbers.round_half_up(self.spent * 100 / self.line.ceiling_rupiah)


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """The whole page."""

    agreement: Agreement
    period: Period
    lines: tuple[ReportLine, ...]
    money: tuple[Money, ...]
    state: str
    return_reason: str

    @property
    def state_label(self) -> str:
        """The state, in words."""
        return MeasurementState(self.state).label

    @property
    def state_tone(self) -> str:
        """How the state is shown beside its word."""
        return STATE_TONES[MeasurementState(self.state)]


def sheet_of(agreement: Agreement, period: Period, *, with_money: bool) -> ReportSheet:
    """The report of `agreement` in `period`."""
    rows = {
        row.commitment_id: row
        for row in Measurement.objects.filter(
            commitment__agreement=agreement, period=period
        ).prefetch_related(Prefetch("evidence", Evidence.objects.order_by("uploaded_at")))
    }
    found = standing.standings([agreement], upto=period.number)[agreement.id]
    lines = []
    for row in found:
        measurement = rows.get(row.commitment.id)
        files = list(measurement.evidence.all()) if measurement else []
        lines.append(ReportLine(row, measurement, files))
    return ReportSheet(
        agreement=agreement,
        period=period,
        lines=tuple(lines),
        money=_money(agreement, period) if with_money else (),
        state=rules.state_of(rows.values()),
        return_reason=next((r.return_reason for r in rows.values() if r.return_reason), ""),
    )


def _money(agreement: Agreement, period: Period) -> tuple[Money, ...]:
    budget = list(agreement.budget_lines.order_by("order"))
    rows = BudgetRealisation.objects.filter(
        period=period, programme__in=[line.programme_id for line in budget]
    )
    spent = dict(rows.values_list("programme_id", "spent_rupiah"))
    return tuple(Money(line, spent.get(line.programme_id)) for line in budget)
