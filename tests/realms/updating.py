"""Installing an update whose migrations lie in the tests, and what its data migration tries."""

from contextlib import contextmanager
from pathlib import Path

from realms import plan, pythonic, sources

ATTEMPTS = []
"""Statements that the data migration runs in every region before its own work."""


def attempt(editor):
    """Run them, as raw SQL of a careless migration would."""
    with editor.connection.cursor() as cursor:
        for statement in ATTEMPTS:
            cursor.execute(statement)


@contextmanager
def update(settings, name):
    """The product with the migrations of jobs from the package `name` beside us, for the block."""
    folder, known = Path(__file__).with_name(name), sources._files

    def files(app):
        more = sorted(folder.glob("0*.py")) if app.startswith("core.jobs") else []
        return [*known(app), *more]

    settings.MIGRATION_MODULES = {"jobs": f"tests.realms.{name}"}
    sources._files = files
    _forget()
    try:
        yield
    finally:
        ATTEMPTS.clear()
        settings.MIGRATION_MODULES = {}
        sources._files = known
        _forget()


def _forget():
    for kept in (plan.loader, plan._plan, pythonic._states, sources.checksum):
        kept.cache_clear()
