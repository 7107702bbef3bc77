"""A migration must not break the version that is still running while it is rolled out.

Expand, fill, contract: add what the new version needs, fill it, and take away what nobody uses any
more one release later. An operation that the running version would stumble over is refused unless
its migration says why it is safe:

    class Migration(migrations.Migration):
        breaks_running_version = "the column was never read: it came with the same release"
"""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from core.db import plan

_GONE = (
    migrations.RemoveField,
    migrations.DeleteModel,
    migrations.RenameField,
    migrations.RenameModel,
    migrations.AlterModelTable,
)


def check_migrations(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Django's check over every migration of ours that changes a table which exists already."""
    problems: list[CheckMessage] = []
    for migration in plan.order():
        module = type(migration).__module__
        if module.startswith("django") or getattr(migration, "breaks_running_version", False):
            continue
        name = f"{migration.app_label}.{migration.name}"
        if not migration.atomic:
            problems.append(Error(f"{name} is not atomic: a region would be left half done"))
        problems += [Error(f"{name}: {sentence}") for sentence in breaking(migration)]
    return problems


def breaking(migration: Any) -> Iterator[str]:
    """What the running version would stumble over, in words."""
    born = {op.name_lower for op in migration.operations if isinstance(op, migrations.CreateModel)}
    for operation in migration.operations:
        if getattr(operation, "model_name_lower", "") in born:
            continue
        sentence = _stumbles(operation)
        if sentence:
            yield sentence


def _stumbles(operation: Operation) -> str:
    if isinstance(operation, _GONE):
        return f"{operation.describe()}: the running version still uses it"
    if isinstance(operation, migrations.AddField):
        if not _may_be_left_out(operation.field):
            return f"{operation.describe()}: the running version inserts without it"
    elif isinstance(operation, migrations.AlterField) and not _may_be_left_out(operation.field):
        return f"{operation.describe()}: the running version may insert NULL or the old type"
    return ""


def _may_be_left_out(field: models.Field) -> bool:
    from django.db.models.fields import NOT_PROVIDED

    return bool(field.null or field.many_to_many or field.db_default is not NOT_PROVIDED)
