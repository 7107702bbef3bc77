"""A connection that runs every statement in the realm in force.

What the connection stands at (role and search path) is remembered, and a message is sent only when
the next statement's realm differs. The memory is dropped whenever the server may have changed
its mind: rollback, rollback to a savepoint, close, checkout from a pool, a hand-written SET.
django-tenants' contract (`set_tenant`, `schema_name`, `schema_context`, `migrate_schemas`) holds.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast
from weakref import WeakSet

import psycopg
from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from django.db.backends.postgresql.operations import DatabaseOperations as PostgreSQLOperations
from django.utils.asyncio import async_unsafe
from django_tenants.postgresql_backend.base import DatabaseWrapper as Tenants
from django_tenants.postgresql_backend.introspection import DatabaseSchemaIntrospection
from psycopg.pq import ExecStatus, TransactionStatus

from realms import hardening
from realms.backend import messages
from realms.backend.closing import server_has_closed
from realms.backend.private import (
    InDjangosName,
    OneStatementCursor,
    RealmCursor,
    RealmDebugCursor,
)
from realms.backend.tenants import TenantContract
from realms.context import Realm, current_realm, required_realm

PARAMETERS = 65_535
"""How many values PostgreSQL's protocol lets one statement carry."""
_READY = {TransactionStatus.IDLE, TransactionStatus.INTRANS}


class DatabaseOperations(PostgreSQLOperations):
    """Compiles with `realms.backend.compiler`."""

    compiler_module = "realms.backend.compiler"

    def bulk_batch_size(self, fields: Sequence[Any], objs: Sequence[Any]) -> int:
        """How many rows one statement may carry: values are bound by the server, which counts them."""
        return min(len(objs), PARAMETERS // max(1, len(fields)))


class DatabaseWrapper(TenantContract, InDjangosName, Tenants):
    """One of ours.

    Settings, beside Django's (in `DATABASES[alias]["REALMS"]`):
    `owner`: the login owns the schemas (`realms.owner`), and is not asked how well it is isolated;
    `by_transaction` for a transaction pooler: each statement in a transaction with SET LOCAL;
    `cap`: how many regions one server process may visit before it is retired. PostgreSQL keeps
    what it learned of every table until the process ends; hundreds of regions fill memory.
    """

    ops_class = DatabaseOperations

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Not Tenants.__init__, which would enter `public`: here nothing is entered by default.
        PostgreSQL.__init__(self, *args, **kwargs)
        self.introspection = DatabaseSchemaIntrospection(self)
        self.by_transaction = False
        self.cap = 0
        self._standing: Realm | None = None
        self._standing_path: bytes | None = None
        self._bare = 0
        self.streams: WeakSet[Any] = WeakSet()

    @property
    def is_owner(self) -> bool:
        """Whether this login is the owner of the schemas."""
        return bool(self.settings_dict.get("REALMS", {}).get("owner"))

    # What a statement runs in

    @contextmanager
    def in_force(self) -> Iterator[None]:
        """Bring the connection to the realm in force for the statement in the block."""
        if self.by_transaction and not self._bare:
            self._enter_transaction(required_realm())
            with self._ending_what_was_begun():
                yield
        else:
            self.enter()
            yield

    def enter(self) -> None:
        """The same for a connection that is ours for the session: nothing to end afterwards."""
        if self._bare:
            return
        realm = required_realm()
        if realm is not self._standing or not self._path_is_as_left():
            self._enter(realm)

    def is_entered(self) -> bool:
        """Whether the next statement may simply run."""
        realm = self._standing
        if realm is None or realm is not current_realm():
            return False
        reported = (
            self._standing_path
        )  # as in `_path_is_as_left`; this is asked for every statement
        return (
            reported is None or self.connection.pgconn.parameter_status(b"search_path") == reported
        )

    def may_send_ahead(self, cursor: Any) -> Realm | None:
        """The realm to enter, if its role is all that must change: the next statement takes it along.

        Only where the server reports the path (18 and later); elsewhere role and path are sent together.
        """
        realm = current_realm()
        if realm is None or self._bare or self.connection is None:
            return None
        if not isinstance(cursor, OneStatementCursor) or messages.role(realm) is None:
            return None
        server = self.connection.pgconn
        ready = server.transaction_status in _READY and realm != self._standing
        return (
            realm if ready and server.parameter_status(b"search_path") == messages.COMMON else None
        )

    @contextmanager
    def sending_ahead(self, cursor: Any, realm: Realm) -> Iterator[None]:
        """Let the statement in the block take the change of role along."""
        self.forget()
        with cursor.behind(messages.role(realm)):
            yield
        self._stands_at(realm)

    @contextmanager
    def bare(self) -> Iterator[None]:
        """For what Django itself says to the server: savepoints, constraints, connection set-up."""
        self._bare += 1
        try:
            yield
        finally:
            self._bare -= 1

    def script(self, statements: str) -> None:
        """Send ready-made SQL of ours as one message, in the realm and the transaction in force.

        Never for anything that holds a value from outside: this is the one way to say several
        statements at once.
        """
        self.ensure_connection()
        with self.in_force():
            status = self.connection.pgconn.transaction_status
            if not self.connection.autocommit and status == TransactionStatus.IDLE:
                self._send(b"BEGIN")
            self._send(statements.encode())
        self.forget()

    def forget(self) -> None:
        """Nothing is known any more about the role and the search path of the connection."""
        self._standing = None

    def _enter(self, realm: Realm) -> None:
        if self.connection is None or self.connection.closed:
            return  # the cursor has outlived its connection; the statement will say so
        if realm == self._standing and self._path_is_as_left():
            return
        status = self.connection.pgconn.transaction_status
        if status == TransactionStatus.INERROR:
            return  # the statement will be refused anyway, and the rollback makes us forget
        self._send(messages.enter(realm))
        self._stands_at(realm)

    def _stands_at(self, realm: Realm) -> None:
        self._seen().add(realm.schema)
        self._standing = realm
        self._standing_path = self.connection.pgconn.parameter_status(b"search_path")

    def _path_is_as_left(self) -> bool:
        """Whether the server (18 and later report it, without a round trip) still has our path."""
        return (
            self._standing_path is None
            or self.connection.pgconn.parameter_status(b"search_path") == self._standing_path
        )

    def _enter_transaction(self, realm: Realm) -> None:
        status = self.connection.pgconn.transaction_status
        if status == TransactionStatus.IDLE:
            self._send(messages.begin(realm))
        elif status == TransactionStatus.INTRANS and realm != self._standing:
            self._send(messages.enter_local(realm))
        else:
            return
        self._standing = realm

    @contextmanager
    def _ending_what_was_begun(self) -> Iterator[None]:
        """Outside a block of `atomic`, the statement's own transaction ends with it."""
        if self.in_atomic_block or not self.autocommit:
            yield
            return
        try:
            yield
        except BaseException:
            self.forget()
            if not self.connection.closed:
                self._send(b"ROLLBACK")
            raise
        self.forget()
        self._send(b"COMMIT")

    def _send(self, message: bytes) -> None:
        with self.wrap_database_errors:
            result = self.connection.pgconn.exec_(message)
            if result.status != ExecStatus.COMMAND_OK:
                self.forget()
                raise psycopg.errors.error_from_result(result)

    def _seen(self) -> set[str]:
        """The schemas that the server process behind the connection has learned."""
        return cast(set[str], self.connection.__dict__.setdefault("realms_seen", set()))

    def _retire_if_full(self) -> None:
        """Before a cursor is made: take a fresh server process once this one has seen `cap` schemas."""
        realm = current_realm()
        if self.connection is None or self._bare or realm is None:
            return
        seen = self._seen()
        full = len(seen) >= self.cap and realm.schema not in seen
        if not full or self.by_transaction or self.in_atomic_block:
            return
        idle = self.connection.pgconn.transaction_status == TransactionStatus.IDLE
        reading = any(not cursor.closed for cursor in self.streams)
        if idle and self.autocommit and not reading:
            self.connection.close()
            self.close()

    # Where the memory ends

    @async_unsafe
    def connect(self) -> None:
        self.forget()
        options = self.settings_dict.get("REALMS", {})
        self.by_transaction = options.get("by_transaction", False)
        self.cap = options.get("cap", 40)
        with self.bare():
            super().connect()
            if not self.is_owner:
                hardening.refuse_below(self)
        self.forget()

    def get_new_connection(self, conn_params: Any) -> Any:
        """From the pool, if there is one, none that the server has closed."""
        while True:
            connection = super().get_new_connection(conn_params)
            if not (self.pool and server_has_closed(connection)):
                return connection
            connection.close()
            self.pool.putconn(connection)

    @async_unsafe
    def close_if_unusable_or_obsolete(self) -> None:
        """Django's, at the start and the end of a request; also when the server has closed it."""
        idle = self.connection is not None and not self.in_atomic_block
        if idle and server_has_closed(self.connection):
            self.close()
        else:
            super().close_if_unusable_or_obsolete()

    @async_unsafe
    def close(self) -> None:
        self.forget()
        if self.connection is not None and self.pool and len(self._seen()) >= self.cap:
            self.connection.close()  # the pool takes a fresh one in its place
        PostgreSQL.close(self)

    @async_unsafe
    def commit(self) -> None:
        if self.by_transaction:
            self.forget()
        super().commit()

    @async_unsafe
    def rollback(self) -> None:
        self.forget()
        PostgreSQL.rollback(self)

    @async_unsafe
    def savepoint_rollback(self, sid: str) -> None:
        try:
            PostgreSQL.savepoint_rollback(self, sid)
        finally:
            self.forget()

    # What Django sends in its own name

    def check_constraints(self, table_names: Any = None) -> None:
        with self.bare():
            super().check_constraints(table_names)

    # Cursors

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        if self.settings_dict["OPTIONS"].get("server_side_binding") and not self.is_owner:
            # Not for the owner: Django's schema editor says several statements at once.
            params["cursor_factory"] = OneStatementCursor
        return params

    def before_a_cursor(self) -> None:
        """Take a fresh server process first, if this one has seen enough schemas."""
        if self._standing is not current_realm():
            self._retire_if_full()

    def make_cursor(self, cursor: Any) -> RealmCursor:
        return RealmCursor(cursor, self)

    def make_debug_cursor(self, cursor: Any) -> RealmDebugCursor:
        return RealmDebugCursor(cursor, self)
