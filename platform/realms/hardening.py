"""How well this server isolates regions, and what we close to get there.

SET ROLE alone is not isolation: in a statement whose *values* an attacker controls he may still
change the role with `set_config`, a write to `pg_settings`, a DO block or a temporary function.
Closing these costs nothing, but some managed servers do not let us. The level says what holds:

    2  each region has a role; the app's login owns and inherits nothing
    3  and a message carries one statement (`server_side_binding`)
    6  and `set_config` and writing to `pg_settings` are closed
    7  and plpgsql and temporary tables are closed

A server below `AMANAH_ISOLATION_LEVEL` is not served from (`TooOpen`, on the first connection).
"""

from dataclasses import dataclass
from typing import Any

import psycopg
from django.conf import settings
from psycopg import sql


class TooOpen(RuntimeError):
    """The server isolates less than this installation demands."""


@dataclass(frozen=True, slots=True)
class Isolation:
    """What was found. `open` names what is still open, in words for an operator."""

    level: int
    open: tuple[str, ...]


REVOKES = (
    "REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC",
    "REVOKE UPDATE ON pg_catalog.pg_settings FROM PUBLIC",
    "REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC",
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
)

_QUESTIONS = """
    SELECT r.rolsuper OR r.rolinherit OR r.rolcreaterole OR r.rolbypassrls,
           EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid)
               OR EXISTS (SELECT FROM pg_namespace n WHERE n.nspowner = r.oid),
           has_function_privilege(r.oid, 'pg_catalog.set_config(text,text,boolean)', 'EXECUTE'),
           has_table_privilege(r.oid, 'pg_catalog.pg_settings', 'UPDATE'),
           has_language_privilege(r.oid, 'plpgsql', 'USAGE'),
           has_database_privilege(r.oid, current_database(), 'TEMP'),
           has_schema_privilege(r.oid, 'public', 'CREATE')
      FROM pg_roles r WHERE r.rolname = session_user
"""
_ANSWERS = (
    (0, "the login is a superuser, inherits, creates roles or bypasses row security"),
    (0, "the login owns tables or schemas"),
    (3, "set_config may be called"),
    (3, "pg_settings may be written to"),
    (6, "plpgsql may be used"),
    (6, "temporary tables may be created"),
    (6, "tables may be created in public"),
)
"""For each question: the level that is left when its answer is yes, and what to tell the operator."""


def harden(connection: psycopg.Connection) -> list[str]:
    """Close what the server lets us close. Returns the statements that it refused, with its reason.

    Who does not own a thing gets no error from REVOKE, only a warning that nothing was revoked.
    """
    refused: list[str] = []
    warned: list[str] = []
    connection.add_notice_handler(lambda notice: warned.append(str(notice.message_primary)))
    owner = connection.execute("SELECT current_user").fetchone()
    database = sql.Identifier(connection.info.dbname)
    statements: list[sql.SQL | sql.Composed] = [sql.SQL(text) for text in REVOKES]
    statements.append(sql.SQL("REVOKE TEMP ON DATABASE {} FROM PUBLIC").format(database))
    keep = sql.SQL("GRANT USAGE ON LANGUAGE plpgsql TO {}").format(sql.Identifier(str(owner[0])))  # type: ignore[index]
    for statement in (keep, *statements):
        try:
            with connection.transaction():
                connection.execute(statement)
        except psycopg.errors.InsufficientPrivilege as error:
            warned.append(str(error.diag.message_primary))
        refused += [f"{statement.as_string(connection)}: {reason}" for reason in warned[:1]]
        warned.clear()
    return refused


def isolation(connection: Any, *, one_statement: bool) -> Isolation:
    """What holds for the login of `connection` (a psycopg connection)."""
    row = connection.execute(_QUESTIONS).fetchone()
    level, still_open = 7, []
    for yes, (left, sentence) in zip(row, _ANSWERS, strict=True):
        if yes:
            level = min(level, left)
            still_open.append(sentence)
    if not one_statement:
        level = min(level, 2)
        still_open.append("a message may carry several statements")
    return Isolation(level, tuple(still_open))


_checked: set[tuple[str, int]] = set()
"""The logins that were found isolated enough, so that each process asks once."""


def refuse_below(wrapper: Any) -> None:
    """Raise TooOpen when the server isolates less than `AMANAH_ISOLATION_LEVEL`.

    `wrapper` is Django's connection, just opened; each process asks once per database and level.
    """
    demanded = settings.AMANAH_ISOLATION_LEVEL
    key = (wrapper.connection.info.dbname, demanded)
    if key in _checked or not demanded:
        return
    one = bool(wrapper.settings_dict["OPTIONS"].get("server_side_binding"))
    found = isolation(wrapper.connection, one_statement=one)
    if found.level < demanded:
        wrapper.connection.close()
        raise TooOpen(
            f"isolation level {found.level}, but {demanded} is demanded: " + "; ".join(found.open)
        )
    _checked.add(key)
