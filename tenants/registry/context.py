"""Entering a region: the one way for requests, tasks, commands and the shell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import timezone
from django_tenants.utils import schema_context

from core.db.context import Realm, in_realm
from core.errors import NotFound
from tenants.registry.models import Region, RegionState


@dataclass(frozen=True, slots=True)
class RegionFacts:
    """What every page of a region needs to know about it, without a query."""

    code: str
    name: str
    slug: str
    kind: str
    province_code: str
    schema: str
    state: str
    time_zone: str
    brand: str
    is_sample: bool
    head_title: str

    @classmethod
    def of(cls, region: Region) -> RegionFacts:
        """The facts of a row of the registry."""
        return cls(
            code=region.code,
            name=region.name,
            slug=region.slug,
            kind=region.kind,
            province_code=region.province_code,
            schema=region.schema_name,
            state=region.state,
            time_zone=region.time_zone,
            brand=region.brand,
            is_sample=region.is_sample,
            head_title=region.head_title,
        )

    @property
    def realm(self) -> Realm:
        """The schema and role of the region; both are named alike."""
        return Realm(self.schema, self.schema, self.code)


_facts: ContextVar[RegionFacts | None] = ContextVar("region", default=None)


def current_region() -> RegionFacts:
    """The region in whose name we run. Raises NotFound outside of one."""
    facts = _facts.get()
    if facts is None:
        raise NotFound("Halaman ini hanya ada pada alamat sebuah daerah.")
    return facts


def region_or_none() -> RegionFacts | None:
    """The region in whose name we run, or None on the other hosts."""
    return _facts.get()


def find_region(code: str) -> RegionFacts:
    """The facts of the region with `code`. Raises NotFound when there is none."""
    with schema_context("public"):
        region = Region.objects.filter(code=code).first()
    if region is None:
        raise NotFound("Daerah ini tidak terdaftar.")
    return RegionFacts.of(region)


@contextmanager
def in_region(region: RegionFacts | str) -> Iterator[RegionFacts]:
    """Run a block in the name of a region, given by its facts or its code."""
    facts = find_region(region) if isinstance(region, str) else region
    token = _facts.set(facts)
    try:
        with (
            in_realm(facts.realm),
            schema_context(facts.schema),
            timezone.override(ZoneInfo(facts.time_zone)),
        ):
            yield facts
    finally:
        _facts.reset(token)


def each_region(*, states: tuple[str, ...] = (RegionState.ACTIVE,)) -> Iterator[RegionFacts]:
    """Enter every region in turn, in the order of their codes."""
    with schema_context("public"):
        regions = [
            RegionFacts.of(r) for r in Region.objects.filter(state__in=states).order_by("code")
        ]
    for facts in regions:
        with in_region(facts):
            yield facts


def schema_name() -> str:
    """The schema that the connection stands in."""
    return str(connection.schema_name)
