"""Entering a region: the one way for requests, tasks, commands and the shell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.utils import timezone

from core.errors import NotFound
from realms.context import Realm, current_realm, in_realm
from tenants.registry import hosts
from tenants.registry.models import RegionState
from tenants.registry.tenant import RegionFacts

_facts: ContextVar[RegionFacts | None] = ContextVar("region", default=None)


def current_region() -> RegionFacts:
    """The region in whose name we run. Raises NotFound outside of one."""
    facts = region_or_none()
    if facts is None:
        raise NotFound("Halaman ini hanya ada pada alamat sebuah daerah.")
    return facts


def region_or_none() -> RegionFacts | None:
    """The region in whose name we run, or None in `public`.

    The realm decides: whoever entered a region's schema by django-tenants' means is in it too.
    """
    facts, realm = _facts.get(), current_realm()
    if realm is None or not realm.code:
        return None
    if facts is not None and facts.realm is realm:
        return facts
    return hosts.region(realm.code)


def find_region(code: str) -> RegionFacts:
    """The facts of the region with `code`. Raises NotFound when there is none."""
    facts = hosts.region(code)
    if facts is None:
        raise NotFound("Daerah ini tidak terdaftar.")
    return facts


@contextmanager
def in_region(region: RegionFacts | str) -> Iterator[RegionFacts]:
    """Run a block in the name of a region, given by its facts or its code."""
    facts = find_region(region) if isinstance(region, str) else region
    with serving(facts), timezone.override(ZoneInfo(facts.time_zone)):
        yield facts


class serving(in_realm):
    """A request in the name of a region. The time zone stays that of the installation."""

    __slots__ = ("_before", "_facts")

    def __init__(self, facts: RegionFacts) -> None:
        self._realm = facts.realm
        self._facts = facts

    def __enter__(self) -> Realm | None:
        self._before = _facts.set(self._facts)
        return in_realm.__enter__(self)

    def __exit__(self, *error: object) -> None:
        in_realm.__exit__(self, *error)
        _facts.reset(self._before)


def each_region(*, states: tuple[str, ...] = (RegionState.ACTIVE,)) -> Iterator[RegionFacts]:
    """Enter every region in turn, in the order of their codes."""
    for facts in hosts.regions():
        if facts.state in states:
            with in_region(facts):
                yield facts
