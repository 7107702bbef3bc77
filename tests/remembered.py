"""What a builder of `tests/given` did once, this process does again by copying rows.

    @remembered
    def ready_for_agreements(rules=None, *, preset="standar", at=AT) -> Cascade: ...

The first call walks the real acts. What stands in the region afterwards is kept: rows, files and the
answer. A later call with the same arguments from the same place puts it back in milliseconds, and
each test has its own copy.

The same place is a region in which nothing happened yet but for accounts of the cast, or what another
remembered call has just left, at the same hour of the clock. Where a test has changed anything else
before (a row, a setting, a function), the acts are walked again: no test finds a world that its own
code would not have made. `AMANAH_WALK=1` forgets everything and always walks.
"""

import dataclasses
import functools
import inspect
import os
import pickle
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import psycopg
import time_machine
from django.conf import settings
from django.db import connection, models
from django.utils import timezone
from psycopg import sql
from pydantic import BaseModel

from realms.context import required_realm
from realms.owner import as_owner
from tests import cast

P = ParamSpec("P")
R = TypeVar("R")
Rows = dict[tuple[str, str], tuple[int, int]]
"""By schema and table: how many rows, and the sum of the transactions that wrote them."""
Key = tuple[Any, ...]

ALWAYS_WALK = bool(os.environ.get("AMANAH_WALK"))
ACCOUNTS = "accounts_user"
BESIDE = frozenset({ACCOUNTS, "django_session"})
"""Tables whose rows do not belong to the world: who has an account, who is signed in."""
MAY_DIFFER = frozenset({"MEDIA_ROOT"})
"""Settings that a test may have changed."""


class Unsaid(Exception):
    """An argument of which nothing exact can be said."""


@dataclasses.dataclass(slots=True)
class Kept:
    """What stood in the region after a call, and the accounts that the call asked for."""

    answer: bytes
    tables: dict[str, bytes]
    accounts: dict[str, dict[str, Any]]
    files: dict[str, bytes]


@dataclasses.dataclass(slots=True)
class Running:
    """The test that runs: what it changed beside the database, and what it stands on."""

    monkeypatch: Any
    settings: Any
    asked: list[set[str]] = dataclasses.field(default_factory=list)
    place: tuple[Key, Rows] | None = None

    def paper(self) -> str:
        """How documents print in this test; empty when it changed something else as well."""
        from core.documents import pdf

        changed = {option for one in self.settings._to_restore for option in one.options}
        patched = [(where, name) for where, name, _ in self.monkeypatch._setattr]
        others = [one for one in patched if one[1] not in {"__exit__", "on_commit"}]
        if not changed <= MAY_DIFFER or self.monkeypatch._setitem:
            return ""
        if others:
            return "blank" if others == [(pdf, "render")] else ""
        return "printed"


_running: Running | None = None
_memory: dict[Key, Kept | None] = {}
_untouched: dict[str, Rows] = {}
_censuses: dict[str, str] = {}


@contextmanager
def during(monkeypatch: Any, changed: Any) -> Iterator[None]:
    """Remember while a test runs; outside one, the acts are always walked."""
    global _running  # noqa: PLW0603
    _running = None if ALWAYS_WALK else Running(monkeypatch, changed)
    try:
        yield
    finally:
        _running = None


def asked_for(person: cast.Person) -> None:
    """A builder needs this account."""
    for persons in _running.asked if _running else ():
        persons.add(person.username)


def remembered(build: Callable[P, R]) -> Callable[P, R]:
    """Walk the acts of `build` once for each place and each set of arguments; see the module."""
    signature = inspect.signature(build)

    @functools.wraps(build)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        test = _running
        circumstances = test and connection.in_atomic_block and _circumstances(test)
        if not test or not circumstances:
            return build(*args, **kwargs)
        before = _census()
        place = _place(test, before)
        given = signature.bind(*args, **kwargs)
        given.apply_defaults()
        try:
            said = tuple(_said(value) for value in given.arguments.values())
        except Unsaid:
            return build(*args, **kwargs)
        if place is None:
            return build(*args, **kwargs)
        key = (place, build.__module__, build.__qualname__, circumstances, said)
        if key not in _memory:
            return _walk(test, key, lambda: build(*args, **kwargs))
        kept = _memory[key]
        if kept is None or not _fits(kept.accounts):
            return build(*args, **kwargs)
        _put_back(test, key, kept)
        return pickle.loads(kept.answer)

    return call


# From where


def _circumstances(test: Running) -> Key | None:
    """What beside the rows decides the outcome; None where it cannot be said."""
    realm, paper = required_realm(), test.paper()
    if not realm.code or not paper:
        return None
    clock = timezone.now() if time_machine.escape_hatch.is_travelling() else timezone.localdate()
    return realm.schema, paper, f"{clock:%x %H}"


def _said(value: Any) -> Any:
    """An argument in plain values."""
    if value is None or isinstance(value, str | int | Decimal | date):
        return repr(value)
    if isinstance(value, BaseModel):
        return value.model_dump_json()
    if isinstance(value, models.Model):
        names = [f.attname for f in value._meta.concrete_fields]
        return value._meta.label, tuple(repr(value.__dict__.get(name)) for name in names)
    if isinstance(value, list | tuple):
        return tuple(_said(one) for one in value)
    if isinstance(value, Mapping):
        return tuple((repr(name), _said(one)) for name, one in value.items())
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return tuple(_said(getattr(value, f.name)) for f in dataclasses.fields(value))
    raise Unsaid


def _place(test: Running, rows: Rows) -> Key | None:
    """Where this test stands: `()` at the beginning, the key of the last call, or None: elsewhere."""
    if _same(rows, _untouched[required_realm().schema]):
        return ()
    if test.place and _same(rows, test.place[1]):
        return test.place[0]
    return None


def _same(one: Rows, other: Rows) -> bool:
    return all(other.get(place) == found for place, found in one.items() if place[1] not in BESIDE)


def _census() -> Rows:
    """The rows of `public` and of the region as this test sees them."""
    schema = required_realm().schema
    if schema not in _untouched:
        _censuses[schema], _untouched[schema] = _committed(schema)
    with as_owner() as owner, owner.cursor() as cursor:
        cursor.execute(_censuses[schema])
        return _counted(cursor.fetchall())


def _committed(schema: str) -> tuple[str, Rows]:
    """The question of `_census`, and its answer before any test: a connection of its own."""
    where = connection.settings_dict
    with psycopg.connect(
        host=where["HOST"], port=where["PORT"] or None, user=where["USER"], dbname=where["NAME"]
    ) as other:
        tables = other.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('public', %s)",
            [schema],
        ).fetchall()
        one = sql.SQL("SELECT {}, {}, count(*), coalesce(sum(xmin::text::bigint), 0) FROM {}")
        census = sql.SQL(" UNION ALL ").join(one.format(*t, sql.Identifier(*t)) for t in tables)
        return census.as_string(other), _counted(other.execute(census).fetchall())


def _counted(found: list[tuple[Any, ...]]) -> Rows:
    return {(schema, table): (int(n), int(writers)) for schema, table, n, writers in found}


# The first time


def _walk(test: Running, key: Key, build: Callable[[], R]) -> R:
    there = _accounts()
    test.asked.append(set())
    try:
        answer = build()
    finally:
        persons = test.asked.pop()
    schema, now, rows = required_realm().schema, _accounts(), _census()
    untouched = _untouched[schema]
    changed = {
        place
        for place, found in rows.items()
        if untouched[place] != found and place[1] not in BESIDE
    }
    ours = all(place[0] == schema and untouched[place][0] == 0 for place in changed)
    if ours and all(now.get(username) == account for username, account in there.items()):
        _memory[key] = Kept(
            pickle.dumps(answer),
            _copied(schema, {table for _, table in changed}),
            {username: now[username] for username in persons},
            _files(),
        )
        test.place = (key, rows)
    else:
        _memory[key] = None
    return answer


def _accounts() -> dict[str, dict[str, Any]]:
    from core.accounts.models import User

    return {row["username"]: dict(row) for row in User.objects.values()}


def _copied(schema: str, tables: set[str]) -> dict[str, bytes]:
    kept = {}
    with as_owner() as owner, owner.cursor() as cursor:
        for table in sorted(tables):
            ask = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(schema, table))
            with cursor.copy(ask) as copy:
                kept[table] = b"".join(bytes(part) for part in copy)
    return kept


def _files() -> dict[str, bytes]:
    root = Path(settings.MEDIA_ROOT)
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


# Every time after


def _fits(accounts: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether those accounts that are there already are as they were then."""
    from core.accounts.models import User

    for user in User.objects.filter(username__in=accounts):
        then = accounts[user.username]
        if any(getattr(user, f) != then[f] for f in ("id", "name", "email", "roles", "is_active")):
            return False
    return True


def _put_back(test: Running, key: Key, kept: Kept) -> None:
    from core.accounts.models import User

    for persons in test.asked:
        persons |= set(kept.accounts)
    missing = [User(**row) for row in kept.accounts.values()]
    User.objects.bulk_create(missing, ignore_conflicts=True)
    schema = required_realm().schema
    with as_owner() as owner, owner.cursor() as cursor:
        # Rows that were written under every rule are put back as they are.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, rows in kept.tables.items():
            where = sql.Identifier(schema, table)
            if key[0]:
                cursor.execute(sql.SQL("DELETE FROM {}").format(where))
            with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(where)) as copy:
                copy.write(rows)
        cursor.execute("SET LOCAL session_replication_role = origin")
    for name, content in kept.files.items():
        path = Path(settings.MEDIA_ROOT) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    test.place = (key, _census())
