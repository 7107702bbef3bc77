"""What the template database holds: the public schema, Kabupaten Malang and Kabupaten Solok."""

from contextlib import AbstractContextManager, ExitStack
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

REGIONS = (
    ("35.07", "Kabupaten Malang", "kab-malang"),
    ("13.02", "Kabupaten Solok", "kab-solok"),
)


def build(database: str) -> None:
    """Fill `database` with the schemas of both regions and their rows in the registry."""
    from tenants.registry.models import Domain, Region, RegionState

    connection.close()
    connection.settings_dict["NAME"] = database
    call_command("migrate_schemas", shared=True, verbosity=0, interactive=False)
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
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {region.schema_name}")
        call_command(
            "migrate_schemas", schema_name=region.schema_name, verbosity=0, interactive=False
        )
        connection.set_schema_to_public()
    connection.close()


def inside(host: str) -> AbstractContextManager[Any]:
    """The realm in which the requests of `host` (its first label) run."""
    from django_tenants.utils import schema_context

    from core.db.context import in_realm
    from tenants.registry.context import in_region
    from tenants.registry.middleware import PUBLIC_HOSTS

    for code, _, slug in REGIONS:
        if slug == host:
            return in_region(code)
    stack = ExitStack()
    stack.enter_context(in_realm(PUBLIC_HOSTS[host][0]))
    stack.enter_context(schema_context("public"))
    return stack
