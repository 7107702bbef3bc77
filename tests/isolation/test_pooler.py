"""Behind a real PgBouncer in transaction mode, where any statement may meet any server process.

`./run bench pooler` does the same a million times, and keeps killing.
"""

import tempfile
import time
from pathlib import Path

import pytest
from django.db import connection

from realms import owner
from tests.isolation.conftest import as_app, seed
from tests.isolation.pgbouncer import PROGRAM, PgBouncer
from tests.isolation.traffic import Traffic

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not PROGRAM,
        reason="NOT TESTED BEHIND A POOLER: install PgBouncer (apt install pgbouncer)",
    ),
]
THREADS = 8
ROUNDS = 40


@pytest.fixture
def pooler(world, django_db_blocker):
    """A pooler, and Django's connection led through it."""
    with tempfile.TemporaryDirectory(prefix="amanah-pooler-") as folder:
        pgbouncer = PgBouncer(world, Path(folder))
        try:
            with as_app(world, django_db_blocker, **pgbouncer.connection):
                seed()
                yield pgbouncer
        finally:
            pgbouncer.stop()


def test_no_thread_ever_reads_another_region(pooler):
    traffic = Traffic(ROUNDS)
    for thread in traffic.run(range(THREADS), coroutines=1):
        thread.join()
    assert traffic.wrong == []
    assert traffic.failed == 0
    assert traffic.right >= THREADS * ROUNDS


def test_a_killed_pooler_and_killed_back_ends_cost_answers_and_mix_none(pooler):
    traffic = Traffic(ROUNDS)
    threads = traffic.run(range(100, 100 + THREADS), coroutines=1)
    time.sleep(0.3)
    with owner.connect() as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'amanah_app'"
        )
    time.sleep(0.2)
    pooler.kill()
    for thread in threads:
        thread.join()
    assert traffic.wrong == []
    assert traffic.right > 0


def test_the_session_mode_would_mix_them(pooler):
    """Why `by_transaction` exists: without it, what one thread set another one finds."""
    connection.close()
    connection.settings_dict["REALMS"] = {"cap": 40}
    traffic = Traffic(ROUNDS)
    for thread in traffic.run(range(200, 200 + THREADS)):
        thread.join()
    assert traffic.wrong or traffic.failed
