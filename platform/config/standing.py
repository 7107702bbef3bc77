"""Is there anything to migrate? Answered with one query and without starting Django.

`manage.py migrate_regions` asks here first: every deployment runs it, most have nothing to migrate,
and Django takes seconds to start. Any doubt (no tables yet, no server, a region out of service)
counts as a yes, so that the command itself finds out and says so.
"""

import psycopg

from config import composition, databases
from config.env import ENV
from config.secrets import secret_key
from realms import sources
from realms.address import address

NOTHING = "0 skema dimutakhirkan, 0 gagal."

_STANDS = """
    SELECT EXISTS (SELECT FROM public.db_schemaversion WHERE schema = 'public' AND plan = %(mark)s)
       AND NOT EXISTS (
            SELECT FROM (
                SELECT schema_name AS schema FROM public.registry_region WHERE state <> 'DESTROYED'
                UNION SELECT schema FROM public.db_schemaversion WHERE starts_with(schema, 'spare_')
            ) wanted
            LEFT JOIN public.db_schemaversion v USING (schema)
            WHERE v.plan IS DISTINCT FROM %(plan)s OR v.error <> '')
       AND NOT EXISTS (SELECT FROM public.registry_region WHERE state = 'BROKEN')
"""


def nothing_to_migrate() -> bool:
    """Whether `public`, every region and every spare schema stand at the current migrations."""
    secret = secret_key(ENV)
    where = databases.owner_database(ENV)
    app = databases.databases(ENV, secret)["default"]
    asked = {
        "mark": sources.public_mark(
            tuple(composition.SHARED_APPS), composition.PUBLIC_GRANTS, app["PASSWORD"]
        ),
        "plan": sources.checksum(tuple(composition.TENANT_APPS)),
    }
    try:
        with psycopg.connect(**address(where)) as connection:
            row = connection.execute(_STANDS, asked).fetchone()
    except psycopg.Error:
        return False
    return bool(row and row[0])
