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
from tenants.registry.tenant import Tenant

_tenant: ContextVar[Tenant | None] = ContextVar("region", default=None)


def current_region() -> Tenant:
    """The region in whose name we run. Raises NotFound outside of one."""
    tenant = region_or_none()
    if tenant is None:
        raise NotFound("Halaman ini hanya ada pada alamat sebuah daerah.")
    return tenant


def region_or_none() -> Tenant | None:
    """The region in whose name we run, or None in `public`.

    The realm decides: whoever entered a region's schema by django-tenants' means is in it too.
    """
    tenant, realm = _tenant.get(), current_realm()
    if realm is None or not realm.code:
        return None
    if tenant is not None and tenant.realm is realm:
        return tenant
    return hosts.region(realm.code)


def find_region(code: str) -> Tenant:
    """The region with `code`. Raises NotFound when there is none."""
    tenant = hosts.region(code)
    if tenant is None:
        raise NotFound("Daerah ini tidak terdaftar.")
    return tenant


@contextmanager
def in_region(region: Tenant | str) -> Iterator[Tenant]:
    """Run a block in the name of a region, given as a Tenant or by its code."""
    tenant = find_region(region) if isinstance(region, str) else region
    with serving(tenant), timezone.override(ZoneInfo(tenant.time_zone)):
        yield tenant


class serving(in_realm):
    """A request in the name of a region. The time zone stays that of the installation."""

    __slots__ = ("_before", "_tenant")

    def __init__(self, tenant: Tenant) -> None:
        self._realm = tenant.realm
        self._tenant = tenant

    def __enter__(self) -> Realm | None:
        self._before = _tenant.set(self._tenant)
        return in_realm.__enter__(self)

    def __exit__(self, *error: object) -> None:
        in_realm.__exit__(self, *error)
        _tenant.reset(self._before)


def each_region(*, states: tuple[str, ...] = (RegionState.ACTIVE,)) -> Iterator[Tenant]:
    """Enter every region in turn, in the order of their codes."""
    for tenant in hosts.regions():
        if tenant.state in states:
            with in_region(tenant):
                yield tenant
