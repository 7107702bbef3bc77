"""Bringing the shared part of a database up to date: roles, `public`, grants, what we close.

manage.py migrate_regions              does this first, when something changed
manage.py migrate_schemas --shared     does this alone
"""

from django.conf import settings
from django.core.management import call_command

from realms import hardening, roles, sources
from realms.models import SchemaVersion
from realms.owner import as_owner, connect


def bring_public_up_to_date(*, verbosity: int = 0) -> list[str]:
    """Roles first, since migrations name them; then migrations, grants and REVOKEs.

    May run at any time. Returns what the server refused to close.
    """
    with connect() as connection:
        roles.ensure(connection)
    with as_owner():
        call_command(
            "migrate_schemas", shared=True, verbosity=verbosity, interactive=False, plain=True
        )
    with connect() as connection:
        roles.grant_public(connection)
        refused = hardening.harden(connection)
    with as_owner():
        SchemaVersion.objects.update_or_create(
            schema="public", defaults={"plan": _mark(), "version": "", "error": "; ".join(refused)}
        )
    return refused


def public_is_behind() -> bool:
    """Whether migrations of `public`, its grants or the app's password changed since last time."""
    with connect() as connection:
        exists = connection.execute("SELECT to_regclass('public.db_schemaversion')").fetchone()
        if not exists or exists[0] is None:
            return True
        row = connection.execute(
            "SELECT plan FROM public.db_schemaversion WHERE schema = 'public'"
        ).fetchone()
    return row is None or row[0] != _mark()


def _mark() -> str:
    return sources.public_mark(
        tuple(settings.SHARED_APPS),
        settings.PUBLIC_GRANTS,
        settings.DATABASES["default"]["PASSWORD"],
    )
