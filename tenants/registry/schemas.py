"""A region's schema and role: made, filled with tables, renamed and dropped.

Only the owner of the database may do this, so it happens in jobs and commands, never in a request.
The work itself is `realms.provision`; this is its vocabulary for the acts of the registry.
"""

from contextlib import AbstractContextManager

from django.db import connection

from realms import plan as plans
from realms import provision
from realms.alone import alone
from realms.models import SchemaVersion
from realms.owner import as_owner

__all__ = [
    "alone_with",
    "as_owner",
    "create",
    "current_version",
    "drop",
    "exists",
    "lock",
    "stock",
    "template_sql",
    "version",
]


def create(schema: str) -> None:
    """Make the schema, its role and its tables, inside the transaction in force."""
    provision.open_schema(schema)


def stock(wanted: int) -> int:
    """Fill the stock of spare schemas; gives how many were made."""
    return provision.stock(wanted)


def drop(schema: str) -> None:
    """Drop the schema with everything in it and its role, inside the transaction in force."""
    provision.drop_schema(schema)


def exists(schema: str) -> bool:
    """Whether there is such a schema."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace(%s) IS NOT NULL", [f'"{schema}"'])
        return bool(cursor.fetchone()[0])


def lock() -> None:
    """Wait until no other act changes the registry; released with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('amanah.registry'))")


def alone_with(code: str) -> AbstractContextManager[bool]:
    """Whether nobody else does slow work on this region now; whoever dies lets go of it."""
    return alone("region", code)


def version(schema: str) -> str:
    """Which set of migrations the schema stands on, by the ledger; 16 characters, empty if unknown."""
    found = SchemaVersion.objects.filter(schema=schema).values_list("plan", flat=True).first()
    return (found or "")[:16]


def template_sql() -> bytes:
    """The statements that make the tables of a region, for the archive's reader."""
    migrations = plans.plan().migrations
    return "\n".join(step.sql for migration in migrations for step in migration.steps).encode()


def current_version() -> str:
    """The version on which a region opened now would stand."""
    return plans.checksum()[:16]
