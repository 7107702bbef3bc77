"""A migration run that is killed: each schema is done or untouched, and the next run finishes."""

import os
import signal
import threading
import time

import pytest

from realms import migrate, schemas
from realms.owner import connect
from tests.killing import forked, killed, named
from tests.realms.looking import columns, shape

REGIONS = ["r1302", "r3507"]
HELD = 77
"""The key of a lock by which a test holds a migration up, in the middle of its message."""


def run():
    return migrate.migrate(REGIONS, workers=2)


def ledger(schema):
    with connect() as owner:
        return owner.execute(
            "SELECT plan = 'grown', error, (SELECT count(*) FROM db_appliedmigration a "
            "WHERE a.schema = v.schema AND migration = 'tests.0002_more') "
            "FROM db_schemaversion v WHERE schema = %s",
            [schema],
        ).fetchone()


def finished_or_untouched(schema):
    done = columns(schema, "first_new")
    assert columns(schema, "second_new") == done
    assert ledger(schema) == (bool(done), "", done)
    return done


@pytest.fixture
def two_columns(one_more):
    """An update of the product that adds two columns."""
    one_more(
        "ALTER TABLE jobs_job ADD COLUMN first_new integer;"
        "ALTER TABLE accounts_user ADD COLUMN second_new integer;"
    )


@pytest.mark.parametrize(
    ("step", "done"),
    [
        ({"before": (migrate, "_apply")}, 0),
        ({"after": (migrate, "_apply")}, 1),
        ({"before": (migrate, "_apply"), "time": 2}, 1),
        ({"after": (migrate, "_begin"), "time": 2}, 1),
        ({"after": (migrate, "_apply"), "time": 2}, 2),
    ],
    ids=named,
)
def test_killed_anywhere_no_region_is_half_done(two_columns, step, done):
    assert killed(run, **step)
    assert sum(finished_or_untouched(schema) for schema in REGIONS) == done
    assert [outcome.error for outcome in run()] == [""] * (2 - done)
    assert sum(finished_or_untouched(schema) for schema in REGIONS) == 2
    assert shape("r1302") == shape("r3507")


def test_killed_while_the_server_works_the_next_run_waits_for_the_server(one_more):
    one_more(
        "ALTER TABLE jobs_job ADD COLUMN first_new integer;"
        f"SELECT pg_advisory_xact_lock_shared({HELD});"
        "ALTER TABLE accounts_user ADD COLUMN second_new integer;"
    )
    with connect() as holder:
        holder.execute("SELECT pg_advisory_lock(%s)", [HELD])
        child = forked(run)
        until(holder, waits_for=HELD)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        outcomes = []
        again = threading.Thread(target=lambda: outcomes.extend(run()))
        again.start()
        until(holder, waits_for="another run")
        holder.execute("SELECT pg_advisory_unlock(%s)", [HELD])
        again.join()
    assert [outcome.error for outcome in outcomes] == ["", ""]
    assert sum(finished_or_untouched(schema) for schema in REGIONS) == 2


def test_two_runs_at_once_do_the_work_once(two_columns):
    outcomes = []
    runs = [threading.Thread(target=lambda: outcomes.extend(run())) for _ in range(2)]
    for thread in runs:
        thread.start()
    for thread in runs:
        thread.join()
    assert {outcome.error for outcome in outcomes} == {""}
    assert sum(finished_or_untouched(schema) for schema in REGIONS) == 2


def test_a_killed_stocking_leaves_whole_spares_only(own_database):
    def stock():
        schemas.stock(2)

    assert killed(stock, before=(schemas, "_script"), time=2)
    with connect() as owner:
        spares = owner.execute(
            "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, 'spare_')"
        ).fetchall()
        known = owner.execute(
            "SELECT schema FROM db_schemaversion WHERE starts_with(schema, 'spare_')"
        ).fetchall()
    assert spares == known
    assert len(spares) == 1
    assert schemas.stock(2) == 1


def until(connection, *, waits_for):
    """Come back once a statement waits for a lock: that of the test, or that of another run."""
    mine = "AND objid = %s AND objsubid = 1" if waits_for == HELD else "AND NOT objid = %s"
    for _ in range(500):
        waiting = connection.execute(
            f"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted {mine} "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            [HELD],
        ).fetchone()[0]
        if waiting:
            return
        time.sleep(0.01)
    raise AssertionError("nothing waits")
