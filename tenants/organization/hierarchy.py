"""Which units stand below which, and which an account heads: one answer for every room.

A unit counts as below itself in all of these. Each is one recursive query, whatever the depth.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import ExpressionWrapper, F, Q, UUIDField
from tree_queries.query import TreeQuerySet

from core.accounts.models import User
from tenants.organization.models import Appointment, OrgUnit


def headed_by(user: User, *, on: date) -> frozenset[UUID]:
    """The units that the account heads on the day, also as Plt., Plh. or Pj."""
    rows = Appointment.objects.serving(on=on).heading().filter(official__user_id=user.id)
    return frozenset(rows.values_list("position__unit_id", flat=True))


def units_of(user: User, *, on: date) -> frozenset[UUID]:
    """The units that the account heads on the day, with all that stands below them."""
    return units_below(headed_by(user, on=on))


def units_below(unit_ids: Iterable[UUID]) -> frozenset[UUID]:
    """These units and all below them."""
    under = Q()
    for unit_id in unit_ids:
        under |= Q(tree_path__contains=unit_id)
    if not under:
        return frozenset()
    return frozenset(_tree().filter(under).values_list("id", flat=True))


def ways_up() -> dict[UUID, list[UUID]]:
    """For every unit the way to the top: the unit itself, the one above it, and so on."""
    path = ExpressionWrapper(F("tree_path"), output_field=ArrayField(UUIDField()))
    rows = _tree().annotate(path=path).values_list("id", "path")
    return {unit_id: found[::-1] for unit_id, found in rows}


def root_units() -> dict[UUID, OrgUnit]:
    """For every unit the one at the top of it: the perangkat daerah to which a section belongs."""
    units = {unit.id: unit for unit in OrgUnit.objects.all()}
    return {unit_id: units[way[-1]] for unit_id, way in ways_up().items()}


def root_unit(unit: OrgUnit) -> OrgUnit:
    """The unit at the top of this one; the unit itself when nothing stands above it."""
    if unit.parent_id is None:
        return unit
    above = _tree().ancestors(unit).first()
    return OrgUnit.objects.get(id=above.id)


def _tree() -> TreeQuerySet:
    return TreeQuerySet(OrgUnit).with_tree_fields()
