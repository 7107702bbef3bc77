"""A region's schema and role: made, filled with tables, renamed and dropped.

Only the owner of the database may do this, so it happens in jobs and commands, never in a request.
"""

import functools
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.apps import apps as django_apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
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


def version(schema: str) -> str:
    """Which migrations the schema stands on: the same text for the same set, 16 characters."""
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("SELECT app, name FROM {}").format(sql.Identifier(schema, "django_migrations"))
        )
        return _fingerprint(cursor.fetchall())


@functools.cache
def template_sql() -> bytes:
    """The statements that make the tables of a region, for the archive's reader."""
    loader = MigrationLoader(connection)
    apps = {
        config.label
        for config in django_apps.get_app_configs()
        if config.name in settings.TENANT_APPS
    }
    plan = [
        (loader.get_migration(*key), False)
        for key in loader.graph._generate_plan(loader.graph.leaf_nodes(), at_end=True)
        if key[0] in apps
    ]
    return "\n".join(loader.collect_sql(plan)).encode()


def current_version() -> str:
    """The version on which a region opened now would stand."""
    loader = MigrationLoader(connection)
    return _fingerprint(loader.disk_migrations)


def _fingerprint(migrations: Iterable[tuple[str, str]]) -> str:
    return hashlib.sha256(repr(sorted(migrations)).encode()).hexdigest()[:16]
