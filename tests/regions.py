"""What the template database holds: the public schema, Kabupaten Malang and Kabupaten Solok."""

from contextlib import AbstractContextManager
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

REGIONS = (
    ("35.07", "Kabupaten Malang", "kab-malang"),
    ("13.02", "Kabupaten Solok", "kab-solok"),
)


def use(where: dict[str, Any]) -> None:
    """Lead the connections of this process to a database, as its owner.

    As the owner, so that the acts which make a schema take part in the test's transaction; under a
    realm every statement still runs in its role. What the app's own login may do is tried in
    tests/isolation.
    """
    connection.close()
    connection.settings_dict.update(where, REALMS={"owner": True, "cap": 10_000})
    settings.OWNER_DATABASE.update(where)


def build(database: str) -> None:
    """Fill `database` with the schemas of both regions and their rows in the registry."""
    from realms import install, schemas
    from realms.owner import as_owner
    from tenants.registry.models import Domain, Region, RegionState

    use({"NAME": database})
    install.bring_public_up_to_date()
    with as_owner(), transaction.atomic():
        for code, name, slug in REGIONS:
            region = Region.objects.create(
                code=code,
                name=name,
                slug=slug,
                kind="kabupaten",
                province_code=code[:2],
                state=RegionState.ACTIVE,
                schema_name="r" + code.replace(".", ""),
                opened_at=timezone.now(),
            )
            Domain.objects.create(tenant=region, domain=f"{slug}.localhost", is_primary=True)
            schemas.create_new(region.schema_name)
    connection.close()


def inside(host: str) -> AbstractContextManager[Any]:
    """The realm in which the requests of `host` (its first label) run."""
    from realms.context import in_realm
    from tenants.registry.context import in_region
    from tenants.registry.middleware import PUBLIC_HOSTS

    for code, _, slug in REGIONS:
        if slug == host:
            return in_region(code)
    return in_realm(PUBLIC_HOSTS[host][0])
