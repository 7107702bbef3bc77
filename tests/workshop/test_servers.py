"""The embedded servers, really started, really killed."""

import os
import signal
import stat

import psycopg
import pytest
import redis

from workshop import paths, supervise
from workshop.servers import Keep, Postgres, Valkey
from workshop.supervise import Child, Supervisor

pytestmark = pytest.mark.slow


@pytest.fixture
def supervisor(tmp_path, monkeypatch, capsys):
    """A supervisor with its logs in the test's folder; everything is stopped at the end."""
    monkeypatch.setattr(paths, "LOGS", tmp_path / "logs")
    monkeypatch.setattr(paths, "STATE", tmp_path)
    made = Supervisor()
    yield made
    for child in reversed(made.children):
        child.stop()


def launch(supervisor: Supervisor, server: Postgres | Valkey) -> Child:
    server.prepare()
    child = Child(
        name=server.name,
        title=server.title,
        command=server.command(),
        answers=server.answers,
        account=server.account,
        stop_signal=server.stop_signal,
    )
    supervisor.launch(child)
    return child


def kill(child: Child) -> None:
    os.kill(child.process.pid, signal.SIGKILL)
    child.process.wait()


def test_a_killed_database_comes_back_with_every_commit(supervisor, tmp_path):
    postgres = Postgres(tmp_path / "pg", Keep(tmp_path / "servers.json"))
    child = launch(supervisor, postgres)
    with psycopg.connect(postgres.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    kill(child)
    supervisor.tend()
    with psycopg.connect(postgres.url) as connection:
        assert connection.execute("SELECT one FROM kept").fetchone() == (1,)
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
        assert connection.execute("SHOW full_page_writes").fetchone() == ("on",)
    assert child.deaths


def test_the_database_asks_for_a_password(supervisor, tmp_path):
    postgres = Postgres(tmp_path / "pg", Keep(tmp_path / "servers.json"))
    launch(supervisor, postgres)
    without = postgres.url.replace(postgres.keep.password("postgres"), "salah")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(without)


def test_a_killed_valkey_comes_back_with_what_was_queued(supervisor, tmp_path):
    valkey = Valkey(tmp_path / "valkey", Keep(tmp_path / "servers.json"))
    child = launch(supervisor, valkey)
    with redis.Redis.from_url(valkey.url) as client:
        client.lpush("celery", "pekerjaan")
        client.config_set("appendfsync", "always")
        client.lpush("celery", "satu lagi")
    kill(child)
    supervisor.tend()
    with redis.Redis.from_url(valkey.url) as client:
        assert client.lrange("celery", 0, -1) == [b"satu lagi", b"pekerjaan"]


def test_valkey_asks_for_a_password(supervisor, tmp_path):
    valkey = Valkey(tmp_path / "valkey", Keep(tmp_path / "servers.json"))
    launch(supervisor, valkey)
    with pytest.raises(redis.AuthenticationError):
        redis.Redis(port=valkey.port).ping()


def test_ports_and_passwords_are_kept_for_the_owner_alone(tmp_path):
    path = tmp_path / "servers.json"
    first = Keep(path)
    port, password = first.port("postgres"), first.password("postgres")
    again = Keep(path)
    assert (again.port("postgres"), again.password("postgres")) == (port, password)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_child_that_keeps_dying_stops_the_whole_with_its_reason(supervisor, monkeypatch):
    monkeypatch.setattr(supervise.time, "sleep", lambda _: None)
    broken = Child("rusak", "Rusak", ["sh", "-c", "echo karena ini; exit 3"], lambda: False)
    with pytest.raises(supervise.Refusal, match="karena ini"):
        supervisor.launch(broken)


def test_a_full_disk_is_named(supervisor, monkeypatch):
    monkeypatch.setattr(supervise.time, "sleep", lambda _: None)
    full = Child(
        "penuh", "Database", ["sh", "-c", "echo No space left on device; exit 1"], lambda: False
    )
    with pytest.raises(supervise.Refusal, match="Disk penuh"):
        supervisor.launch(full)
