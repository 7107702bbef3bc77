"""A region's schema and role: made, filled with tables, renamed and dropped.

Only the owner of the database may do this, so it happens in jobs and commands, never in a request.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django_tenants.utils import schema_context
from psycopg import sql

from core.db.context import Realm, in_realm

OWNER = Realm("public", "")
"""Whoever owns the database; no role is taken on."""


@contextmanager
def as_owner() -> Iterator[None]:
    """Run a block as the owner of the database, standing in `public`."""
    with in_realm(OWNER), schema_context("public"):
        yield


def create(schema: str) -> None:
    """Make the schema, its role and its tables, inside the transaction in force."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
    call_command("migrate_schemas", schema_name=schema, verbosity=0, interactive=False)


def drop(schema: str) -> None:
    """Drop the schema with everything in it, inside the transaction in force."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema)))


def exists(schema: str) -> bool:
    """Whether there is such a schema."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace(%s) IS NOT NULL", [f'"{schema}"'])
        return bool(cursor.fetchone()[0])


def lock() -> None:
    """Wait until no other act changes the registry; released with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('amanah.registry'))")
