"""The performance tree of a plan in a year, with what is missing from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from pk.cascade import ports
from pk.cascade.models import CascadeNode, Indicator, NodeKind, NodeOwner, Plan, Target
from pk.cascade.queries import plans

MEASURED = frozenset(set(NodeKind.values) - {NodeKind.GOAL})
"""Kinds which need an indicator and someone who answers for them."""

NO_INDICATOR = "Belum ada indikator"
NO_OWNER = "Belum ada penanggung jawab"
NO_TARGET = "Target belum diisi"
NO_AGREEMENT = "Penanggung jawab belum mempunyai perjanjian"


@dataclass(frozen=True, slots=True)
class TreeOwner:
    """A position that answers for a node, and whether its holder has an agreement for the year."""

    position_id: UUID
    title: str
    has_agreement: bool


@dataclass(frozen=True, slots=True)
class TreeIndicator:
    """An indicator with the year's target and its unit, as printed; empty when it is not set."""

    indicator_id: UUID
    code: str
    name: str
    is_key: bool
    target: str
    owner: str
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A node and all below it. `gaps` are its own and its indicators'; `gap_count` is of all below."""

    node_id: UUID
    kind: str
    kind_label: str
    statement: str
    unit: str
    owners: tuple[TreeOwner, ...]
    indicators: tuple[TreeIndicator, ...]
    children: tuple[TreeNode, ...]
    supports: tuple[UUID, ...]
    gaps: tuple[str, ...]
    gap_count: int
    size: int

    def walk(self) -> Iterator[TreeNode]:
        """This node and every one below it, in the order of reading."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Tree:
    """The whole tree of a plan in a year."""

    plan: Plan
    year: int
    roots: tuple[TreeNode, ...]

    @property
    def gap_count(self) -> int:
        """How many things are missing."""
        return sum(root.gap_count for root in self.roots)

    @property
    def size(self) -> int:
        """How many nodes there are."""
        return sum(root.size for root in self.roots)

    def find(self, node_id: UUID) -> TreeNode | None:
        """One node with all below it."""
        found = (n for root in self.roots for n in root.walk() if n.node_id == node_id)
        return next(found, None)


def tree(plan: Plan, year: int) -> Tree:
    """The tree of a plan with the owners and targets of a year, in seven queries."""
    owners = NodeOwner.objects.filter(year=year).select_related("position")
    indicators = (
        Indicator.objects.filter(is_retired=False)
        .select_related("owner")
        .order_by("order", "code")
        .prefetch_related(
            Prefetch("targets", Target.objects.filter(year=year, period=0), to_attr="year_target")
        )
    )
    rows = list(
        plans.nodes_of(plan).prefetch_related(
            Prefetch("indicators", indicators, to_attr="current_indicators"),
            Prefetch("owners", owners.order_by("position__protocol_order"), to_attr="year_owners"),
            Prefetch("supports", CascadeNode.objects.only("id")),
        )
    )
    signed = ports.positions_with_agreement(year)
    children: dict[UUID | None, list[CascadeNode]] = defaultdict(list)
    known = {row.id for row in rows}
    for row in rows:
        children[row.parent_id if row.parent_id in known else None].append(row)
    return Tree(plan, year, tuple(_node(row, children, signed) for row in children[None]))


def matching(nodes: Iterable[TreeNode], words: str, *, incomplete: bool = False) -> list[TreeNode]:
    """The nodes which say `words` themselves or by an indicator, an owner or a unit."""
    sought = words.casefold()
    return [
        node
        for root in nodes
        for node in root.walk()
        if sought in _said(node) and (node.gaps or not incomplete)
    ]


def _node(
    row: CascadeNode, children: dict[UUID | None, list[CascadeNode]], signed: frozenset[UUID]
) -> TreeNode:
    owners = tuple(
        TreeOwner(o.position_id, o.position.title, o.position_id in signed)
        for o in row.year_owners  # type: ignore[attr-defined]
    )
    indicators = tuple(
        _indicator(i)
        for i in row.current_indicators  # type: ignore[attr-defined]
    )
    below = tuple(_node(child, children, signed) for child in children[row.id])
    gaps = tuple(_gaps(row, owners, indicators))
    own = len(gaps) + sum(len(i.gaps) for i in indicators)
    return TreeNode(
        node_id=row.id,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        statement=row.statement,
        unit=(row.unit.short_name or row.unit.name) if row.unit else "",
        owners=owners,
        indicators=indicators,
        children=below,
        supports=tuple(other.id for other in row.supports.all()),
        gaps=gaps + tuple(f"{i.code}: {gap}" for i in indicators for gap in i.gaps),
        gap_count=own + sum(child.gap_count for child in below),
        size=1 + sum(child.size for child in below),
    )


def _indicator(row: Indicator) -> TreeIndicator:
    target = next(iter(row.year_target), None)  # type: ignore[attr-defined]
    if target is not None:
        target.indicator = row
    printed = target.printed_with_unit if target else ""
    return TreeIndicator(
        indicator_id=row.id,
        code=row.code,
        name=row.name,
        is_key=row.is_key,
        target=printed,
        owner=row.owner.title if row.owner else "",
        gaps=() if printed else (NO_TARGET,),
    )


def target_text(indicator: Indicator, target: Target | None) -> str:
    """A target as it is printed and typed; empty when it is not set."""
    if target is None:
        return ""
    target.indicator = indicator
    return target.printed


def _gaps(
    row: CascadeNode, owners: tuple[TreeOwner, ...], indicators: tuple[TreeIndicator, ...]
) -> Iterator[str]:
    if row.kind in MEASURED:
        if not indicators:
            yield NO_INDICATOR
        if not owners:
            yield NO_OWNER
    if not all(owner.has_agreement for owner in owners) and indicators:
        yield NO_AGREEMENT


def _said(node: TreeNode) -> str:
    parts = [node.statement, node.unit, *(o.title for o in node.owners)]
    parts += [f"{i.code} {i.name} {i.owner}" for i in node.indicators]
    return " ".join(parts).casefold()
