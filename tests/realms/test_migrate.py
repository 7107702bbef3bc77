"""Migrating many schemas: the same result as Django's own way, and nothing half done."""

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from realms import migrate, plan, schemas
from realms.context import OWNER, Realm, in_realm
from realms.models import AppliedMigration, SchemaVersion
from realms.owner import as_owner, connect
from tests.realms.looking import columns, shape


def test_djangos_own_way_gives_the_same_schema(own_database):
    with as_owner() as owner:
        owner.script("CREATE SCHEMA r9901")
    call_command("migrate_schemas", schema_name="r9901", verbosity=0, interactive=False)
    with as_owner(), transaction.atomic():
        schemas.adopt("r9901")
        ours, djangos = shape("r3507"), shape("r9901")
        schemas.drop("r9901")
    assert ours == djangos


def test_a_schema_from_the_stock_is_the_same_as_a_new_one(own_database):
    assert schemas.stock(1) == 1
    with as_owner(), transaction.atomic():
        schemas.create("r9902")
        assert not SchemaVersion.objects.filter(schema__startswith="spare_").exists()
        assert shape("r9902") == shape("r3507")
        schemas.drop("r9902")


def test_a_plan_that_takes_over_an_older_one_is_the_same_as_one_made_anew(own_database):
    anew = plan.compile_all()
    *older, newest = anew
    assert plan.compile_all(older) == anew

    changed = [*older[:-1], replace(older[-1], checksum="changed"), newest]
    assert plan.compile_all(changed) == anew


def test_nothing_to_do_is_one_query(own_database):
    assert migrate.migrate(["r1302", "r3507"]) == []


def test_a_column_reaches_every_region_and_the_ledger(own_database, one_more):
    one_more("ALTER TABLE jobs_job ADD COLUMN extra integer;")
    outcomes = migrate.migrate(["r1302", "r3507"])
    assert {outcome.schema: outcome.error for outcome in outcomes} == {"r1302": "", "r3507": ""}
    assert columns("r1302", "extra") == columns("r3507", "extra") == 1
    with in_realm(OWNER):
        assert AppliedMigration.objects.filter(migration="tests.0002_more").count() == 2
    assert migrate.migrate(["r1302", "r3507"]) == []


def test_a_region_that_fails_is_untouched_and_the_others_go_on(own_database, one_more):
    with as_owner(), transaction.atomic():
        schemas.create_new("r9903")
        with in_realm(Realm("r3507", "")):
            connection.script("ALTER TABLE jobs_job ADD COLUMN extra integer")
    one_more(
        "ALTER TABLE jobs_job ADD COLUMN first_new integer;"
        "ALTER TABLE jobs_job ADD COLUMN extra integer;"
    )
    try:
        outcomes = {o.schema: o for o in migrate.migrate(["r1302", "r3507", "r9903"])}
        assert "already exists" in outcomes["r3507"].error
        assert outcomes["r9903"].error == outcomes["r1302"].error == ""
        assert columns("r3507", "first_new") == 0
        with in_realm(OWNER):
            assert "already exists" in SchemaVersion.objects.get(schema="r3507").error
        with connect() as owner:
            owner.execute("ALTER TABLE r3507.jobs_job DROP COLUMN extra")
        assert [o.error for o in migrate.migrate(["r1302", "r3507", "r9903"])] == [""]
        assert columns("r3507", "first_new") == 1
    finally:
        with as_owner(), transaction.atomic():
            schemas.drop("r9903")


def test_when_the_canary_fails_no_other_is_touched(own_database, one_more):
    with connect() as owner:
        owner.execute("ALTER TABLE r1302.jobs_job ADD COLUMN extra integer")
    one_more("ALTER TABLE jobs_job ADD COLUMN extra integer;")
    with pytest.raises(migrate.CanaryFailed):
        migrate.migrate(["r1302", "r3507"])
    assert columns("r3507", "extra") == 0


def test_what_failed_before_is_no_canary(own_database, one_more):
    with connect() as owner:
        owner.execute("UPDATE db_schemaversion SET error = 'penuh' WHERE schema = 'r1302'")
        owner.execute("ALTER TABLE r1302.jobs_job ADD COLUMN extra integer")
    one_more("ALTER TABLE jobs_job ADD COLUMN extra integer;")
    outcomes = migrate.migrate(["r1302", "r3507"])
    assert [(o.schema, bool(o.error)) for o in outcomes] == [("r3507", False), ("r1302", True)]


def test_a_busy_table_is_tried_again_and_then_reported(own_database, one_more, monkeypatch):
    monkeypatch.setattr(migrate, "LOCK_TIMEOUT_MS", 50)
    monkeypatch.setattr(migrate, "_PAUSE_SECONDS", 0.01)
    one_more("ALTER TABLE jobs_job ADD COLUMN extra integer;")
    with connect(autocommit=False) as other:
        other.execute("LOCK TABLE r3507.jobs_job")
        outcomes = {o.schema: o for o in migrate.migrate(["r1302", "r3507"])}
    assert "LockNotAvailable" in outcomes["r3507"].error
    assert outcomes["r1302"].error == ""


def test_a_table_that_is_free_again_in_time_is_no_failure(own_database, one_more, monkeypatch):
    monkeypatch.setattr(migrate, "LOCK_TIMEOUT_MS", 50)
    one_more("ALTER TABLE jobs_job ADD COLUMN extra integer;")
    with connect(autocommit=False) as other:
        other.execute("LOCK TABLE r1302.jobs_job")
        monkeypatch.setattr(migrate.time, "sleep", lambda _: other.rollback())
        outcomes = migrate.migrate(["r1302", "r3507"])
    assert [outcome.error for outcome in outcomes] == ["", ""]
