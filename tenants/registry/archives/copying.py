"""A region's tables in and out by COPY, in the format of PostgreSQL's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from psycopg import sql

LEFT_OUT = frozenset({"django_migrations", "django_session"})
"""What a release brings by itself, and what must not outlive a move."""


_OF_SCHEMA = sql.SQL(
    """
    SELECT c.oid, c.relname, c.relkind FROM pg_depend n JOIN pg_class c ON c.oid = n.objid
     WHERE n.classid = 'pg_class'::regclass AND n.refclassid = 'pg_namespace'::regclass
       AND n.refobjid = to_regnamespace(%s)
    """
)
"""What a schema holds, by the index on dependencies: `pg_class` has none on the schema, and with
hundreds of regions reading through all of it takes longer than copying one."""


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """A table and its columns in their order, without the computed ones."""

    name: str
    columns: list[str]


@contextmanager
def snapshot() -> Iterator[Any]:
    """A cursor that sees one moment of the whole region; a transaction already open keeps its own view."""
    inside = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if not inside:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield cursor


def tables(schema: str) -> list[CopiedTable]:
    """The tables of a schema that belong into an archive, by name."""
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "SELECT c.relname::text, array_agg(a.attname::text ORDER BY a.attnum)"
                " FROM ({}) c JOIN pg_attribute a ON a.attrelid = c.oid"
                " WHERE c.relkind = 'r'"
                " AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''"
                " GROUP BY c.relname ORDER BY c.relname"
            ).format(_OF_SCHEMA),
            [f'"{schema}"'],
        )
        return [CopiedTable(n, list(c)) for n, c in cursor.fetchall() if n not in LEFT_OUT]


def copy_out(cursor: Any, schema: str, table: CopiedTable) -> Iterator[memoryview | bytes]:
    """The rows of a table as chunks of COPY text."""
    with cursor.copy(_statement("COPY {} ({}) TO STDOUT", schema, table)) as copy:
        yield from copy


def copy_in(cursor: Any, schema: str, table: CopiedTable, chunks: Iterable[bytes]) -> int:
    """Write chunks of COPY text into a table; gives the number of rows."""
    with cursor.copy(_statement("COPY {} ({}) FROM STDIN", schema, table)) as copy:
        for chunk in chunks:
            copy.write(chunk)
    return int(cursor.rowcount)


@contextmanager
def as_it_was(schema: str) -> Iterator[None]:
    """Let rows into the tables as they were, past the triggers that guard how they come to be.

    Agreements that were approved and figures that were verified could not be written otherwise. Foreign
    keys and constraints are checked as ever, at the end of the block.
    """
    guarded = _with_triggers(schema)
    _say("SET CONSTRAINTS ALL DEFERRED", [None])
    _say("ALTER TABLE {} DISABLE TRIGGER USER", guarded)
    yield
    _say("SET CONSTRAINTS ALL IMMEDIATE", [None])
    _say("ALTER TABLE {} ENABLE TRIGGER USER", guarded)


def _with_triggers(schema: str) -> list[sql.Identifier | None]:
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "SELECT DISTINCT c.relname::text FROM ({}) c"
                " JOIN pg_trigger t ON t.tgrelid = c.oid WHERE NOT t.tgisinternal"
            ).format(_OF_SCHEMA),
            [f'"{schema}"'],
        )
        return [sql.Identifier(schema, name) for (name,) in cursor.fetchall()]


def _say(pattern: str, tables: list[sql.Identifier | None]) -> None:
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(sql.SQL(pattern).format(*([table] if table else [])))


def _statement(pattern: str, schema: str, table: CopiedTable) -> sql.Composed:
    columns = sql.SQL(", ").join(map(sql.Identifier, table.columns))
    return sql.SQL(pattern).format(sql.Identifier(schema, table.name), columns)


def advance_sequences(schema: str) -> None:
    """Let every sequence of a schema go on behind the highest key that was copied in."""
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "SELECT s.oid::regclass::text, t.relname::text, a.attname::text"
                " FROM ({}) s JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i')"
                " JOIN pg_class t ON t.oid = d.refobjid"
                " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid"
                " WHERE s.relkind = 'S'"
            ).format(_OF_SCHEMA),
            [f'"{schema}"'],
        )
        for sequence, table, column in cursor.fetchall():
            if table in LEFT_OUT:
                continue
            cursor.execute(
                sql.SQL(
                    "SELECT setval({}::regclass, coalesce(max({}), 0) + 1, false) FROM {}"
                ).format(
                    sql.Literal(sequence), sql.Identifier(column), sql.Identifier(schema, table)
                )
            )
