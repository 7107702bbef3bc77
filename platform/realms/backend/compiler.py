"""Django's SQL compilers for PostgreSQL, refusing a queryset that was made in another realm.

Querysets are lazy: one that is made in one region and looped over after leaving it would quietly
ask the next one. Every query remembers the realm it was made in, and every evaluation, also
of a subquery and of `raw()`, passes through a compiler. Rows that arrive piece by piece (`iterator()`)
stop where the realm changes. A query made outside any realm (a form field's, at import) has nothing to
remember and may run anywhere.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.backends.postgresql import compiler
from django.db.models.sql.query import Query, RawQuery

from realms.context import Realm, WrongRealm, current_realm


def _check(made_in: Realm | None) -> None:
    if made_in is not None:
        now = current_realm()
        if made_in is not now and made_in != now:
            raise WrongRealm(f"a query made in {made_in} cannot run in {now}")


def _staying(rows: Iterable[Any]) -> Iterator[Any]:
    """The rows, for as long as they are asked for in the realm in which the first one was."""
    began = current_realm()
    for row in rows:
        yield row
        _check(began)


class _RealmChecked:
    def __init__(self, query: Query, *args: Any, **kwargs: Any) -> None:
        made_in = getattr(query, "realm", None)
        if made_in is not current_realm():
            _check(made_in)
        super().__init__(query, *args, **kwargs)  # type: ignore[call-arg]  # a mixin


class SQLCompiler(_RealmChecked, compiler.SQLCompiler):
    """SELECT."""

    def results_iter(  # type: ignore[override]
        self,
        results: Any = None,
        tuple_expected: bool = False,
        chunked_fetch: bool = False,
        **options: Any,
    ) -> Iterator[Any]:
        rows = super().results_iter(results, tuple_expected, chunked_fetch, **options)
        arrived = isinstance(results, list) or (results is None and not chunked_fetch)
        return rows if arrived else _staying(rows)


class SQLInsertCompiler(_RealmChecked, compiler.SQLInsertCompiler):
    """INSERT."""


class SQLDeleteCompiler(_RealmChecked, compiler.SQLDeleteCompiler):
    """DELETE."""


class SQLUpdateCompiler(_RealmChecked, compiler.SQLUpdateCompiler):
    """UPDATE."""


class SQLAggregateCompiler(_RealmChecked, compiler.SQLAggregateCompiler):
    """SELECT of aggregates over a subquery."""


def remember_realms() -> None:
    """Let every query remember the realm it is made in; clones keep it."""
    if getattr(Query.__init__, "remembers", False):
        return
    for kind in (Query, RawQuery):
        kind.__init__ = _remembering(kind.__init__)  # type: ignore[method-assign]
    clone, columns, rows = RawQuery.clone, RawQuery.get_columns, RawQuery.__iter__

    def cloned(self: RawQuery, using: str) -> RawQuery:
        copy = clone(self, using)
        copy.realm = self.realm  # type: ignore[attr-defined]
        return copy

    def checked_columns(self: RawQuery) -> list[str]:
        _check(self.realm)  # type: ignore[attr-defined]
        return columns(self)

    def checked_rows(self: RawQuery) -> Iterator[Any]:
        _check(self.realm)  # type: ignore[attr-defined]
        return _staying(rows(self))

    RawQuery.clone, RawQuery.get_columns = cloned, checked_columns  # type: ignore[method-assign]
    RawQuery.__iter__ = checked_rows  # type: ignore[method-assign]


def _remembering(original: Any) -> Any:
    def remembering(self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        self.realm = current_realm()

    remembering.remembers = True  # type: ignore[attr-defined]
    return remembering
