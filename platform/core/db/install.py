"""Bringing the shared part of a database up to date: roles, `public`, grants, what we close.

manage.py migrate_schemas --shared     does this, and so does migrate_regions
"""

from django.core.management import call_command

from core.db import hardening, roles
from core.db.owner import as_owner, connect


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
        return hardening.harden(connection)
