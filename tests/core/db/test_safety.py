"""What would break the running version is refused, unless the migration says why it does not."""

import pytest
from django.db import migrations, models

from core.db import plan, safety

NUMBER = models.IntegerField()


def migration(*operations, **attributes):
    made = type("Migration", (migrations.Migration,), {"operations": operations, **attributes})
    return made("0002_tests", "tests")


@pytest.mark.parametrize(
    ("operation", "word"),
    [
        (migrations.RemoveField("job", "title"), "still uses"),
        (migrations.RenameField("job", "title", "name"), "still uses"),
        (migrations.DeleteModel("Job"), "still uses"),
        (migrations.AddField("job", "extra", NUMBER), "inserts without it"),
        (migrations.AlterField("job", "title", NUMBER), "may insert NULL"),
    ],
)
def test_a_breaking_operation_is_refused(monkeypatch, operation, word):
    monkeypatch.setattr(plan, "order", lambda: [migration(operation)])
    [problem] = safety.check_migrations(None)
    assert word in problem.msg
    marked = migration(operation, breaks_running_version="a reason")
    monkeypatch.setattr(plan, "order", lambda: [marked])
    assert safety.check_migrations(None) == []


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("job", "extra", models.IntegerField(null=True)),
        migrations.AddField("job", "extra", models.IntegerField(db_default=0)),
        migrations.CreateModel("New", [("id", models.AutoField(primary_key=True))]),
    ],
)
def test_what_the_running_version_does_not_notice_is_allowed(operation):
    assert list(safety.breaking(migration(operation))) == []


def test_our_own_migrations_are_safe():
    assert safety.check_migrations(None) == []
