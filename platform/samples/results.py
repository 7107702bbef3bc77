"""What the sample region reached in a year, reported by its own people period by period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

from core.accounts.models import User
from pk.agreements.models import Agreement, Commitment
from pk.agreements.queries import mandates as agreements
from pk.cascade.models import Aggregation, Direction, Target, ValueKind
from pk.measurement.actions.approve import approve
from pk.measurement.actions.close_period import close_period
from pk.measurement.actions.make_periods import make_periods
from pk.measurement.actions.report import report
from pk.measurement.actions.report_budget import report_budget
from pk.measurement.actions.submit import submit
from pk.measurement.inputs import Entry, Spending
from pk.measurement.models import Period
from pk.policies import values
from samples import chance
from samples.year import Walk, account_of

CAUSE = "Sebagian kegiatan baru selesai pada periode berikutnya (contoh)."
PLAN = "Percepatan kegiatan dan pendampingan setiap bulan (contoh)."
ONCE_A_YEAR = ("IKU-01", "IKU-03", "IKU-04", "IKU-10", "IKU-11", "IKU-12")
"""Indicators that others publish after the year has ended."""

Ratio = Callable[[Commitment], Decimal]


def measure(walk: Walk) -> None:
    """Every period that is over by now; of the last one, the weak unit has not reported yet."""
    over = [period for period in _periods(walk) if walk.moment(period.opens_on) <= walk.now]
    mandates = list(
        agreements.in_force(walk.now.date(), year=walk.year).select_related(
            "receiver__official__user", "receiver__position", "giver__official__user"
        )
    )
    for period in over:
        for agreement in mandates:
            if period is over[-1] and not walk.is_over and _is_weak(walk, agreement):
                continue
            waits = period is over[-1] and not walk.is_over and _is_slow(agreement)
            Reporting(walk, agreement, period).run(approved=not waits)
        if walk.is_over:
            close_period(period=period, by=walk.steward, at=walk.moment(period.due_on, 17))


def measure_once(walk: Walk, agreement: Agreement) -> None:
    """The newest period that is over, of one agreement; all periods of a year that is over close."""
    over = [period for period in _periods(walk) if walk.moment(period.opens_on) <= walk.now]
    if over:
        Reporting(walk, agreement, over[-1]).run()
    for period in over if walk.is_over else ():
        close_period(period=period, by=walk.steward, at=walk.moment(period.due_on, 17))


def measure_as_told(walk: Walk, agreement: Agreement, told: dict[str, int]) -> None:
    """The last period of a year whose outcome an article counts: so many below, equal and above.

    A grade can only be equal here, so grades come first among those that are.
    """
    period = _periods(walk)[-1]
    rows = list(agreement.commitments.select_related("indicator").order_by("order"))
    rows.sort(key=lambda row: row.value_kind == ValueKind.GRADE)
    goodness = [Decimal("0.94")] * told["below"] + [Decimal("1.04")] * told["above"]
    goodness += [Decimal(1)] * told["equal"]
    good = {row.id: ratio for row, ratio in zip(rows, goodness, strict=True)}

    def ratio(row: Commitment) -> Decimal:
        return 2 - good[row.id] if row.indicator.direction == Direction.LOWER else good[row.id]

    Reporting(walk, agreement, period, ratio).run()


def _periods(walk: Walk) -> list[Period]:
    return make_periods(year=walk.year, by=walk.steward, at=walk.moment(walk.ceremony_on, 16))


def _is_slow(agreement: Agreement) -> bool:
    """Two units whose last report the head of region has not looked at yet."""
    return agreement.receiver.position.unit.code in ("DINKES", "DPUPR")


def _is_weak(walk: Walk, agreement: Agreement) -> bool:
    return agreement.receiver.position.unit.code == walk.region.raw["weak_unit"]


class Reporting:
    """One agreement's report of one period: figures and money, submitted and approved."""

    def __init__(
        self, walk: Walk, agreement: Agreement, period: Period, ratio: Ratio | None = None
    ) -> None:
        self.walk = walk
        self.agreement = agreement
        self.period = period
        self.ratio = ratio or self._usual_ratio
        self.at: datetime = walk.moment(period.opens_on, 10) + timedelta(days=3)

    def run(self, *, approved: bool = True) -> None:
        """Report, submit and, unless the superior still has to look at it, approve."""
        agreement, period = self.agreement, self.period
        writer = account_of(self.agreement.receiver)
        rows = self.agreement.commitments.select_related("indicator").order_by("order")
        entries = [self._entry(row) for row in rows]
        report(agreement=agreement, period=period, entries=entries, by=writer, at=self.at)
        if not self.agreement.is_sole:
            report_budget(
                agreement=agreement,
                period=period,
                spendings=self._spendings(),
                by=writer,
                at=self.at,
            )
        submit(agreement=agreement, period=period, by=writer, at=self.at + timedelta(hours=1))
        if approved:
            approve(
                agreement=agreement,
                period=period,
                by=self._above(),
                at=self.at + timedelta(hours=4),
            )

    def _above(self) -> User:
        """The giver; for the head of region, who has none, the steward."""
        return account_of(self.agreement.giver) if self.agreement.giver else self.walk.steward

    def _entry(self, row: Commitment) -> Entry:
        code = row.indicator.code.rsplit("IKU-", 1)[-1]
        waits = f"IKU-{code}" in ONCE_A_YEAR and not self.period.is_last
        said = "belum tersedia" if waits else self._figure(row)
        reading = values.read(said, kind=row.value_kind, scale=row.indicator.scale)
        return Entry(row.id, reading, cause=CAUSE, plan=PLAN)

    def _figure(self, row: Commitment) -> str:
        if row.value_kind == ValueKind.GRADE:
            return row.target_label
        target = self._target(row)
        places = row.indicator.decimals
        return str(chance.rounded(target * self.ratio(row), places)).replace(".", ",")

    def _target(self, row: Commitment) -> Decimal:
        """The year's target; for a running sum, this period's part of it."""
        if row.indicator.aggregation != Aggregation.SUM:
            return row.target_low or Decimal(0)
        part = Target.objects.filter(
            indicator=row.indicator, year=self.walk.year, period=self.period.number
        ).first()
        return part.low or Decimal(0) if part else Decimal(0)

    def _usual_ratio(self, row: Commitment) -> Decimal:
        """Between 93 and 107 % of the target, better or worse as the direction asks; the weak unit misses."""
        words = (self.walk.region.code, row.indicator.code, self.walk.year)
        good = chance.factor(*words, low=985, high=1060)
        if _is_weak(self.walk, self.agreement):
            good = chance.factor(*words, low=820, high=940)
        return 2 - good if row.indicator.direction == Direction.LOWER else good

    def _spendings(self) -> list[Spending]:
        share = Decimal(self.period.last_month) / 12
        found = []
        for line in self.agreement.budget_lines.all():
            pace = chance.factor(
                self.walk.region.code, line.name, self.walk.year, low=840, high=985
            )
            spent = chance.rounded(line.ceiling_rupiah * share * pace, 0)
            found.append(Spending(line.programme_id, spent))
        return found
