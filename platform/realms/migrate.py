"""Bringing every region's schema to the current plan: in parallel, each in one transaction.

1. The schemas that are not at the plan are found with one query of the ledger. Often none: done.
2. A canary goes first: a spare schema if there is one, otherwise the first region. If it fails,
   nothing else is touched.
3. The others follow, several at a time: one message opens the transaction with its time-outs, runs
   the SQL, writes Django's table and the ledger, and commits. Killed anywhere, a schema is either
   done or untouched, and the next run goes on where this one stopped.
4. A busy table is tried again; any other failure is written to the ledger, and the rest go on.
5. A second run waits at the schema that the first has in hand, then finds it done. So it does for the
   message of a run that was killed, which the server may still be working at.

Steps that only Python can do run under the region's own role, in the same transaction.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import psycopg
from psycopg import sql

from realms import plan as plans
from realms import pythonic, roles
from realms.owner import connect

LOCK_TIMEOUT_MS = 2_000
STATEMENT_TIMEOUT_MS = 600_000
TRIES = 4
_PAUSE_SECONDS = 0.2
_BUSY = (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected)


@dataclass(frozen=True, slots=True)
class MigrationOutcome:
    """What became of one schema: versions before and after, seconds, and the error if there was one."""

    schema: str
    before: str
    after: str
    seconds: float
    error: str = ""


class CanaryFailed(RuntimeError):
    """The first schema could not be brought to the plan; no other was touched."""

    def __init__(self, outcome: MigrationOutcome) -> None:
        super().__init__(f"{outcome.schema}: {outcome.error}")
        self.outcome = outcome


def behind(connection: psycopg.Connection, schemas: list[str]) -> list[str]:
    """Those of `schemas`, and of the spares, that are not at the current plan. One query.

    Those that failed before come last: they would make a poor canary.
    """
    rows = connection.execute(
        """
        SELECT schema FROM (
            SELECT unnest(%s::text[]) AS schema
            UNION SELECT schema FROM public.db_schemaversion WHERE starts_with(schema, 'spare_')
        ) wanted
        LEFT JOIN public.db_schemaversion v USING (schema)
        WHERE v.plan IS DISTINCT FROM %s
        ORDER BY NOT starts_with(schema, 'spare_'), coalesce(v.error, '') <> '', schema
        """,
        [schemas, plans.checksum()],
    ).fetchall()
    return [schema for (schema,) in rows]


def migrate(
    schemas: list[str],
    *,
    workers: int = 2,
    told: Callable[[MigrationOutcome], None] = lambda _: None,
) -> list[MigrationOutcome]:
    """Bring `schemas` and the spares to the current plan. `told` hears of each as it ends.

    Raises CanaryFailed when the first one fails.
    """
    with connect() as connection:
        pending = behind(connection, schemas)
        if not pending:
            return []
        plan = plans.plan()
        canary = _bring(connection, pending[0], plan)
        told(canary)
        if canary.error:
            raise CanaryFailed(canary)
    outcomes = [canary]
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for part in pool.map(
            lambda share: list(_each(share, plan, told)), _shares(pending[1:], workers)
        ):
            outcomes += part
    return outcomes


def _shares(schemas: list[str], workers: int) -> list[list[str]]:
    return [schemas[start::workers] for start in range(workers)]


def _each(
    schemas: list[str], plan: plans.MigrationPlan, told: Callable[[MigrationOutcome], None]
) -> Iterator[MigrationOutcome]:
    if not schemas:
        return
    with connect() as connection:
        for schema in schemas:
            outcome = _bring(connection, schema, plan)
            told(outcome)
            yield outcome


def _bring(
    connection: psycopg.Connection, schema: str, plan: plans.MigrationPlan
) -> MigrationOutcome:
    """One schema to the plan, tried again while its tables are busy."""
    started = time.perf_counter()
    before = ""
    for attempt in range(1, TRIES + 1):
        try:
            missing = plan.after(_begin(connection, schema))
            before = _version(plan, missing)
            if any(migration.needs_python for migration in missing):
                _undo(connection)
                pythonic.apply(schema, plan)
            else:
                _apply(connection, schema, plan, missing)
        except psycopg.Error as error:
            _undo(connection)
            if isinstance(error, _BUSY) and attempt < TRIES:
                time.sleep(_PAUSE_SECONDS * 2**attempt)
                continue
            return _failed(connection, schema, before, started, _sentence(error))
        except Exception as error:
            _undo(connection)
            return _failed(connection, schema, before, started, f"{type(error).__name__}: {error}")
        return MigrationOutcome(
            schema, before, plan.migrations[-1].key, time.perf_counter() - started
        )
    raise AssertionError("unreachable")


def _apply(
    connection: psycopg.Connection,
    schema: str,
    plan: plans.MigrationPlan,
    missing: tuple[plans.Compiled, ...],
) -> None:
    """All that `schema` misses, in one message which ends the transaction."""
    body = "\n".join(step.sql for migration in missing for step in migration.steps)
    message = f"""
        SET LOCAL lock_timeout = {LOCK_TIMEOUT_MS};
        SET LOCAL statement_timeout = {STATEMENT_TIMEOUT_MS};
        SET LOCAL search_path = {roles.quoted(schema)}, public;
        {body}
        {plans.recorded(missing)}
        {plans.noted(schema, plan, missing)}
        COMMIT;
    """
    connection.execute(sql.SQL(message))


def _undo(connection: psycopg.Connection) -> None:
    if not connection.closed:
        connection.execute("ROLLBACK")


def _failed(
    connection: psycopg.Connection, schema: str, before: str, started: float, sentence: str
) -> MigrationOutcome:
    """Write down why `schema` is not at the plan."""
    seconds = time.perf_counter() - started
    connection.execute(
        """
        INSERT INTO public.db_schemaversion (schema, plan, version, seconds, error, changed_at)
        VALUES (%s, '', %s, %s, %s, now())
        ON CONFLICT (schema) DO UPDATE
            SET error = excluded.error, seconds = excluded.seconds, changed_at = now()
        """,
        [schema, before, seconds, sentence],
    )
    return MigrationOutcome(schema, before, before, seconds, sentence)


def _begin(connection: psycopg.Connection, schema: str) -> set[tuple[str, str]]:
    """Open the transaction, alone with `schema`, and read what was applied there. One message."""
    cursor = connection.execute(
        sql.SQL("BEGIN; {}; SELECT app, name FROM {}.django_migrations").format(
            sql.SQL(plans.alone_with(schema)), sql.Identifier(schema)
        )
    )
    cursor.nextset()
    cursor.nextset()
    return {plans.RECORDER, *cursor.fetchall()}


def _version(plan: plans.MigrationPlan, missing: tuple[plans.Compiled, ...]) -> str:
    """The last migration, in the plan's order, that is not missing."""
    names = {migration.key for migration in missing}
    done = [migration.key for migration in plan.migrations if migration.key not in names]
    return done[-1] if done else ""


def _sentence(error: psycopg.Error) -> str:
    primary = error.diag.message_primary or str(error)
    return f"{type(error).__name__}: {primary}"
