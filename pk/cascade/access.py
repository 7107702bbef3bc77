"""The one door to plans, nodes and indicators. Everyone in the region may read them."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from core.errors import NotFound
from pk.cascade.models import CascadeNode, Indicator, Plan
from tenants.organization.models import Position

T = TypeVar("T", bound=Model)


def plan_for(plan_id: UUID | str) -> Plan:
    """The plan. Raises NotFound."""
    return _one(Plan.objects.select_related("unit"), plan_id)


def node_for(node_id: UUID | str) -> CascadeNode:
    """The node with its plan, unit and parent. Raises NotFound."""
    return _one(CascadeNode.objects.select_related("plan", "unit", "parent"), node_id)


def indicator_for(indicator_id: UUID | str) -> Indicator:
    """The indicator with its node, plan and owner. Raises NotFound."""
    return _one(Indicator.objects.select_related("node__plan", "node__unit", "owner"), indicator_id)


def position_for(position_id: UUID | str) -> Position:
    """The position. Raises NotFound."""
    return _one(Position.objects.select_related("unit"), position_id)


def _one(rows: QuerySet[T], row_id: UUID | str) -> T:
    try:
        found = rows.filter(id=UUID(str(row_id))).first()
    except ValueError:
        found = None
    if found is None:
        raise NotFound
    return found
