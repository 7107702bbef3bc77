"""Questions about the cascade: who answers for what, with which programmes and targets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from django.db.models import Prefetch, QuerySet, Sum

from pk.cascade.models import (
    BudgetDocument,
    CascadeNode,
    Indicator,
    NodeKind,
    NodeOwner,
    Plan,
    Programme,
    Target,
)
from tenants.organization import hierarchy
from tenants.organization.models import Level, OrgUnit, Position
from tenants.organization.queries import directory as organization

UNIT_LEADERS = (Level.SECRETARY, Level.UNIT_HEAD, Level.DISTRICT_HEAD)


@dataclass(frozen=True, slots=True)
class PlannedCommitment:
    """What an agreement will carry: a node, its indicator and the year's target, if it is set."""

    node: CascadeNode
    indicator: Indicator
    target: Target | None


def plans(year: int | None = None) -> QuerySet[Plan]:
    """The planning documents, or those of a year; the newest first."""
    rows = Plan.objects.select_related("unit").order_by("-first_year", "kind", "title")
    return rows if year is None else rows.filter(first_year__lte=year, last_year__gte=year)


def region_plan(year: int) -> Plan | None:
    """The region's own plan (RPJMD) of a year, in its last version."""
    return plans(year).filter(kind=Plan.Kind.RPJMD, unit=None).order_by("-id").first()


def nodes_of(plan: Plan) -> QuerySet[CascadeNode]:
    """The nodes of a plan which have not been retired, in the order in which they are shown."""
    return (
        CascadeNode.objects.filter(plan=plan, is_retired=False)
        .select_related("unit")
        .order_by("order", "id")
    )


def owned_nodes(position: Position, year: int) -> QuerySet[CascadeNode]:
    """The nodes for which a position answers in a year."""
    return nodes_owned_by([position.id], year)


def nodes_owned_by(positions: Iterable[UUID], year: int) -> QuerySet[CascadeNode]:
    """The nodes for which any of the positions answers in a year, each once."""
    owned = NodeOwner.objects.filter(position_id__in=list(positions), year=year)
    return (
        CascadeNode.objects.filter(id__in=owned.values("node_id"), is_retired=False)
        .select_related("plan", "unit", "parent")
        .order_by("plan__kind", "parent__order", "order", "id")
    )


def commitments_for(position: Position, year: int) -> list[PlannedCommitment]:
    """What the holder of a position will be asked to promise for a year.

    The indicators of the nodes it owns. Where a node has several owners, an indicator with an
    owner of its own goes to that owner alone.
    """
    return commitments_of([position], year)[position.id]


def commitments_of(positions: Iterable[Position], year: int) -> dict[UUID, list[PlannedCommitment]]:
    """`commitments_for` each of the positions, by its id, in as many queries as for one."""
    year_target = Prefetch(
        "targets", Target.objects.filter(year=year, period=0), to_attr="year_target"
    )
    indicators = (
        Indicator.objects.filter(is_retired=False)
        .select_related("owner")
        .order_by("order", "code")
        .prefetch_related(year_target)
    )
    found: dict[UUID, list[PlannedCommitment]] = {position.id: [] for position in positions}
    nodes = nodes_owned_by(found, year).prefetch_related(
        Prefetch("indicators", indicators, to_attr="current_indicators"),
        Prefetch("owners", NodeOwner.objects.filter(year=year), to_attr="year_owners"),
    )
    for node in nodes:
        prefetched = cast(Any, node)
        sharing = {owner.position_id for owner in prefetched.year_owners}
        for position_id in sharing & found.keys():
            found[position_id] += [
                PlannedCommitment(node, indicator, next(iter(indicator.year_target), None))
                for indicator in prefetched.current_indicators
                if indicator.owner_id in {None, position_id} or indicator.owner_id not in sharing
            ]
    return found


def programmes_for(position: Position, year: int) -> list[Programme]:
    """The programmes that an agreement of a position lists.

    The head of region: the programmes of all units. The head of a unit: the programmes of the
    unit. Others: what is linked to the nodes they own, of whatever kind.
    """
    rows = Programme.objects.filter(year=year).select_related("unit", "node").order_by("code")
    if position.level == Level.HEAD_OF_REGION:
        rows = rows.filter(kind=Programme.Kind.PROGRAMME)
        return list(rows.order_by("unit__protocol_order", "unit__name", "code"))
    if position.level in UNIT_LEADERS:
        return list(rows.filter(unit=position.unit, kind=Programme.Kind.PROGRAMME))
    return list(rows.filter(node__in=owned_nodes(position, year)))


@dataclass(frozen=True, slots=True)
class BudgetDays:
    """When the first budget document of each unit was ratified in a year. Deadlines run from it."""

    ratified: dict[UUID, date]
    ways: dict[UUID, list[UUID]]

    def of(self, unit_id: UUID) -> date | None:
        """The unit's day. A section without a document of its own goes by the unit above it."""
        return next((self.ratified[u] for u in self.ways[unit_id] if u in self.ratified), None)

    @property
    def first(self) -> date | None:
        """The first of all units."""
        return min(self.ratified.values(), default=None)


def budget_days(year: int) -> BudgetDays:
    """The days of all units, in two queries."""
    rows = BudgetDocument.objects.filter(year=year).order_by("-revision")
    return BudgetDays(
        ratified=dict(rows.values_list("unit_id", "ratified_on")),
        ways=hierarchy.ways_up(),
    )


def ratified_dates(year: int) -> dict[OrgUnit, BudgetDocument]:
    """The first budget document of each unit in a year."""
    rows = BudgetDocument.objects.filter(year=year).select_related("unit").order_by("-revision")
    return {row.unit: row for row in rows}


def target_of(indicator: Indicator, year: int, period: int = 0) -> Target | None:
    """The target of an indicator for a year or a period of it, if it is set."""
    return Target.objects.filter(indicator=indicator, year=year, period=period).first()


def positions() -> QuerySet[Position]:
    """The positions which may answer for something, in protocol order."""
    rows = Position.objects.filter(is_active=True).select_related("unit")
    return organization.in_protocol_order(rows)


def years_of(plans_shown: Iterable[Plan]) -> list[int]:
    """The years which these plans cover."""
    return sorted({y for p in plans_shown for y in range(p.first_year, p.last_year + 1)})


def owners_of(node: CascadeNode) -> QuerySet[NodeOwner]:
    """Who answers for a node, year by year, the last year first."""
    rows = NodeOwner.objects.filter(node=node).select_related("position__unit")
    return rows.order_by("-year", "position__protocol_order", "position__title")


def indicators_of(node: CascadeNode) -> QuerySet[Indicator]:
    """The indicators of a node with all yearly targets as `yearly`."""
    yearly = Prefetch("targets", Target.objects.filter(period=0).order_by("year"), to_attr="yearly")
    rows = Indicator.objects.filter(node=node, is_retired=False).select_related("owner")
    return rows.order_by("order", "code").prefetch_related(yearly)


def path_to(node: CascadeNode) -> list[CascadeNode]:
    """What stands above a node, from the top."""
    above: list[CascadeNode] = []
    current = node.parent
    while current is not None:
        above.insert(0, current)
        current = current.parent
    return above


def indicators_in(plan: Plan, unit_id: str = "") -> list[Indicator]:
    """The indicators of a plan from the top of the tree down, or those of one unit's nodes."""
    rows = Indicator.objects.filter(node__plan=plan, is_retired=False, node__is_retired=False)
    found = list(rows.select_related("node__unit", "node__plan").order_by("order", "code"))
    if unit_id:
        found = [row for row in found if str(row.node.unit_id) == unit_id]
    kinds = list(NodeKind.values)
    return sorted(found, key=lambda i: (kinds.index(i.node.kind), _unit_order(i), i.order, i.code))


def _unit_order(indicator: Indicator) -> tuple[int, str]:
    unit = indicator.node.unit
    return (unit.protocol_order, unit.name) if unit else (0, "")


def programmes_in(year: int, unit_id: str = "") -> QuerySet[Programme]:
    """The programmes of a year with what stands below them, unit by unit."""
    rows = Programme.objects.filter(year=year).select_related("unit")
    if unit_id:
        rows = rows.filter(unit__in=[u for u in OrgUnit.objects.all() if str(u.id) == unit_id])
    return rows.order_by("unit__protocol_order", "unit__name", "code")


def total_ceiling(year: int, unit_id: str = "") -> Decimal | None:
    """The sum of the programmes' ceilings; None when there are none, which is not zero."""
    rows = programmes_in(year, unit_id).filter(kind=Programme.Kind.PROGRAMME)
    total: Decimal | None = rows.aggregate(total=Sum("ceiling_rupiah"))["total"]
    return total
