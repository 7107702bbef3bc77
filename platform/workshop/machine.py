"""The servers of one installation, held for as long as a block runs, and the environment that names them."""

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import redis

from workshop import paths
from workshop.servers import Keep, Postgres, Valkey
from workshop.supervise import Child, Supervisor
from workshop.terminal import Refusal, step

RUNNING = paths.STATE / "running.json"


@dataclass(slots=True)
class Machine:
    """What runs (`supervisor`), what programs need to know to use it (`env`), and whose data it is (`mark`)."""

    supervisor: Supervisor
    env: dict[str, str] = field(default_factory=dict)
    mark: str = ""


class Busy(Exception):
    """Another `./run` holds the servers of this state folder."""


@contextmanager
def machine(first: Callable[[], None] = lambda: None) -> Iterator[Machine]:
    """Own the state folder and its servers. Raises Busy when another process does.

    `first` is asked once the folder is ours and before anything starts; it may refuse.
    """
    paths.STATE.mkdir(parents=True, exist_ok=True)
    with (paths.STATE / "demo.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        first()
        made = Machine(Supervisor())
        made.supervisor.listen()
        try:
            _serve(made)
            _write_running(made.env)
            yield made
        finally:
            RUNNING.unlink(missing_ok=True)
            made.supervisor.stop()


def environment(more: Mapping[str, str]) -> dict[str, str]:
    """What every program of ours gets."""
    return {
        "PYTHONPATH": f"{paths.ROOT / 'platform'}:{paths.ROOT}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "AMANAH_STATE": str(paths.STATE),
        **more,
    }


def running() -> dict[str, str]:
    """The environment of the servers that another `./run` holds."""
    if not RUNNING.exists():
        raise Refusal("Server di folder ini sedang dinyalakan atau dimatikan. Coba lagi sebentar.")
    return dict(json.loads(RUNNING.read_text()))


def _serve(made: Machine) -> None:
    """Start, or find, the database and the queue."""
    keep = Keep(paths.STATE / "servers.json")
    database, queue = os.environ.get("DATABASE_URL", ""), os.environ.get("VALKEY_URL", "")
    if database:
        _check_database(database)
        made.mark = database
    else:
        postgres = Postgres(paths.STATE / "pg", keep)
        with step("Menyalakan database (PostgreSQL)"):
            postgres.prepare()
            made.supervisor.launch(_child(postgres))
        database = postgres.url
        made.mark = str((postgres.folder / "PG_VERSION").stat().st_mtime_ns)
    if queue:
        _check_queue(queue)
    else:
        valkey = Valkey(paths.STATE / "valkey", keep)
        with step("Menyalakan antrean dan cache (Valkey)"):
            valkey.prepare()
            made.supervisor.launch(_child(valkey))
        queue = valkey.url
    made.env = environment({"DATABASE_URL": database, "VALKEY_URL": queue})


def _child(server: Postgres | Valkey) -> Child:
    return Child(
        name=server.name,
        title=server.title,
        command=server.command(),
        answers=server.answers,
        account=server.account,
        stop_signal=server.stop_signal,
    )


def _check_database(url: str) -> None:
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError as error:
        raise Refusal(
            f"Database pada DATABASE_URL tidak menjawab: {error}\nPeriksa alamatnya, atau kosongkan "
            "DATABASE_URL agar database bawaan yang dipakai."
        ) from error


def _check_queue(url: str) -> None:
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=5) as client:
            client.ping()
    except (redis.RedisError, ValueError) as error:
        raise Refusal(
            f"Valkey pada VALKEY_URL tidak menjawab: {error}\nPeriksa alamatnya, atau kosongkan "
            "VALKEY_URL agar Valkey bawaan yang dipakai."
        ) from error


def _write_running(env: Mapping[str, str]) -> None:
    handle = os.open(RUNNING, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump({"DATABASE_URL": env["DATABASE_URL"], "VALKEY_URL": env["VALKEY_URL"]}, file)


def stamped(name: str) -> Path:
    """Where it is noted that the step `name` was done, and for what."""
    return paths.STATE / "done" / name
