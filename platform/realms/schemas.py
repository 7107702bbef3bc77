"""A region's schema and role: made, filled with tables, renamed and dropped, in the transaction in force.

    with as_owner(), transaction.atomic():
        create("r3507")        # from the stock of spare schemas if there is one, else made new
        drop("r3507")

The primitives of the registry's acts. All of them run as the owner (`realms.owner.as_owner`).
"""

import secrets
from contextlib import AbstractContextManager

from django.db import connection, transaction
from django_tenants.utils import get_tenant_model
from psycopg import sql

from realms import plan as plans
from realms import pythonic, roles
from realms.alone import alone
from realms.context import OWNER, Realm, in_realm, is_copy
from realms.models import AppliedMigration, SchemaVersion
from realms.owner import as_owner

SPARE = "spare_"


def create(schema: str) -> None:
    """Give `schema` and its role of the same name: a spare renamed, or made from the plan."""
    if not _rename_spare(schema):
        create_new(schema)


def create_new(schema: str) -> None:
    """Make the schema with its role, grants, tables and ledger: one message if all of it is SQL."""
    plan = plans.plan()
    prelude = roles.region_prelude(schema, schema, role_exists=_role_exists(schema))
    last = (
        plans.recorded(plan.migrations)
        + roles.region_exceptions(schema, schema)
        + plans.noted(schema, plan, plan.migrations)
    )
    # The path may name the schema before it exists: PostgreSQL looks it up at each use.
    with in_realm(Realm(schema, "")):
        if any(migration.needs_python for migration in plan.migrations):
            _script(prelude)
            pythonic.run(schema, plan.migrations)
            _script(last)
        else:
            _script(prelude + plan.sql + last)


def drop(schema: str) -> None:
    """Drop the schema, everything in it, and its role."""
    name = roles.quoted(schema)
    with in_realm(OWNER):
        _script(f"DROP SCHEMA IF EXISTS {name} CASCADE")
        if _role_exists(schema):
            _script(f"DROP OWNED BY {name}")
            _drop_role(schema)
        AppliedMigration.objects.filter(schema=schema).delete()
        SchemaVersion.objects.filter(schema=schema).delete()


def rename(old: str, new: str) -> None:
    """Rename a schema with its role and its place in the ledger."""
    before, after = roles.quoted(old), roles.quoted(new)
    with in_realm(OWNER):
        statements = [f"ALTER SCHEMA {before} RENAME TO {after}"]
        if not _role_exists(new):
            statements.append(f"ALTER ROLE {before} RENAME TO {after}")
        else:
            # A role of that name is left from before; it gets what the spare's role had.
            statements += [
                roles.memberships(new),
                roles.grants_on_existing(new, new),
                f"DROP OWNED BY {before}",
                f"DROP ROLE {before}",
            ]
        if is_copy(new):
            statements.append(roles.region_exceptions(new, new))
        _script(";\n".join(statements))
        AppliedMigration.objects.filter(schema=old).update(schema=new)
        SchemaVersion.objects.filter(schema=old).update(schema=new)


def stock(wanted: int) -> int:
    """Fill the stock of spare schemas up to `wanted`; returns how many were made.

    Each in a transaction of its own; spares of an older plan are dropped. Run by a worker, so that
    opening a region is a rename.
    """
    with as_owner():
        current = plans.checksum()
        for stale in SchemaVersion.objects.filter(schema__startswith=SPARE).exclude(plan=current):
            with transaction.atomic():
                drop(stale.schema)
        missing = wanted - SchemaVersion.objects.filter(schema__startswith=SPARE).count()
        for _ in range(missing):
            with transaction.atomic():
                create_new(f"{SPARE}{secrets.token_hex(6)}")
    return max(missing, 0)


def of_regions() -> list[str]:
    """The schemas of the regions in the registry (spares are in the ledger only)."""
    with in_realm(OWNER):
        return list(get_tenant_model().objects.values_list("schema_name", flat=True))


def adopt(schema: str) -> None:
    """Give a schema that was made or migrated by other means its role, its grants and its ledger."""
    plan = plans.plan()
    with transaction.atomic():
        if not _role_exists(schema):
            _script(f"CREATE ROLE {roles.quoted(schema)} LOGIN")
        _script(roles.memberships(schema) + roles.grants_on_existing(schema, schema))
        if not plan.after(applied(schema)):
            _script(plans.noted(schema, plan, plan.migrations))


def applied(schema: str) -> set[tuple[str, str]]:
    """What Django's own table in `schema` says was applied, as pairs of app and name."""
    with in_realm(OWNER), connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("SELECT app, name FROM {}.django_migrations").format(sql.Identifier(schema))
        )
        return {plans.RECORDER, *cursor.fetchall()}


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


def _rename_spare(schema: str) -> bool:
    """Take a spare of the current plan, if one is free; concurrent callers take different ones."""
    with in_realm(OWNER):
        spare = (
            SchemaVersion.objects.select_for_update(skip_locked=True)
            .filter(schema__startswith=SPARE, plan=plans.checksum())
            .first()
        )
    if spare is None:
        return False
    rename(spare.schema, schema)
    return True


def _script(statements: str) -> None:
    connection.script(statements)  # type: ignore[attr-defined]


def _role_exists(role: str) -> bool:
    with in_realm(OWNER), connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [role])
        return cursor.rowcount > 0


def _drop_role(role: str) -> None:
    """Drop the role, unless another database of the cluster still has something of it."""
    with in_realm(OWNER), connection.cursor() as cursor:
        cursor.execute(
            "SELECT FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid "
            "WHERE r.rolname = %s AND d.refclassid = 'pg_authid'::regclass "
            "AND d.dbid NOT IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [role],
        )
        elsewhere = cursor.rowcount > 0
    if not elsewhere:
        _script(f"DROP ROLE {roles.quoted(role)}")
