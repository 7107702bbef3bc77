"""Questions about the cascade: who answers for what, with which programmes and targets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Prefetch, QuerySet

from pk.cascade.models import (
    BudgetDocument,
    CascadeNode,
    Indicator,
    NodeOwner,
    Plan,
    Programme,
    Target,
)
from tenants.organization.models import Level, OrgUnit, Position

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
    return (
        CascadeNode.objects.filter(owners__position=position, owners__year=year, is_retired=False)
        .select_related("plan", "unit", "parent")
        .order_by("plan__kind", "parent__order", "order", "id")
    )


def commitments_for(position: Position, year: int) -> list[PlannedCommitment]:
    """What the holder of a position will be asked to promise for a year.

    The indicators of the nodes it owns. Where a node has several owners, an indicator with an
    owner of its own goes to that owner alone.
    """
    year_target = Prefetch(
        "targets", Target.objects.filter(year=year, period=0), to_attr="year_target"
    )
    indicators = (
        Indicator.objects.filter(is_retired=False)
        .select_related("owner")
        .order_by("order", "code")
        .prefetch_related(year_target)
    )
    nodes = owned_nodes(position, year).prefetch_related(
        Prefetch("indicators", indicators, to_attr="current_indicators"),
        Prefetch("owners", NodeOwner.objects.filter(year=year), to_attr="year_owners"),
    )
    found: list[PlannedCommitment] = []
    for node in nodes:
        prefetched = cast(Any, node)
        sharing = {owner.position_id for owner in prefetched.year_owners}
        found += [
            PlannedCommitment(node, indicator, next(iter(indicator.year_target), None))
            for indicator in prefetched.current_indicators
            if indicator.owner_id in {None, position.id} or indicator.owner_id not in sharing
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


def budget_ratified_on(unit: OrgUnit, year: int) -> date | None:
    """The day on which the unit's first budget document of a year was ratified.

    Deadlines run from it. A section without a document of its own goes by the unit above it.
    """
    current: OrgUnit | None = unit
    while current is not None:
        document = (
            BudgetDocument.objects.filter(unit=current, year=year).order_by("revision").first()
        )
        if document:
            return document.ratified_on
        current = current.parent
    return None


def ratified_dates(year: int) -> dict[OrgUnit, BudgetDocument]:
    """The first budget document of each unit in a year."""
    rows = BudgetDocument.objects.filter(year=year).select_related("unit").order_by("-revision")
    return {row.unit: row for row in rows}


def target_of(indicator: Indicator, year: int, period: int = 0) -> Target | None:
    """The target of an indicator for a year or a period of it, if it is set."""
    return Target.objects.filter(indicator=indicator, year=year, period=period).first()
