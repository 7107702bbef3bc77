"""Questions about the organisation: who holds what, who receives a mandate, who heads the region."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar, cast

from django.db.models import Case, IntegerField, Model, Prefetch, Q, QuerySet, Value, When

from core.accounts.models import User
from tenants.organization.models import Appointment, Level, Official, OrgUnit, Position, UnitKind

T = TypeVar("T", bound=Model)

LEVEL_RANK = {level: rank for rank, level in enumerate(Level.values)}


def official_of(user: User) -> Official | None:
    """The person in office to whom the account belongs, if any."""
    return Official.objects.filter(user_id=user.id).first()


def appointments_on(on: date) -> QuerySet[Appointment]:
    """Everyone in office on a day."""
    return Appointment.objects.serving(on=on).select_related(
        "official__user", "position__unit", "position__superior"
    )


def appointments_of(user: User, on: date) -> list[Appointment]:
    """The positions that the account's official holds on a day, own position before acting ones."""
    rows = appointments_on(on).filter(official__user_id=user.id).order_by("acting", "active_from")
    return list(rows)


def holder_of(position: Position, on: date) -> Appointment | None:
    """Who holds the position on a day, if anyone."""
    return appointments_on(on).filter(position=position).first()


def holders(positions: Iterable[Position], on: date) -> dict[Position, Appointment]:
    """Who holds each of the positions on a day; vacant ones are left out."""
    rows = appointments_on(on).filter(position__in=list(positions))
    return {row.position: row for row in rows}


def receivers(levels: Iterable[str], on: date) -> list[Appointment]:
    """Who receives a mandate on a day: holders of positions of these levels, in protocol order."""
    rows = appointments_on(on).filter(
        position__level__in=list(levels), position__is_active=True, position__unit__is_active=True
    )
    return list(in_protocol_order(rows, "position__"))


def head_of_region(on: date) -> Appointment | None:
    """The head of region in office on a day."""
    return appointments_on(on).filter(position__level=Level.HEAD_OF_REGION).first()


def in_protocol_order(rows: QuerySet[T], prefix: str = "") -> QuerySet[T]:
    """Positions (or what leads to one by `prefix`) by level, then unit, then position."""
    whens = [When(**{f"{prefix}level": level}, then=Value(n)) for level, n in LEVEL_RANK.items()]
    ranked = rows.annotate(level_rank=Case(*whens, output_field=IntegerField())).order_by(
        "level_rank",
        f"{prefix}unit__protocol_order",
        f"{prefix}protocol_order",
        f"{prefix}unit__name",
        f"{prefix}title",
    )
    return cast("QuerySet[T]", ranked)


def units(*, active_only: bool = False) -> QuerySet[OrgUnit]:
    """All units in protocol order, with what stands above them."""
    rows = OrgUnit.objects.select_related("parent").order_by("protocol_order", "name")
    return rows.filter(is_active=True) if active_only else rows


def positions_of(unit: OrgUnit, on: date) -> QuerySet[Position]:
    """The positions of a unit in protocol order, each with `holding`: its holder on the day."""
    rows = Position.objects.filter(unit=unit).select_related("superior", "unit")
    return in_protocol_order(rows).prefetch_related(
        Prefetch("appointments", appointments_on(on), to_attr="holding")
    )


def leading_positions() -> QuerySet[Position]:
    """The positions which stand on a stage: from the secretary of the region to the district heads."""
    levels = [
        Level.SECRETARY,
        Level.ASSISTANT,
        Level.EXPERT,
        Level.UNIT_HEAD,
        Level.DISTRICT_HEAD,
    ]
    return in_protocol_order(Position.objects.filter(is_active=True, level__in=levels))


def directory(words: str, on: date) -> QuerySet[Position]:
    """Every position that exists, unit by unit, each with `holding`: its holder on the day.

    With `words` only those whose title, code, unit or holder of that day contains them.
    """
    rows = Position.objects.filter(is_active=True, unit__is_active=True)
    if words:
        held = appointments_on(on).filter(official__name__icontains=words)
        rows = rows.filter(
            Q(title__icontains=words)
            | Q(code__icontains=words)
            | Q(unit__name__icontains=words)
            | Q(id__in=held.values("position"))
        )
    by_unit = ("unit__protocol_order", "unit__name", "level_rank", "protocol_order", "title")
    return (
        in_protocol_order(rows)
        .order_by(*by_unit)
        .select_related("unit", "superior")
        .prefetch_related(Prefetch("appointments", appointments_on(on), to_attr="holding"))
    )


def vacant_count(on: date) -> int:
    """How many positions that exist nobody holds on a day."""
    held = appointments_on(on).values("position")
    return (
        Position.objects.filter(is_active=True, unit__is_active=True).exclude(id__in=held).count()
    )


def history_of(position: Position) -> QuerySet[Appointment]:
    """Who held a position, the last first."""
    rows = Appointment.objects.filter(position=position)
    return rows.select_related("official", "position").order_by("-active_from")


def terms_of(official: Official) -> QuerySet[Appointment]:
    """What a person held, the last first."""
    rows = Appointment.objects.filter(official=official)
    return rows.select_related("position__unit", "official").order_by("-active_from")


def subordinates_of(position: Position, on: date) -> QuerySet[Position]:
    """Who receives a mandate from a position, each with `holding`: its holder on the day."""
    rows = Position.objects.filter(superior=position, is_active=True).select_related("unit")
    return in_protocol_order(rows).prefetch_related(
        Prefetch("appointments", appointments_on(on), to_attr="holding")
    )


def officials(words: str, on: date) -> QuerySet[Official]:
    """Everyone recorded, by name, each with `holding`: what they hold on the day."""
    rows = Official.objects.select_related("user").order_by("name", "id")
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(user__username__icontains=words))
    return rows.prefetch_related(Prefetch("appointments", appointments_on(on), to_attr="holding"))


def main_units() -> QuerySet[OrgUnit]:
    """The perangkat daerah which have a budget of their own: no sections, not the head's office."""
    rows = units(active_only=True).filter(parent=None)
    return rows.exclude(kind__in=[UnitKind.HEAD_OFFICE, UnitKind.SECTION])
