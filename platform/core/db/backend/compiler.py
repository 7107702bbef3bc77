"""Django's SQL compilers, refusing a queryset that was made in another realm.

Querysets are lazy: one that is made in one region and looped over after leaving it would quietly
ask the next one. Every query remembers the realm it was born in, and every evaluation, also
of a subquery, passes through a compiler. A query born outside any realm (a form field's, at import)
has nothing to remember and may run anywhere.
"""

from typing import Any

from django.db.models.sql import compiler
from django.db.models.sql.query import Query

from core.db.context import WrongRealm, current_realm


class _Faithful:
    def __init__(self, query: Query, *args: Any, **kwargs: Any) -> None:
        born = getattr(query, "realm", None)
        if born is not None:
            now = current_realm()
            if born is not now and born != now:
                raise WrongRealm(f"a query made in {born} cannot run in {now}")
        super().__init__(query, *args, **kwargs)  # type: ignore[call-arg]  # a mixin


class SQLCompiler(_Faithful, compiler.SQLCompiler):
    """SELECT."""


class SQLInsertCompiler(_Faithful, compiler.SQLInsertCompiler):
    """INSERT."""


class SQLDeleteCompiler(_Faithful, compiler.SQLDeleteCompiler):
    """DELETE."""


class SQLUpdateCompiler(_Faithful, compiler.SQLUpdateCompiler):
    """UPDATE."""


class SQLAggregateCompiler(_Faithful, compiler.SQLAggregateCompiler):
    """SELECT of aggregates over a subquery."""


def remember_realms() -> None:
    """Let every query remember the realm it is born in; clones carry the memory along."""
    born = Query.__init__
    if getattr(born, "remembers", False):
        return

    def remembering(self: Query, *args: Any, **kwargs: Any) -> None:
        born(self, *args, **kwargs)
        self.realm = current_realm()  # type: ignore[attr-defined]

    remembering.remembers = True  # type: ignore[attr-defined]
    Query.__init__ = remembering  # type: ignore[method-assign]
