"""psycopg's own pool: what one request leaves on a connection the next one never finds."""

import pytest
from django.db import connection
from django.test import Client

from realms import owner
from tenants.registry.context import in_region
from tests.isolation.conftest import as_app, seed
from tests.isolation.test_realms import name
from tests.isolation.traffic import NAMES, Traffic

THREADS, ROUNDS = 8, 40


def pooled(world, blocker, *, cap=40, size=3):
    """This process as the app's login, with a pool; requests give their connection back."""
    options = {"server_side_binding": True, "pool": {"min_size": 1, "max_size": size}}
    return as_app(world, blocker, OPTIONS=options, CONN_MAX_AGE=0, REALMS={"cap": cap})


@pytest.fixture
def pool(world, django_db_blocker):
    """The pool behind Django's connection: three connections for everybody."""
    with pooled(world, django_db_blocker):
        seed()
        connection.close()
        yield connection.pool
        connection.close()
        connection.close_pool()


def kill_back_ends():
    with owner.connect() as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE usename = 'amanah_app' AND datname = current_database()"
        )


def test_threads_share_connections_and_mix_nothing(pool):
    traffic = Traffic(ROUNDS, after_turn=connection_back)
    for thread in traffic.run(range(THREADS), coroutines=2):
        thread.join()
    assert traffic.wrong == []
    assert traffic.failed == 0
    assert traffic.right >= THREADS * ROUNDS
    assert pool.get_stats()["pool_size"] <= 3


def connection_back():
    """The end of a request."""
    connection.close()


def test_killed_back_ends_cost_answers_and_mix_none(pool):
    traffic = Traffic(ROUNDS, after_turn=connection_back)
    threads = traffic.run(range(100, 100 + THREADS), coroutines=2)
    kill_back_ends()
    for thread in threads:
        thread.join()
    assert traffic.wrong == []
    assert traffic.right > 0


def test_role_and_path_are_set_anew_at_each_checkout(pool):
    for code in (*NAMES, *NAMES):
        with in_region(code):
            assert name() == NAMES[code]
            connection.connection.execute("SET search_path TO public")
            connection.connection.execute("SET ROLE NONE")
        connection.close()


def test_a_request_that_ends_inside_a_transaction_leaves_none_behind(pool):
    with in_region("13.02"):
        connection.set_autocommit(False)
        assert name() == NAMES["13.02"]
    connection.close()
    with in_region("35.07"):
        assert name() == NAMES["35.07"]
        assert connection.get_autocommit()


def test_a_process_that_has_seen_its_share_of_regions_leaves_the_pool(world, django_db_blocker):
    with pooled(world, django_db_blocker, cap=1, size=1):
        seed()
        connection.connection.close()
        connection.close()
        pids = set()
        for code in (*NAMES, *NAMES):
            with in_region(code):
                assert name() == NAMES[code]
                pids.add(connection.connection.info.backend_pid)
            connection.close()
        connection.close_pool()
    assert len(pids) == 4


def test_after_all_back_ends_were_killed_the_next_page_is_right(pool):
    page = Client(headers={"host": "kab-malang.localhost:8000"}, raise_request_exception=False)
    assert page.get("/masuk/").status_code == 200
    for _ in range(3):
        kill_back_ends()
        assert page.get("/masuk/").status_code == 200
