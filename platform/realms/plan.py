"""All region migrations as SQL: rendered once, applied to any number of schemas.

Django renders the model state and the SQL of every migration anew for each schema, and asks the
catalogue what exists; with hundreds of schemas that takes minutes. The SQL is the same for all.
So it is rendered once, against a scratch schema in a transaction that is rolled back (some
operations look up the name of an existing constraint, so the tables must be there), and kept in
`public` under the checksum of the migrations' sources.

What cannot be SQL (RunPython) stays a step of its own and is run per region, under its role.
"""

import hashlib
import inspect
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from realms import sources
from realms.context import Realm, in_realm
from realms.models import CompiledPlan
from realms.owner import as_owner

_SCRATCH = "amanah_scratch"
RECORDER = ("", "django_migrations")
"""App and name of what is no migration but comes first: Django's own table of applied ones."""


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a migration: SQL, or the numbers of its operations that only Python can do."""

    sql: str = ""
    operation: int = -1

    @property
    def is_python(self) -> bool:
        return self.operation >= 0


@dataclass(frozen=True, slots=True)
class Compiled:
    """One migration, ready to apply. `checksum` is that of its source."""

    app: str
    name: str
    checksum: str
    steps: tuple[Step, ...]

    @property
    def key(self) -> str:
        return f"{self.app}.{self.name}"

    @property
    def needs_python(self) -> bool:
        return any(step.is_python for step in self.steps)


@dataclass(frozen=True, slots=True)
class MigrationPlan:
    """Every region migration in order. `checksum` changes when any of them does."""

    checksum: str
    migrations: tuple[Compiled, ...]

    @property
    def sql(self) -> str:
        """All of it; meaningful when no step needs Python."""
        return "\n".join(step.sql for m in self.migrations for step in m.steps)

    def after(self, applied: set[tuple[str, str]]) -> tuple[Compiled, ...]:
        """What a schema still needs that has `applied` (pairs of app and name)."""
        return tuple(m for m in self.migrations if (m.app, m.name) not in applied)


def order(apps: Iterable[str] | None = None) -> list[Migration]:
    """The migrations of `apps` (the regions') in order, without asking the database."""
    labels = {_label(name) for name in (settings.TENANT_APPS if apps is None else apps)}
    graph = loader().graph
    wanted: dict[tuple[str, str], Migration] = {}
    for target in graph.leaf_nodes():
        for key in graph.forwards_plan(target):
            if key[0] in labels:
                wanted.setdefault(key, graph.nodes[key])
    return list(wanted.values())


def checksum() -> str:
    """The checksum of all region migrations, from their sources."""
    return sources.checksum(tuple(settings.TENANT_APPS))


def plan() -> MigrationPlan:
    """The compiled plan: from this process's memory, from `public`, or compiled now. As the owner."""
    return _plan(checksum())


@lru_cache(maxsize=2)
def _plan(wanted: str) -> MigrationPlan:
    with as_owner():
        kept = CompiledPlan.objects.filter(checksum=wanted).first()
        if kept is None:
            last = CompiledPlan.objects.order_by("-compiled_at").first()
            known = [_thaw(row) for row in last.content] if last else []
            content = [asdict(compiled) for compiled in compile_all(known)]
            kept, _ = CompiledPlan.objects.get_or_create(
                checksum=wanted, defaults={"content": content}
            )
    return MigrationPlan(wanted, tuple(_thaw(row) for row in kept.content))


def recorded(migrations: Iterable[Compiled]) -> str:
    """SQL that tells Django's own table what was applied."""
    rows = ", ".join(f"('{m.app}', '{m.name}', now())" for m in migrations if m.app)
    return f"INSERT INTO django_migrations (app, name, applied) VALUES {rows};" if rows else ""


def noted(schema: str, plan: MigrationPlan, done: Iterable[Compiled]) -> str:
    """SQL that writes the ledger: `schema` now stands at `plan`, by `done` in this transaction.

    Seconds are those since the transaction began.
    """
    seconds = "extract(epoch FROM clock_timestamp() - now())"
    rows = ", ".join(f"('{schema}', '{m.key}', '{m.checksum}', {seconds}, now())" for m in done)
    ledger = f"""
        INSERT INTO public.db_appliedmigration (schema, migration, checksum, seconds, applied_at)
        VALUES {rows} ON CONFLICT (schema, migration) DO NOTHING;
    """
    return f"""
        {ledger if rows else ""}
        INSERT INTO public.db_schemaversion (schema, plan, version, seconds, error, changed_at)
        VALUES ('{schema}', '{plan.checksum}', '{plan.migrations[-1].key}', {seconds}, '', now())
        ON CONFLICT (schema) DO UPDATE
            SET plan = excluded.plan, version = excluded.version, seconds = excluded.seconds,
                error = '', changed_at = now();
    """


def alone_with(schema: str) -> str:
    """SQL that waits until no other transaction migrates `schema`."""
    return f"SELECT pg_advisory_xact_lock(hashtextextended('migrate:{schema}', 0))"


def compile_all(known: Sequence[Compiled] = ()) -> list[Compiled]:
    """Render every region migration. As the owner, in a transaction that leaves nothing behind.

    `known` is an older plan: when all of it still stands unchanged, it is taken over, and only what
    is new is rendered, behind it.
    """
    with as_owner() as owner, transaction.atomic(), in_realm(Realm(_SCRATCH, "")):
        owner.script(f'CREATE SCHEMA "{_SCRATCH}"')
        state = ProjectState(real_apps=set())
        recorder, *kept = _still_standing(known) or [_recorder_table()]
        owner.script("\n".join(step.sql for done in (recorder, *kept) for step in done.steps))
        compiled = {(done.app, done.name): done for done in (recorder, *kept)}
        migrations = {(m.app_label, m.name): m for m in order()}
        ahead = [migrations.pop(key) for key in list(compiled)[1:]]
        ours = {_label(name) for name in settings.TENANT_APPS}
        for migration in _with_shared([*ahead, *migrations.values()]):
            key = (migration.app_label, migration.name)
            if migration.app_label not in ours or key in compiled:
                migration.mutate_state(state, preserve=False)
            else:
                compiled[key] = _render(migration, state)
        transaction.set_rollback(True)
    return list(compiled.values())


def _still_standing(known: Sequence[Compiled]) -> list[Compiled]:
    """`known`, or nothing when any of it was changed or taken away since."""
    present = {(m.app_label, m.name): _checksum_of(m) for m in order()}
    present[RECORDER] = _recorder_table().checksum
    stands = all(present.get((done.app, done.name)) == done.checksum for done in known)
    return list(known) if stands else []


def _render(migration: Migration, state: ProjectState) -> Compiled:
    """The steps of one migration; `state` moves on. Its SQL is run in the scratch schema."""
    steps: list[Step] = []
    editor = _editor()
    for number, operation in enumerate(migration.operations):
        before = state.clone()
        operation.state_forwards(migration.app_label, state)
        if not operation.reduces_to_sql:
            steps += _drain(editor)
            steps.append(Step(operation=number))
        else:
            operation.database_forwards(migration.app_label, editor, before, state)
            steps += _drain(editor)
    editor.collected_sql += [str(statement) + ";" for statement in editor.deferred_sql]
    steps += _drain(editor)
    return Compiled(
        migration.app_label, migration.name, _checksum_of(migration), tuple(_joined(steps))
    )


def _drain(editor: Any) -> list[Step]:
    """Take what the editor has collected, and run it, so that the next operation finds it done."""
    statements, editor.collected_sql = "\n".join(editor.collected_sql), []
    if not statements:
        return []
    connection.script(statements)  # type: ignore[attr-defined]
    return [Step(sql=statements)]


def _joined(steps: list[Step]) -> list[Step]:
    joined: list[Step] = []
    for step in steps:
        if joined and not step.is_python and not joined[-1].is_python:
            joined[-1] = Step(sql=f"{joined[-1].sql}\n{step.sql}")
        else:
            joined.append(step)
    return joined


def _recorder_table() -> Compiled:
    """Django's own table of applied migrations, which every schema has: `migrate_schemas` reads it."""
    editor = _editor()
    editor.create_model(MigrationRecorder.Migration)
    statements = "\n".join([*editor.collected_sql, *map(str, editor.deferred_sql)])
    digest = hashlib.sha256(statements.encode()).hexdigest()
    return Compiled(*RECORDER, digest, (Step(sql=statements),))


def _editor() -> Any:
    editor = connection.schema_editor(collect_sql=True, atomic=False)
    editor.deferred_sql = []
    return editor


def _with_shared(wanted: list[Migration]) -> list[Migration]:
    """The migrations, and before each those of other apps that its state leans on."""
    graph = loader().graph
    full: dict[tuple[str, str], Migration] = {}
    for migration in wanted:
        for key in graph.forwards_plan((migration.app_label, migration.name)):
            full.setdefault(key, graph.nodes[key])
    return list(full.values())


@lru_cache(maxsize=1)
def loader() -> MigrationLoader:
    """The migrations on disk, read once per process, without asking a database."""
    return MigrationLoader(None)


def _checksum_of(migration: Migration) -> str:
    return sources.checksum_of(Path(inspect.getfile(type(migration))))


def _label(app: str) -> str:
    from django.apps import apps

    configs = apps.get_app_configs()
    return next(c.label for c in configs if app in {c.name, f"{c.__module__}.{type(c).__name__}"})


def _thaw(row: dict[str, Any]) -> Compiled:
    steps = tuple(Step(**step) for step in row["steps"])
    return Compiled(row["app"], row["name"], row["checksum"], steps)
