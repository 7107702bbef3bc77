"""Behind a real PgBouncer in transaction mode, where any statement may meet any server process."""

import os
import pwd
import random
import shutil
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from core.accounts.models import User
from core.db.context import in_realm, region_realm
from tests.isolation.conftest import SECRET, as_app, seed

PGBOUNCER = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin:/usr/local/sbin")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not PGBOUNCER,
        reason="NOT TESTED BEHIND A POOLER: install PgBouncer (apt install pgbouncer)",
    ),
]
NAMES = {"35.07": "Orang Malang", "13.02": SECRET}
THREADS = 8
ROUNDS = int(os.environ.get("AMANAH_POOLER_ROUNDS", "40"))


@pytest.fixture
def pooler(world, tmp_path):
    """Two server processes for everybody, so that regions must take turns on each."""
    os.chmod(tmp_path, 0o777)
    port = free_port()
    (tmp_path / "users.txt").write_text('"amanah_app" ""\n')
    (tmp_path / "pgbouncer.ini").write_text(
        f"""
        [databases]
        {world["NAME"]} = host={world["HOST"]} dbname={world["NAME"]} user=amanah_app
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = {port}
        unix_socket_dir =
        auth_type = any
        auth_file = {tmp_path}/users.txt
        pool_mode = transaction
        default_pool_size = 2
        max_client_conn = 100
        """.replace("\n        ", "\n")
    )
    command = [PGBOUNCER, "-q", str(tmp_path / "pgbouncer.ini")]
    if os.geteuid() == 0:  # PgBouncer refuses to be root; the server's own user may use its socket
        user = pwd.getpwuid(Path(world["HOST"]).stat().st_uid).pw_name
        command += ["-u", user]
        for path in (tmp_path, *tmp_path.iterdir()):
            shutil.chown(path, user)
        for parent in tmp_path.parents[:3]:
            parent.chmod(0o755)

    def start():
        process = subprocess.Popen(command, stdout=sys.stderr, stderr=sys.stderr)
        wait_for(port, process)
        return process

    running = [start()]
    yield port, running, start
    running[0].terminate()
    running[0].wait(timeout=10)


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(port, process):
    for _ in range(100):
        if process.poll() is not None:
            raise AssertionError("PgBouncer did not start")
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
            return
        time.sleep(0.1)
    raise AssertionError("PgBouncer does not answer")


class Traffic:
    """Threads that change region at every turn, in and out of transactions, some of which fail."""

    def __init__(self):
        self.right = self.failed = 0
        self.wrong = []
        self.lock = threading.Lock()

    def run(self, seeds):
        threads = [threading.Thread(target=self.one, args=[seed]) for seed in seeds]
        for thread in threads:
            thread.start()
        return threads

    def one(self, seed):
        chance = random.Random(seed)
        try:
            for _ in range(ROUNDS):
                code = chance.choice(list(NAMES))
                with suppress(ZeroDivisionError), in_realm(region_realm(code)):
                    self.ask(code, chance.randrange(5))
        finally:
            connection.close()

    def ask(self, code, way):
        try:
            if way == 0:
                self.look(code)
            elif way == 1:
                with transaction.atomic():
                    self.look(code)
                    self.look(code)
            elif way == 2:
                with transaction.atomic():
                    with suppress(ZeroDivisionError), transaction.atomic():
                        self.look(code)
                        1 / 0  # noqa: B018
                    self.look(code)
            elif way == 3:
                with suppress(DatabaseError), connection.cursor() as cursor:
                    cursor.execute("SELECT * FROM no_such_table")
                self.look(code)
            else:
                with transaction.atomic():
                    self.look(code)
                    1 / 0  # noqa: B018
        except DatabaseError:
            with self.lock:
                self.failed += 1
            connection.close()

    def look(self, code):
        names = list(User.objects.values_list("name", flat=True))
        with self.lock:
            if names == [NAMES[code]]:
                self.right += 1
            else:
                self.wrong.append((code, names))


@pytest.fixture
def behind(pooler, world, django_db_blocker):
    """Django's connection, led through the pooler."""
    port = pooler[0]
    through = {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "REALMS": {"by_transaction": True},
    }
    with as_app(world, django_db_blocker, **through):
        seed()
        yield pooler


def test_no_thread_ever_reads_another_region(behind):
    traffic = Traffic()
    for thread in traffic.run(range(THREADS)):
        thread.join()
    assert traffic.wrong == []
    assert traffic.failed == 0
    assert traffic.right >= THREADS * ROUNDS


def test_a_killed_pooler_and_killed_back_ends_cost_answers_and_mix_none(behind):
    from core.db import owner

    _, running, start = behind
    traffic = Traffic()
    threads = traffic.run(range(100, 100 + THREADS))
    time.sleep(0.3)
    with owner.connect() as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'amanah_app'"
        )
    time.sleep(0.2)
    running[0].kill()
    running[0].wait()
    running[0] = start()
    for thread in threads:
        thread.join()
    assert traffic.wrong == []
    assert traffic.right > 0


def test_the_session_mode_would_mix_them(behind):
    """Why `by_transaction` exists: without it, what one thread set another one finds."""
    connection.close()
    connection.settings_dict["REALMS"] = {"cap": 40}
    traffic = Traffic()
    for thread in traffic.run(range(200, 200 + THREADS)):
        thread.join()
    assert traffic.wrong or traffic.failed
