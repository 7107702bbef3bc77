"""The hosts and regions, in this process's memory: a request finds its region without a query.

The memory is compared with `public.db_registryversion`, which triggers change with every change of
the registry, at most once in `CHECK_SECONDS`: so long may another process serve an old state. The
process that makes a change calls `forget` and sees it at once. An unknown host costs no query.
"""

import threading
import time
import uuid
from dataclasses import dataclass

from realms.context import FRONT, in_realm
from realms.models import RegistryVersion
from tenants.registry.models import Domain, Region
from tenants.registry.tenant import Tenant

CHECK_SECONDS = 1.0
KNOWN = (
    "code",
    "name",
    "slug",
    "kind",
    "province_code",
    "schema_name",
    "state",
    "time_zone",
    "brand",
    "is_sample",
    "copy_of",
)
"""What the roles of every host may read of a region (`PUBLIC_GRANTS`); the rest is the operators'."""


@dataclass(frozen=True, slots=True)
class Host:
    """What a host name leads to; an old one only redirects to the region's present address."""

    region: Tenant
    redirects: bool


@dataclass(frozen=True, slots=True)
class _Registry:
    version: uuid.UUID | None
    hosts: dict[str, Host]
    regions: dict[str, Tenant]


_lock = threading.Lock()
_registry: _Registry | None = None
_checked_at = 0.0


def find(host: str) -> Host | None:
    """What `host` (lower case, without port) leads to, or None."""
    return _current().hosts.get(host)


def region(code: str) -> Tenant | None:
    """The region with `code`, in whatever state, or None."""
    return _current().regions.get(code)


def regions() -> list[Tenant]:
    """All regions, in the order of their codes."""
    return list(_current().regions.values())


def forget() -> None:
    """Read the registry again at the next use."""
    global _registry  # noqa: PLW0603
    _registry = None


def _current() -> _Registry:
    global _registry, _checked_at  # noqa: PLW0603
    known = _registry
    if known is not None and time.monotonic() - _checked_at < CHECK_SECONDS:
        return known
    with _lock, in_realm(FRONT):
        known = _registry
        version = _version()
        if known is None or known.version != version:
            known = _registry = _read(version)
        _checked_at = time.monotonic()
        return known


def _version() -> uuid.UUID | None:
    return RegistryVersion.objects.values_list("value", flat=True).first()


def _read(version: uuid.UUID | None) -> _Registry:
    # Hosts before regions: one that is opened between the two questions is not known yet, and its
    # host is not looked for in vain. One that is destroyed between them is not known any more.
    domains = list(Domain.objects.all())
    rows = list(Region.objects.only(*KNOWN).order_by("code"))
    tenants = {row.pk: Tenant.of(row) for row in rows}
    hosts = {
        domain.domain: Host(tenants[domain.tenant_id], domain.redirects)
        for domain in domains
        if domain.tenant_id in tenants
    }
    return _Registry(version, hosts, {row.code: tenants[row.pk] for row in rows})
