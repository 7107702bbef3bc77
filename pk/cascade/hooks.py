"""What the rooms above tell the tree. Filled at start by the `ready` of the room that knows."""

from collections.abc import Callable
from uuid import UUID

PositionsWithAgreement = Callable[[int], frozenset[UUID]]

positions_with_agreement: PositionsWithAgreement | None = None
"""The positions whose holders have an agreement, in whatever state, for a year.

Given by `pk.agreements`; while nobody has given it, the tree does not speak of agreements.
"""
