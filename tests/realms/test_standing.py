"""A deployment with nothing to migrate is told so before Django starts; any doubt starts it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import cluster, regions
from tests.conftest import STATE

ROOT = Path(__file__).resolve().parents[3]
ASK = """
import sys, manage
sys.argv = ["manage.py", "migrate_regions"]
manage.main()
print("Django started:", "django.core.management" in sys.modules)
"""


@pytest.fixture
def deployment(request: pytest.FixtureRequest, django_db_setup: None, tmp_path: Path) -> Any:
    """A database of its own, and `migrate_regions` as a deployment runs it there."""
    where = request.config.cluster  # type: ignore[attr-defined]
    name = cluster.copy(where, cluster.template(where, STATE, regions.build), "_standing")
    host = where["HOST"].replace("/", "%2F")
    url = f"postgresql://{where['USER']}@{host}:{where['PORT']}/{name}"

    def run() -> str:
        return subprocess.run(
            [sys.executable, "-c", ASK],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": url, "AMANAH_STATE": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def tell(statement: str) -> None:
        address = {key: where[key] or None for key in ("HOST", "PORT", "USER")}
        with psycopg.connect(
            host=address["HOST"], port=address["PORT"], user=address["USER"], dbname=name
        ) as connection:
            connection.execute(statement)

    yield run, tell
    with cluster.maintenance(where) as connection:
        cluster.drop(connection, name)


def test_only_a_deployment_with_something_to_migrate_starts_django(
    deployment: tuple[Callable[[], str], Callable[[str], None]],
):
    run, tell = deployment
    run()  # another secret than the template's: the app's password and so `public` are behind

    assert run().splitlines() == ["0 skema dimutakhirkan, 0 gagal.", "Django started: False"]

    tell("UPDATE public.db_schemaversion SET plan = '' WHERE schema = 'r3507'")
    said = run()
    assert "1 skema dimutakhirkan, 0 gagal." in said
    assert "Django started: True" in said

    tell("UPDATE public.registry_region SET state = 'BROKEN' WHERE code = '13.02'")
    assert "Django started: True" in run()
