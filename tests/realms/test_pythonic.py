"""Data migrations run per region, under its role: its own rows and no others."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import transaction
from django.utils import timezone

from core.jobs.models import Job
from realms import migrate, plan, pythonic, schemas
from realms.owner import as_owner, connect
from tenants.registry.context import in_region
from tests.killing import killed
from tests.realms import updating
from tests.realms.looking import columns, shape

REGIONS = ["r1302", "r3507"]


@pytest.fixture
def jobs(own_database):
    """One job in each region, named after it."""
    for code in ("13.02", "35.07"):
        with in_region(code):
            Job.objects.create(kind="tests", title=code, requested_at=timezone.now())


@pytest.fixture
def updated(jobs, settings):
    """An update with a column and the data migration that fills it."""
    with updating.update(settings, "updated"):
        yield


def afterwords():
    with connect() as owner:
        return [
            owner.execute(f"SELECT title, afterword FROM {schema}.jobs_job").fetchall()
            for schema in REGIONS
        ]


def run():
    return migrate.migrate(REGIONS)


FILLED = [[("13.02", "Catatan: 13.02")], [("35.07", "Catatan: 35.07")]]


def test_each_region_fills_its_own_rows(updated):
    assert [outcome.error for outcome in run()] == ["", ""]
    assert afterwords() == FILLED
    assert run() == []
    with connect() as owner:
        ledger = owner.execute(
            "SELECT schema, count(*) FROM db_appliedmigration "
            "WHERE starts_with(migration, 'jobs.') AND schema = ANY(%s) GROUP BY 1 ORDER BY 1",
            [REGIONS],
        ).fetchall()
    assert ledger == [("r1302", 3), ("r3507", 3)]


def test_djangos_own_way_gives_the_same(updated):
    call_command("migrate_schemas", schema_name="r3507", verbosity=0, interactive=False)
    assert [outcome.schema for outcome in run()] == ["r1302"]
    assert afterwords() == FILLED
    assert shape("r1302") == shape("r3507")


def test_a_region_opened_after_the_update_is_the_same(updated):
    run()
    with as_owner(), transaction.atomic():
        schemas.create_new("r9904")
        assert shape("r9904") == shape("r3507")
        schemas.drop("r9904")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE r1302.jobs_job SET title = 'dicuri'",
        "INSERT INTO r3507.jobs_job (title) SELECT title FROM r1302.jobs_job",
        "DELETE FROM public.registry_region",
        "DROP TABLE r1302.jobs_job",
    ],
)
def test_raw_sql_that_names_another_region_is_refused_and_undone(updated, statement):
    with connect() as owner:
        owner.execute("UPDATE db_schemaversion SET error = 'x' WHERE schema = 'r1302'")
    updating.ATTEMPTS.append(statement)
    with pytest.raises(migrate.CanaryFailed, match="permission denied|must be owner"):
        migrate.migrate(REGIONS)
    assert columns("r3507", "afterword") == 0
    with in_region("13.02"):
        assert Job.objects.values_list("title", flat=True).get() == "13.02"


def test_an_exception_in_one_region_is_its_own(updated, monkeypatch):
    updating.ATTEMPTS.append("SELECT 1 / (current_schema() <> 'r3507')::int")
    outcomes = {outcome.schema: outcome.error for outcome in run()}
    assert outcomes["r1302"] == ""
    assert "division by zero" in outcomes["r3507"]
    assert columns("r3507", "afterword") == 0
    updating.ATTEMPTS.clear()
    assert [outcome.error for outcome in run()] == [""]
    assert afterwords() == FILLED


@pytest.mark.parametrize("time", [1, 2])
def test_killed_in_a_data_migration_the_region_is_untouched(updated, time):
    assert killed(run, after=(pythonic, "_run"), time=time)
    assert sum(columns(schema, "afterword") for schema in REGIONS) == time - 1
    assert [outcome.error for outcome in run()] == [""] * (3 - time)
    assert afterwords() == FILLED


def test_an_update_that_breaks_the_running_version_is_refused_before_it_starts(settings):
    with (
        updating.update(settings, "contracting"),
        pytest.raises(SystemCheckError, match=r"jobs.0002_no_titles: Remove field title from job"),
    ):
        call_command("check")


def test_the_plan_is_told_apart_by_its_migrations(settings):
    before = plan.checksum()
    with updating.update(settings, "updated"):
        assert plan.checksum() != before
    assert plan.checksum() == before
