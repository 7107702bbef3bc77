"""A database of its own with real commits, asked by the app's own login as in production."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests import cluster, regions
from tests.given.paper import blank_paper  # noqa: F401 a fixture

SECRET = "RAHASIA-SOLOK"


@pytest.fixture(scope="session")
def world(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Any:
    """The database: an account in Solok whose name nobody in Malang may ever read or change."""
    from tests.conftest import STATE

    where = request.config.cluster  # type: ignore[attr-defined]
    name = cluster.copy(where, cluster.template(where, STATE, regions.build), "_isolation")
    yield {**where, "NAME": name}
    with cluster.maintenance(where) as connection:
        cluster.drop(connection, name)


@pytest.fixture
def app_login(world: dict[str, Any], django_db_blocker: Any, settings: Any) -> Iterator[Any]:
    """Django's connection as the app's login, under every guard; committed work stays."""
    with as_app(world, django_db_blocker):
        seed()
        from django.db import connection

        yield connection


def as_app(world: dict[str, Any], blocker: Any, **options: Any) -> Any:
    """Lead this process to `world` as the app's login, and back to the tests' database afterwards."""
    from contextlib import contextmanager

    from django.conf import settings
    from django.db import connection

    from realms import hardening
    from realms.owner import connect
    from tenants.registry import hosts

    @contextmanager
    def switched() -> Iterator[None]:
        before, owner = dict(connection.settings_dict), dict(settings.OWNER_DATABASE)
        with blocker.unblock():
            connection.close()
            connection.settings_dict.update(
                {**world, "USER": "amanah_app", "REALMS": {"cap": 40}} | options
            )
            settings.OWNER_DATABASE.update(world)
            hosts.forget()
            with connect() as owner_connection:
                assert hardening.harden(owner_connection) == []
            try:
                yield
            finally:
                connection.close()
                connection.settings_dict.update(before)
                settings.OWNER_DATABASE.update(owner)
                hosts.forget()

    return switched()


def seed() -> None:
    """One account each in Malang and in Solok, and one published release of Solok."""
    from core.accounts.models import Role, User
    from tenants.registry.context import in_region

    for code, name in (("35.07", "Orang Malang"), ("13.02", SECRET)):
        with in_region(code):
            User.objects.get_or_create(
                username="saksi", defaults={"name": name, "roles": [Role.STEWARD]}
            )


def secret_is_untouched() -> bool:
    """Whether Solok's account is as it was."""
    from core.accounts.models import User
    from tenants.registry.context import in_region

    with in_region("13.02"):
        return list(User.objects.values_list("name", flat=True)) == [SECRET]
