"""Making and dropping a region's schema, role and tables: one message, in the transaction in force.

    with as_owner(), transaction.atomic():
        open_schema("r3507")        # from the stock of spare schemas if there is one, else made new
        drop_schema("r3507")

The primitives of the registry's acts. All of them run as the owner (`realms.owner.as_owner`).
"""

import secrets

from django.db import connection, transaction
from django_tenants.utils import get_tenant_model
from psycopg import sql

from realms import plan as plans
from realms import pythonic, roles
from realms.context import OWNER, Realm, in_realm, is_copy
from realms.models import AppliedMigration, SchemaVersion
from realms.owner import as_owner

SPARE = "spare_"


def open_schema(schema: str) -> None:
    """Give `schema` and its role of the same name: a spare renamed, or made from the plan."""
    if not _rename_spare(schema):
        create_schema(schema)


def create_schema(schema: str) -> None:
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


def drop_schema(schema: str) -> None:
    """Drop the schema, everything in it, and its role."""
    name = roles.quoted(schema)
    with in_realm(OWNER):
        _script(f"DROP SCHEMA IF EXISTS {name} CASCADE")
        if _role_exists(schema):
            _script(f"DROP OWNED BY {name}")
            _drop_role(schema)
        AppliedMigration.objects.filter(schema=schema).delete()
        SchemaVersion.objects.filter(schema=schema).delete()


def rename_schema(old: str, new: str) -> None:
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
                drop_schema(stale.schema)
        missing = wanted - SchemaVersion.objects.filter(schema__startswith=SPARE).count()
        for _ in range(missing):
            with transaction.atomic():
                create_schema(f"{SPARE}{secrets.token_hex(6)}")
    return max(missing, 0)


def schemas() -> list[str]:
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
    rename_schema(spare.schema, schema)
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
