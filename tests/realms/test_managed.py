"""A server that somebody else manages: its owner is no superuser."""

from contextlib import contextmanager

import psycopg
import pytest

from realms import hardening, roles
from tests import cluster

OWNER, MADE = "tests_managed_owner", "tests_managed_region"


@pytest.fixture
def owner(request, django_db_setup):
    """A way to log in as an owner who may create roles and nothing more."""
    where = request.config.cluster

    @contextmanager
    def login():
        with psycopg.connect(
            host=where["HOST"],
            port=where["PORT"] or None,
            user=OWNER,
            dbname="postgres",
            autocommit=True,
        ) as connection:
            yield connection

    with cluster.maintenance(where) as admin:
        _drop(admin)
        admin.execute(f"CREATE ROLE {OWNER} LOGIN CREATEROLE")
        yield login
        _drop(admin)


def _drop(admin):
    for role in (MADE, OWNER):
        admin.execute(f"DROP ROLE IF EXISTS {role}")


def test_the_owner_may_act_for_the_roles_it_creates(owner):
    with owner() as first:
        roles._let_the_owner_act_for_others(first)
    with owner() as later:
        later.execute(f"CREATE ROLE {MADE}")
        later.execute(f"SET ROLE {MADE}")
        later.execute("RESET ROLE")
        later.execute(f"DROP OWNED BY {MADE}")
        later.execute(f"DROP ROLE {MADE}")


def test_what_the_server_does_not_close_is_told(owner):
    with owner() as connection:
        refused = hardening.harden(connection)
    for named in ("set_config", "pg_settings", "plpgsql", "TEMP"):
        assert any(named in sentence for sentence in refused), named
    assert len(refused) == len(hardening.REVOKES) + 2
