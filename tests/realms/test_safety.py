"""What would break the running version is refused, unless the migration says why it does not."""

import pytest
from django.db import migrations, models

from realms import plan, safety

NUMBER = models.IntegerField()
UNIQUE = models.UniqueConstraint(fields=["title"], name="one_title")
HIDDEN = migrations.SeparateDatabaseAndState([migrations.RemoveField("job", "title")])


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
        (migrations.AddConstraint("job", UNIQUE), "does not keep to it"),
        (migrations.RunSQL("ALTER TABLE jobs_job DROP COLUMN title"), "takes away"),
        (migrations.RunSQL("ALTER TABLE jobs_job ALTER COLUMN done TYPE text"), "takes away"),
        (migrations.RunSQL("alter table jobs_job rename to job"), "takes away"),
        (HIDDEN, "still uses"),
    ],
)
def test_a_breaking_operation_is_refused(monkeypatch, operation, word):
    monkeypatch.setattr(plan, "order", lambda _=(): [migration(operation)])
    [problem] = safety.check_migrations(None)
    assert word in problem.msg
    marked = migration(operation, breaks_running_version="a reason")
    monkeypatch.setattr(plan, "order", lambda _=(): [marked])
    assert safety.check_migrations(None) == []


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("job", "extra", models.IntegerField(null=True)),
        migrations.AddField("job", "extra", models.IntegerField(db_default=0)),
        migrations.CreateModel("New", [("id", models.AutoField(primary_key=True))]),
        migrations.RunSQL("CREATE INDEX again ON jobs_job (title)"),
    ],
)
def test_what_the_running_version_does_not_notice_is_allowed(operation):
    assert list(safety.breaking(migration(operation))) == []


def test_our_own_migrations_are_safe():
    assert safety.check_migrations(None) == []
