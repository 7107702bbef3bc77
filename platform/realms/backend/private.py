"""Everything that rests on names which psycopg or Django keep to themselves, each with the reason.

Such names may change in any release. So they stand in this one file, `tests/realms/test_private.py` asks each of
them of the installed versions, and `./run matrix` tries this package on the versions that `pyproject.toml` admits.

The cursors bring their connection to the realm in force before each statement. The realm is looked at when a
statement runs, not when its cursor was made: a cursor that is kept while the region changes must not run in the
old one, nor in whichever one came last.
"""

import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import psycopg
from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorDebugWrapper, CursorWrapper
from psycopg.generators import execute, fetch_many
from psycopg.pq import ExecStatus

PRIVATE_NAMES = {
    "psycopg.Cursor": (
        "_execute_send",  # the one place where psycopg chooses the simple protocol
        "_maybe_prepare_gen",  # the step between a statement's values and its results
        "_pgconn",  # what that step is told to work on; these three are its means
        "_check_results",
        "_set_results",
    ),
    "django.db.backends.utils.CursorWrapper": (
        "_execute",  # the last step before the driver, after Django's own execute wrappers
        "_executemany",
    ),
    "django.db.backends.postgresql.base.DatabaseWrapper": (
        "_cursor",  # before a cursor is made: the connection may have to be replaced
        "_savepoint",  # what Django says to the server in its own name, in no realm
        "_savepoint_rollback",
        "_savepoint_commit",
        "_configure_timezone",  # asks with set_config, which is closed to everyone here
    ),
}
"""What is called or replaced, by the class that keeps it, and why nothing public would do."""

_DISTURBS = re.compile(
    r"\s*(?:(?:SET|RESET|DISCARD|ROLLBACK|ABORT|COMMIT|END|BEGIN|START)\b|--|/\*)", re.IGNORECASE
)
"""Statements after which nothing is known about role and search path; also what hides its first word."""


class OneStatementCursor(ServerBindingCursor):
    """A cursor whose messages carry one statement each.

    psycopg falls back to the simple protocol, which carries any number, for a statement without
    parameters: exactly the statement into which a value was pasted instead of bound.
    """

    _pgconn: Any  # psycopg's own, of which Django's stubs know nothing
    _check_results: Any
    _set_results: Any

    def _execute_send(self, query: Any, *, force_extended: bool = False, **options: Any) -> None:
        super()._execute_send(query, force_extended=True, **options)  # type: ignore[misc]

    @contextmanager
    def behind(self, message: bytes) -> Iterator[None]:
        """Let the statement in the block travel behind a message of ours: one round trip for both.

        An error of either undoes both. For the block, this takes the place of psycopg's own step.
        """
        self._maybe_prepare_gen = partial(self._behind, message)
        try:
            yield
        finally:
            del self._maybe_prepare_gen

    def _behind(
        self, message: bytes, query: Any, *, prepare: bool | None, binary: bool | None
    ) -> Generator[Any, Any, None]:
        server = self._pgconn
        server.enter_pipeline_mode()
        server.send_query_params(message, None)
        self._execute_send(query, binary=binary)
        server.pipeline_sync()
        entered = yield from execute(server)
        results = yield from fetch_many(server)
        # The transaction around both ends here: what is checked at its end may still be refused.
        while (ended := (yield from fetch_many(server))) == [] or (
            ended[0].status != ExecStatus.PIPELINE_SYNC
        ):
            results += ended
        server.exit_pipeline_mode()
        self._check_results(entered)
        self._check_results(results)
        self._set_results(results)


class RealmCursor(CursorWrapper):
    """Enters the realm, runs the statement, and says when the connection's state became unknown."""

    def _execute(self, sql: Any, params: Any, *context: Any) -> Any:
        db = self.db
        disturbs = not isinstance(sql, str) or _DISTURBS.match(sql)
        if db.by_transaction:
            with db.in_force():
                result = super()._execute(sql, params, *context)  # type: ignore[misc]
        elif db.is_entered():
            result = super()._execute(sql, params, *context)  # type: ignore[misc]
        elif not disturbs and (realm := db.may_send_ahead(self.cursor)):
            with db.sending_ahead(self.cursor, realm):
                result = super()._execute(sql, params, *context)  # type: ignore[misc]
        else:
            db.enter()
            result = super()._execute(sql, params, *context)  # type: ignore[misc]
        if disturbs:
            db.forget()
        return result

    def _executemany(self, sql: Any, param_list: Any, *context: Any) -> Any:
        with self.db.in_force():
            return super()._executemany(sql, param_list, *context)  # type: ignore[misc]

    def callproc(self, procname: str, params: Any = None, kparams: Any = None) -> Any:
        """Call a function of the database."""
        with self.db.in_force():
            return super().callproc(procname, params, kparams)

    @contextmanager
    def copy(self, statement: Any, *args: Any, **kwargs: Any) -> Iterator[Any]:
        """psycopg's COPY, in the realm in force."""
        with self.db.in_force(), self.cursor.copy(statement, *args, **kwargs) as copy:
            yield copy

    def stream(self, query: Any, params: Any = None, **kwargs: Any) -> Iterator[Any]:
        """psycopg's row-by-row results, in the realm in force."""
        with self.db.in_force():
            yield from self.cursor.stream(query, params, **kwargs)


class RealmDebugCursor(CursorDebugWrapper, RealmCursor):
    """The same, noting its statements (`connection.queries`, assertNumQueries)."""


class InDjangosName(PostgreSQL):
    """What Django says to the server in its own name needs no realm."""

    bare: Any  # of `base.DatabaseWrapper`, of which this is a part
    before_a_cursor: Any
    streams: Any

    def _savepoint(self, sid: str) -> None:
        with self.bare():
            super()._savepoint(sid)  # type: ignore[misc]

    def _savepoint_rollback(self, sid: str) -> None:
        with self.bare():
            super()._savepoint_rollback(sid)  # type: ignore[misc]

    def _savepoint_commit(self, sid: str) -> None:
        with self.bare():
            super()._savepoint_commit(sid)  # type: ignore[misc]

    def _configure_timezone(self, connection: Any) -> bool:
        """Django asks with `set_config`, which is closed here to everyone (`realms.hardening`)."""
        name = self.timezone_name
        if not name or connection.info.parameter_status("TimeZone") == name:
            return False
        connection.execute(psycopg.sql.SQL("SET TIME ZONE {}").format(psycopg.sql.Literal(name)))
        return True

    def _cursor(self, name: str | None = None) -> Any:
        self.before_a_cursor()
        cursor = PostgreSQL._cursor(self, name)  # type: ignore[attr-defined]
        if name:
            self.streams.add(cursor.cursor)
        return cursor
