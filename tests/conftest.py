"""The fixtures that every test may use: two regions, the cast, and a way to sign in.

    def test_tomo_sees_nothing(sign_in):
        assert sign_in(TOMO, region="kab-solok").get("/perjanjian/").status_code == 200

Each test runs in a transaction that is rolled back. What was asked for after a commit, and the
background tasks among it, runs when the outermost block of the code under test ends, as in life.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from tests import cast, cluster, commits, regions, remembered

STATE = Path(os.environ.get("AMANAH_TEST_STATE", "/tmp/amanah-test"))
PORT = 8000


def pytest_configure(config: pytest.Config) -> None:
    """One cluster for the whole run: the first process starts it, the workers are told where."""
    from django.conf import settings

    from tenants.registry import hosts

    hosts.CHECK_SECONDS = float("inf")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    given = getattr(config, "workerinput", None)
    config.cluster = given["cluster"] if given else cluster.start(STATE)  # type: ignore[attr-defined]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last in every process: the browser leaves an event loop running behind it."""
    items.sort(key=lambda item: "tests/browser/" in item.nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of xdist where the cluster is."""
    node.workerinput["cluster"] = node.config.cluster


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """This process's own copy of the template database."""
    from django.db import connections

    where = request.config.cluster  # type: ignore[attr-defined]
    with django_db_blocker.unblock():
        regions.use(where)
        source = cluster.template(where, STATE, regions.build)
        name = cluster.copy(where, source)
        regions.use({"NAME": name})
    yield
    with django_db_blocker.unblock(), cluster.maintenance(where) as maintenance:
        connections.close_all()
        cluster.drop(maintenance, name)


@pytest.fixture(scope="session", autouse=True)
def tasks_run_at_once() -> None:
    """Background tasks run where they are asked for, in the same realm; what they raise is seen."""
    from config.celery import app

    app.conf.update(task_always_eager=True, task_eager_propagates=True)
    app.loader.import_default_modules()


@pytest.fixture(autouse=True)
def after_commit_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """`on_commit` works inside the test's own transaction."""
    commits.simulate(monkeypatch)


@pytest.fixture(autouse=True)
def clean_stores(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test finds another's files, cache or hosts."""
    from django.core.cache import cache

    from tenants.registry import hosts

    hosts.forget()
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / f"media-{os.urandom(4).hex()}"
    cache.clear()


@pytest.fixture(autouse=True)
def worlds_are_remembered(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[None]:
    """Builders of `tests/given` need not walk the same acts twice."""
    with remembered.during(monkeypatch, settings):
        yield


@pytest.fixture
def malang(db: None) -> Iterator[Any]:
    """Inside Kabupaten Malang; gives its Tenant."""
    from tenants.registry.context import in_region

    with in_region("35.07") as facts:
        yield facts


@pytest.fixture
def solok(db: None) -> Iterator[Any]:
    """Inside Kabupaten Solok; gives its Tenant."""
    from tenants.registry.context import in_region

    with in_region("13.02") as facts:
        yield facts


@pytest.fixture
def public(db: None) -> Iterator[None]:
    """Inside `public`, as the operators' console is."""
    with regions.inside("konsol"):
        yield


@pytest.fixture
def people(db: None) -> SimpleNamespace:
    """The cast's accounts, each where it belongs: `people.sari` is a User."""
    from django.contrib.auth.hashers import make_password

    from core.accounts.models import User
    from realms.context import required_realm

    password = make_password(cast.PASSWORD)
    accounts = {}
    for host, persons in cast.HOSTS.items():
        # An evaluator's account is made by the operators; the evaluators' site may not.
        with regions.inside("konsol" if host == "evaluasi" else host):
            rows = [
                User(
                    id=p.account_id(required_realm().schema),
                    username=p.username,
                    name=p.name,
                    roles=list(p.roles),
                    password=password,
                )
                for p in persons
            ]
            accounts |= {user.username: user for user in User.objects.bulk_create(rows)}
    return SimpleNamespace(**accounts)


@pytest.fixture
def sign_in(people: SimpleNamespace) -> Callable[..., Client]:
    """`sign_in(SARI)`, `sign_in(TOMO, "kab-solok")`, `sign_in(OKI, "konsol")`: a Client there."""

    def enter(person: cast.Person | None, region: str = "kab-malang") -> Client:
        client = Client(headers={"host": f"{region}.localhost:{PORT}".removeprefix(".")})
        if person is not None:
            with regions.inside(region):
                client.force_login(getattr(people, person.username))
        return client

    return enter
