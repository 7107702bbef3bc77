"""What the tree asks of the rooms above it."""

from uuid import UUID

from core.ports import Port

positions_with_agreement: Port[[int], frozenset[UUID]] = Port(
    "pk.cascade: the positions whose holders have an agreement, in whatever state, for a year"
)
