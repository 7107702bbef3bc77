"""Applying migrations with steps that only Python can do (RunPython).

The transaction is the owner's; for a Python step the realm is the region's, so a data migration can
touch its own region and nothing else. Models are rendered once per process, not once per region.
"""

from functools import lru_cache
from typing import Any

from django.db import connection, transaction
from django.db.migrations.state import ProjectState

from realms import plan as plans
from realms import roles
from realms.context import Realm, code_of_schema, in_realm, is_copy
from realms.owner import as_owner

_TIME_OUTS = "SET LOCAL lock_timeout = 2000; SET LOCAL statement_timeout = 600000"


def apply(schema: str, plan: plans.MigrationPlan) -> None:
    """All that `schema` misses, in one transaction, alone with it."""
    with as_owner() as owner, transaction.atomic(), in_realm(Realm(schema, "")):
        with owner.cursor() as cursor:
            cursor.execute(plans.alone_with(schema))
            cursor.execute("SELECT app, name FROM django_migrations")
            missing = plan.after({plans.RECORDER, *cursor.fetchall()})
        owner.script(_TIME_OUTS + (";" + roles.writable(schema, schema) if is_copy(schema) else ""))
        run(schema, missing)
        if is_copy(schema):
            owner.script(roles.region_exceptions(schema, schema))
        owner.script(plans.recorded(missing) + plans.noted(schema, plan, missing))


def run(schema: str, migrations: tuple[plans.Compiled, ...]) -> None:
    """The steps of `migrations` in `schema`, in the owner's transaction in force."""
    for migration in migrations:
        for step in migration.steps:
            if step.is_python:
                _run(schema, migration, step.operation)
            else:
                connection.script(step.sql)  # type: ignore[attr-defined]


def _run(schema: str, migration: plans.Compiled, number: int) -> None:
    before, after, operation = _states(migration.app, migration.name, number)
    connection.script("SET CONSTRAINTS ALL IMMEDIATE")  # type: ignore[attr-defined]
    with (
        in_realm(Realm(schema, schema, code_of_schema(schema))),
        connection.schema_editor(atomic=False) as editor,
    ):
        operation.database_forwards(migration.app, editor, before, after)


@lru_cache(maxsize=32)
def _states(app: str, name: str, number: int) -> tuple[ProjectState, ProjectState, Any]:
    """The models before and after operation `number` of a migration, and that operation."""
    migration = plans.loader().get_migration(app, name)
    before = plans.loader().project_state((app, name), at_end=False)
    for operation in migration.operations[:number]:
        operation.state_forwards(app, before)
    after = before.clone()
    migration.operations[number].state_forwards(app, after)
    before.apps  # noqa: B018  rendered here, once
    return before, after, migration.operations[number]
