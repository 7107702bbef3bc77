"""A database of its own, where work really commits, and a plan that has grown by one migration."""

import pytest
from django.db import connection

from tests import cluster, regions
from tests.realms.growing import grow


@pytest.fixture
def own_database(request, django_db_setup, django_db_blocker):
    """A database of this test alone, with real commits."""
    from tests.conftest import STATE

    where = request.config.cluster
    name = cluster.copy(where, cluster.template(where, STATE, regions.build), "_own")
    before = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        regions.use({"NAME": name})
        yield
        regions.use({"NAME": before})
    with cluster.maintenance(where) as maintenance:
        cluster.drop(maintenance, name)


@pytest.fixture
def one_more(own_database, monkeypatch):
    """`one_more(sql)`: the plan has one migration more, as after an update of the product."""
    return lambda sql: grow(monkeypatch, sql)
