"""What is said about a plan, a node, an indicator, a target or a programme."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pk.cascade.models import (
    Aggregation,
    CascadeNode,
    Direction,
    Indicator,
    NodeKind,
    Plan,
    Programme,
    ValueKind,
)
from tenants.organization.models import OrgUnit, Position


@dataclass(frozen=True, slots=True)
class PlanInput:
    """A planning document."""

    title: str
    first_year: int
    last_year: int
    kind: Plan.Kind | str = Plan.Kind.RPJMD
    unit: OrgUnit | None = None
    version: str = "murni"
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class NodeInput:
    """A condition to be reached. Without `order` it comes last among its siblings."""

    kind: NodeKind | str
    statement: str
    parent: CascadeNode | None = None
    unit: OrgUnit | None = None
    order: int | None = None


@dataclass(frozen=True, slots=True)
class IndicatorInput:
    """How a node is known to be reached."""

    code: str
    name: str
    unit_of_measure: str
    value_kind: ValueKind | str = ValueKind.NUMBER
    direction: Direction | str = Direction.HIGHER
    aggregation: Aggregation | str = Aggregation.LAST
    scale: tuple[str, ...] = ()
    formula: str = ""
    data_source: str = ""
    is_key: bool = False
    owner: Position | None = None
    decimals: int = 2
    order: int = 0


@dataclass(frozen=True, slots=True)
class TargetInput:
    """A target in a year (`period` 0) or in a period of it; all empty takes it away."""

    indicator: Indicator
    year: int
    period: int = 0
    low: Decimal | None = None
    high: Decimal | None = None
    label: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether the row says nothing; zero says something."""
        return self.low is None and self.high is None and not self.label


@dataclass(frozen=True, slots=True)
class ProgrammeInput:
    """A programme or a part of one; `parent_code` names a row of the same unit and year."""

    code: str
    name: str
    ceiling_rupiah: Decimal
    kind: Programme.Kind | str = Programme.Kind.PROGRAMME
    parent_code: str = ""
    node: CascadeNode | None = None
    fund_source: str = "APBD"
    nomenclature: str = ""
