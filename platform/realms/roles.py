"""The database roles, and what each may do.

    owner             creates and migrates; never serves a request
    amanah_app        the login of web and worker; owns nothing and inherits nothing (NOINHERIT),
                      so that a lost SET ROLE leaves it with nothing to read
    amanah_front      SET ROLE on <base>: the hosts
    amanah_operator   SET ROLE on konsol.: registry, own accounts
    amanah_evaluator  SET ROLE on evaluasi.: published figures, own accounts
    amanah_region     a group, never entered: what every region may do in `public`
    r3507 …           one per region: its own schema, and amanah_region
    r3507_1 …         one per copy beside a region: reads its own schema

Which table of `public` each may touch is said by the composition (`PUBLIC_GRANTS`): the kernel knows
no registry.
"""

import base64
import hashlib
import hmac

import psycopg
from django.conf import settings
from psycopg import sql

from realms.context import is_copy

APP = "amanah_app"
REGION_GROUP = "amanah_region"
PUBLIC_ROLES = ("amanah_front", "amanah_operator", "amanah_evaluator")

REGION_EXCEPTIONS = {"audit_event": "SELECT, INSERT", "django_migrations": "SELECT"}
"""Tables of a region's schema in which its role may do less than read and write."""

COPY_WRITES = {
    "django_session": "INSERT, UPDATE, DELETE",
    "accounts_user": "UPDATE (password, last_login)",
    "audit_event": "INSERT",
}
"""All that the role of a copy may change in its own schema: who looks at it, and what operators did to it."""


def derived_password(secret: str, role: str) -> str:
    """The password of a login of ours, made from the installation's secret so that none is stored."""
    digest = hmac.new(secret.encode(), f"amanah database login {role}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest.digest()).decode().rstrip("=")


def ensure(connection: psycopg.Connection) -> None:
    """Create the roles that are missing. The owner's connection; may run at any time."""
    _let_the_owner_act_for_others(connection)
    rows = connection.execute("SELECT rolname FROM pg_roles").fetchall()
    existing = {name for (name,) in rows}
    for role in (REGION_GROUP, *PUBLIC_ROLES):
        if role not in existing:
            connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)))
    if APP not in existing:
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN NOINHERIT").format(sql.Identifier(APP)))
        connection.execute(
            sql.SQL("ALTER ROLE {} SET timezone = 'UTC'").format(sql.Identifier(APP))
        )
    password = settings.DATABASES["default"]["PASSWORD"]
    if password and settings.DATABASES["default"]["USER"] == APP:
        connection.execute(
            sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(APP), sql.Literal(password))
        )
    for role in PUBLIC_ROLES:
        connection.execute(
            sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), sql.Identifier(APP))
        )


def _let_the_owner_act_for_others(connection: psycopg.Connection) -> None:
    """Make an owner who is no superuser (a managed server's) a member of the roles it creates.

    Opening a region writes its first rows as the region; since PostgreSQL 16 creating a role alone
    does not allow that.
    """
    row = connection.execute(
        "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    if row == (False,) and connection.info.server_version >= 160000:
        connection.execute("SET createrole_self_grant = 'set, inherit'")
        connection.execute("ALTER ROLE CURRENT_USER SET createrole_self_grant = 'set, inherit'")


def grant_public(connection: psycopg.Connection) -> None:
    """Give each role exactly what `PUBLIC_GRANTS` says in `public`, and take away the rest."""
    roles = sql.SQL(", ").join(map(sql.Identifier, (REGION_GROUP, *PUBLIC_ROLES)))
    with connection.transaction():
        connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(roles))
        connection.execute(
            sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(roles)
        )
        for role, tables in settings.PUBLIC_GRANTS.items():
            for table, privileges in tables.items():
                connection.execute(
                    sql.SQL("GRANT {} ON public.{} TO {}").format(
                        sql.SQL(privileges), sql.Identifier(table), sql.Identifier(role)
                    )
                )


def region_prelude(schema: str, role: str, *, role_exists: bool = False) -> str:
    """SQL that makes a region's role and schema, before its tables are created.

    Default privileges give the role its rights as each table is made: granting them afterwards
    would rewrite a catalogue row per table.
    """
    name, login = quoted(schema), quoted(role)
    create = "" if role_exists else f"CREATE ROLE {login} LOGIN;"
    return f"""
        {create}
        {memberships(role)}
        CREATE SCHEMA {name};
        {default_privileges(schema, role)}
    """


def memberships(role: str) -> str:
    """SQL by which a region's role may do what all regions may, and the app may become it."""
    return f"""
        GRANT {REGION_GROUP} TO {quoted(role)};
        GRANT {quoted(role)} TO {APP};
    """


def default_privileges(schema: str, role: str) -> str:
    """SQL that lets a region's role use its schema and every table made there from now on."""
    name, login = quoted(schema), quoted(role)
    return f"""
        GRANT USAGE ON SCHEMA {name} TO {login};
        ALTER DEFAULT PRIVILEGES IN SCHEMA {name}
            GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {login};
        ALTER DEFAULT PRIVILEGES IN SCHEMA {name} GRANT USAGE ON SEQUENCES TO {login};
    """


def region_exceptions(schema: str, role: str) -> str:
    """SQL that takes back what a region's role may not do in its own schema, after its tables exist."""
    statements = []
    for table, privileges in REGION_EXCEPTIONS.items():
        where = f"{quoted(schema)}.{quoted(table)}"
        statements.append(f"REVOKE ALL ON {where} FROM {quoted(role)};")
        if privileges:
            statements.append(f"GRANT {privileges} ON {where} TO {quoted(role)};")
    return "\n".join(statements) + (_read_only(schema, role) if is_copy(schema) else "")


def _read_only(schema: str, role: str) -> str:
    """SQL by which the role of a copy reads everything in it, and changes next to nothing."""
    name, login = quoted(schema), quoted(role)
    writes = "".join(
        f"GRANT {privileges} ON {name}.{quoted(table)} TO {login};"
        for table, privileges in COPY_WRITES.items()
    )
    return f"""
        REVOKE INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {name} FROM {login};
        ALTER DEFAULT PRIVILEGES IN SCHEMA {name} REVOKE INSERT, UPDATE, DELETE ON TABLES FROM {login};
        {writes}
    """


def writable(schema: str, role: str) -> str:
    """SQL that lets the role of a copy write, for a data migration; undone by `region_exceptions`."""
    return (
        f"GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {quoted(schema)} TO {quoted(role)};"
    )


def grants_on_existing(schema: str, role: str) -> str:
    """SQL that gives a region's role its rights on tables that are there already."""
    name, login = quoted(schema), quoted(role)
    return f"""
        {default_privileges(schema, role)}
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {name} TO {login};
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA {name} TO {login};
        {region_exceptions(schema, role)}
    """


def quoted(name: str) -> str:
    """An identifier of ours for SQL. Raises ValueError on anything but a plain name."""
    if not name.isidentifier() or not name.isascii():
        raise ValueError(f"not a plain name: {name!r}")
    return f'"{name}"'
