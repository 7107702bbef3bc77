"""A migration must not break the version that is still running while it is rolled out.

Expand, fill, contract: add what the new version needs, fill it, and take away what nobody uses any
more one release later. An operation that the running version would stumble over is refused unless
its migration says why it is safe:

    class Migration(migrations.Migration):
        breaks_running_version = "the column was never read: it came with the same release"
"""

import inspect
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from realms import plan

_CONTRACTS = re.compile(
    r"\b(?:DROP\s+(?:TABLE|COLUMN)|RENAME|SET\s+NOT\s+NULL"
    r"|ALTER\s+COLUMN\s+\S+\s+(?:SET\s+DATA\s+)?TYPE)\b",
    re.IGNORECASE,
)
"""What hand-written SQL says when it takes something away."""
_STRICTER = (migrations.AddConstraint, migrations.AlterUniqueTogether)
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
    both = [*plan.order(), *plan.order(settings.SHARED_APPS)]
    for migration in {(m.app_label, m.name): m for m in both}.values():
        if not _is_ours(migration) or getattr(migration, "breaks_running_version", False):
            continue
        name = f"{migration.app_label}.{migration.name}"
        if not migration.atomic:
            problems.append(Error(f"{name} is not atomic: a region would be left half done"))
        problems += [Error(f"{name}: {sentence}") for sentence in breaking(migration)]
    return problems


def breaking(migration: Any) -> Iterator[str]:
    """What the running version would stumble over, in words."""
    operations = list(_unwrapped(migration.operations))
    made_here = {op.name_lower for op in operations if isinstance(op, migrations.CreateModel)}
    for operation in operations:
        if getattr(operation, "model_name_lower", "") in made_here:
            continue
        sentence = _stumbles(operation)
        if sentence:
            yield sentence


def _is_ours(migration: Any) -> bool:
    """Not one that was installed, whether in a virtual environment or in a folder of a tool's own."""
    parts = Path(inspect.getfile(type(migration))).relative_to("/").parts
    return "site-packages" not in parts and not any(part.startswith(".") for part in parts)


def _unwrapped(operations: Sequence[Operation]) -> Iterator[Operation]:
    for operation in operations:
        if isinstance(operation, migrations.SeparateDatabaseAndState):
            yield from _unwrapped(operation.database_operations)
        else:
            yield operation


def _stumbles(operation: Operation) -> str:
    if isinstance(operation, _GONE):
        return f"{operation.describe()}: the running version still uses it"
    if isinstance(operation, _STRICTER):
        return f"{operation.describe()}: the running version does not keep to it"
    if isinstance(operation, migrations.RunSQL) and _CONTRACTS.search(str(operation.sql)):
        return f"{operation.describe()}: the running version still uses what it takes away"
    if isinstance(operation, migrations.AddField):
        if not _may_be_left_out(operation.field):
            return f"{operation.describe()}: the running version inserts without it"
    elif isinstance(operation, migrations.AlterField) and not _may_be_left_out(operation.field):
        return f"{operation.describe()}: the running version may insert NULL or the old type"
    return ""


def _may_be_left_out(field: models.Field) -> bool:
    from django.db.models.fields import NOT_PROVIDED

    return bool(field.null or field.many_to_many or field.db_default is not NOT_PROVIDED)
