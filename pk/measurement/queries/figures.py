"""Questions about what was reached, named after their answers. Sums and sides are computed here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from core.days import day_of
from pk.agreements.models import Agreement
from pk.agreements.queries import mandates as agreements
from pk.cascade.models import Programme
from pk.measurement import rules, states
from pk.measurement.models import BudgetRealisation, Measurement, MeasurementState, Period
from pk.measurement.queries import achievements
from pk.measurement.queries.achievements import CommitmentAchievement
from pk.policies import aggregation, efficiency, numbers
from tenants.organization import hierarchy
from tenants.organization.models import Level, OrgUnit
from tenants.policy.queries.versions import version_on
from tenants.policy.schema import AchievementRules, RegionPolicy

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Counts:
    """Indicators below, equal and above target, and the mean beside them, with its rule."""

    below: int
    equal: int
    above: int
    missing: int
    mean_capped: Decimal | None
    rule: str

    @property
    def total(self) -> int:
        """All indicators."""
        return self.below + self.equal + self.above + self.missing


@dataclass(frozen=True, slots=True)
class Absorption:
    """Money spent against ceilings; the percentage is of the programmes that were reported."""

    ceiling: Decimal
    spent: Decimal
    percent: Decimal | None
    reported: int
    total: int

    @property
    def is_complete(self) -> bool:
        """Whether every programme was reported."""
        return self.reported == self.total


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """One perangkat daerah: its indicators, its money, and what they say together."""

    unit: OrgUnit
    counts: Counts
    absorption: Absorption
    efficiency: efficiency.Efficiency


@dataclass(frozen=True, slots=True)
class PeriodProgress:
    """How far the reporting of a period is."""

    period: Period
    reported: int
    late: int
    total: int
    is_due: bool
    has_begun: bool

    @property
    def missing(self) -> int:
        """Agreements without a submitted report."""
        return self.total - self.reported


@dataclass(frozen=True, slots=True)
class NotReported:
    """An agreement without a complete report in a period."""

    agreement: Agreement
    state: str
    is_late: bool

    @property
    def state_word(self) -> str:
        """The state in words; nothing begun has a word of its own."""
        return MeasurementState(self.state).label if self.state else "Belum diisi"


def today() -> date:
    """The calendar day where the region is."""
    return day_of(timezone.now())


def rules_for(year: int, *, on: date) -> RegionPolicy:
    """The policy by which a year is summed up on a day: of its last day, or the first after it."""
    version = version_on(min(on, date(year, 12, 31))) or version_on(on)
    return RegionPolicy.model_validate(version.values) if version else RegionPolicy()


def periods(year: int) -> QuerySet[Period]:
    """The periods of a year, in order."""
    return Period.objects.filter(year=year).order_by("number")


def years() -> list[int]:
    """The years which have periods, newest first."""
    return sorted(set(Period.objects.values_list("year", flat=True)), reverse=True)


def latest_open(on: date) -> Period | None:
    """The last period that could be reported by `on`."""
    return Period.objects.filter(opens_on__lte=on).order_by("-opens_on").first()


def mandates(
    year: int, *, on: date, unit: OrgUnit | None = None, level: str = ""
) -> list[Agreement]:
    """The last valid agreements of a year, of all or of one unit with what stands below it."""
    rows = agreements.in_force(on, year=year).select_related(
        "policy", "giver", "receiver__position__unit", "receiver__official"
    )
    if level:
        rows = rows.filter(receiver__position__level=level)
    if unit is not None:
        rows = rows.filter(receiver__position__unit__in=hierarchy.units_below([unit.id]))
    return list(rows)


def counts(
    year: int,
    *,
    on: date,
    unit: OrgUnit | None = None,
    period: Period | None = None,
    level: str = "",
) -> Counts:
    """The indicators of a year's agreements valid on a day, each once, up to `period`.

    With `level` only agreements of positions of that level count: the head of region's own
    indicators are `level="HEAD_OF_REGION"`.
    """
    upto = period.number if period else None
    found = achievements.standings(mandates(year, on=on, unit=unit, level=level), upto=upto)
    return counted([row for rows in found.values() for row in rows], year, on=on)


def region_counts(year: int, *, on: date) -> Counts:
    """The region's own indicators: those which the head of region promised."""
    return counts(year, on=on, level=Level.HEAD_OF_REGION)


def counted(
    rows: Iterable[CommitmentAchievement],
    year: int,
    *,
    on: date,
    policy: AchievementRules | None = None,
) -> Counts:
    """The counts and the mean of some standings; an indicator promised by several counts once."""
    once = {row.commitment.indicator_id: row for row in reversed(list(rows))}
    tally = aggregation.tally(row.achievement for row in once.values())
    cap = (policy or rules_for(year, on=on).achievement).cap_percent
    return Counts(
        below=tally.below,
        equal=tally.equal,
        above=tally.above,
        missing=tally.missing,
        mean_capped=aggregation.mean(achievements.percents(once.values()), cap),
        rule=aggregation.mean_rule(cap),
    )


def absorption(
    year: int, *, unit: OrgUnit | None = None, period: Period | None = None
) -> Absorption:
    """What was spent of the programmes of a year, of all units or one, up to `period`."""
    programmes = Programme.objects.filter(year=year, kind=Programme.Kind.PROGRAMME)
    if unit is not None:
        programmes = programmes.filter(unit__in=hierarchy.units_below([unit.id]))
    return absorbed(list(programmes), spent_by_programme(year, period))


def absorbed(programmes: Sequence[Programme], spent: dict[UUID, Decimal]) -> Absorption:
    """The absorption of some programmes."""
    known = [p for p in programmes if p.id in spent]
    ceiling = sum((p.ceiling_rupiah for p in known), Decimal(0))
    total = sum((spent[p.id] for p in known), Decimal(0))
    return Absorption(
        ceiling=sum((p.ceiling_rupiah for p in programmes), Decimal(0)),
        spent=total,
        percent=numbers.round_half_up(total * HUNDRED / ceiling) if ceiling else None,
        reported=len(known),
        total=len(programmes),
    )


def spent_by_programme(year: int, period: Period | None = None) -> dict[UUID, Decimal]:
    """What was spent since the start of the year, as last reported, by programme."""
    rows = BudgetRealisation.objects.filter(period__year=year)
    if period is not None:
        rows = rows.filter(period__number__lte=period.number)
    ordered = rows.order_by("period__number").values_list("programme_id", "spent_rupiah")
    return dict(ordered)


def by_unit(year: int, *, period: Period | None = None) -> list[UnitStanding]:
    """Every unit that has an agreement, in protocol order."""
    upto = period.number if period else None
    day = today()
    valid = mandates(year, on=day)
    found = achievements.standings(valid, upto=upto)
    roots = hierarchy.root_units()
    spent = spent_by_programme(year, period)
    programmes: dict[UUID, list[Programme]] = {}
    for programme in Programme.objects.filter(year=year, kind=Programme.Kind.PROGRAMME):
        programmes.setdefault(roots[programme.unit_id].id, []).append(programme)
    groups: dict[UUID, list[CommitmentAchievement]] = {}
    for agreement in valid:
        root = roots[agreement.receiver.position.unit_id]
        groups.setdefault(root.id, []).extend(found[agreement.id])
    policy = rules_for(year, on=day).achievement
    rows = []
    for root_id, standings in groups.items():
        made = counted(standings, year, on=day, policy=policy)
        money = absorbed(programmes.get(root_id, []), spent)
        judged = efficiency.efficiency(made.mean_capped, money.percent, policy.efficiency)
        rows.append(UnitStanding(roots[root_id], made, money, judged))
    return sorted(rows, key=lambda r: (r.unit.protocol_order, r.unit.name))


def not_reported(period: Period) -> list[NotReported]:
    """The agreements without a submitted report in a period, in protocol order."""
    valid = mandates(period.year, on=today())
    reports: dict[UUID, list[Measurement]] = {}
    for row in Measurement.objects.filter(
        period=period, commitment__agreement__in=valid
    ).select_related("commitment"):
        reports.setdefault(row.commitment.agreement_id, []).append(row)
    late = today() > period.due_on
    found = []
    for agreement in valid:
        rows = reports.get(agreement.id, [])
        state = rules.state_of(rows) if rows else ""
        if state not in states.COUNTED:
            found.append(NotReported(agreement, state, late))
    return found


def progress(year: int) -> list[PeriodProgress]:
    """Each period of a year: how many agreements were reported, and how many of them late."""
    total = len(mandates(year, on=today()))
    rows = Measurement.objects.filter(period__year=year, state__in=states.COUNTED).values_list(
        "period_id", "commitment__agreement_id", "reported_at"
    )
    moments: dict[UUID, dict[UUID, date]] = {}
    for period_id, agreement_id, at in rows:
        if at is not None:
            moments.setdefault(period_id, {})[agreement_id] = day_of(at)
    return [
        PeriodProgress(
            period=row,
            reported=len(moments.get(row.id, {})),
            late=sum(1 for day in moments.get(row.id, {}).values() if day > row.due_on),
            total=total,
            is_due=today() > row.due_on,
            has_begun=today() >= row.opens_on,
        )
        for row in periods(year)
    ]
