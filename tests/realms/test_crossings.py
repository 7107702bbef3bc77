"""Nothing in a region's schema reaches into another region's, and little leans on `public`."""

import pytest
from django.db import connection

from realms.owner import as_owner

pytestmark = pytest.mark.django_db

CROSSING = """
    SELECT DISTINCT object.nspname || ' → ' || target.nspname
      FROM (
        SELECT c.connamespace AS here, r.relnamespace AS there
          FROM pg_constraint c JOIN pg_class r ON r.oid = c.confrelid
        UNION ALL
        SELECT t.relnamespace, p.pronamespace
          FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid JOIN pg_proc p ON p.oid = g.tgfoid
         WHERE NOT g.tgisinternal
        UNION ALL
        SELECT v.relnamespace, r.relnamespace
          FROM pg_rewrite w JOIN pg_class v ON v.oid = w.ev_class
          JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
          JOIN pg_class r ON d.refclassid = 'pg_class'::regclass AND r.oid = d.refobjid
      ) crossing
      JOIN pg_namespace object ON object.oid = here
      JOIN pg_namespace target ON target.oid = there
     WHERE object.nspname ~ '^r[0-9]' AND here <> there
"""


def ask(statement):
    with as_owner() as owner, owner.cursor() as cursor:
        cursor.execute(statement)
        return [row[0] for row in cursor.fetchall()]


def test_no_constraint_trigger_or_view_leaves_its_region():
    assert ask(CROSSING) == []


def test_functions_of_a_region_name_no_schema():
    bodies = ask(
        "SELECT prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE nspname ~ '^r[0-9]'"
    )
    assert bodies
    assert not any("public." in body or "r3507." in body or "r1302." in body for body in bodies)


def test_the_check_finds_a_crossing():
    with as_owner():
        connection.script(
            "CREATE TABLE r3507.crossing (id uuid REFERENCES r1302.accounts_user (id))"
        )
    assert ask(CROSSING) == ["r3507 → r1302"]
