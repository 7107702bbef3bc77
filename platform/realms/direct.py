"""A connection from which there is no way back: the region's own login, for SQL that is not ours.

On the shared login whoever controls a whole statement may say SET ROLE. A report builder, an ad-hoc
export or an operator's console of raw SQL therefore works on a connection that logs in as the
region itself: it is a member of nothing but `amanah_region`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connections

from realms.address import address
from realms.context import Realm
from realms.roles import quoted


@contextmanager
def connect_as(realm: Realm, *, password: str = "") -> Iterator[psycopg.Connection]:
    """A psycopg connection logged in as the region's role, standing in its schema, read-only.

    The roles have no password by default: where the server asks for one, the owner sets it
    (`ALTER ROLE … PASSWORD … VALID UNTIL …`) for as long as it is needed. Opening takes some
    milliseconds; keep it for the whole piece of work.
    """
    where = connections.settings["default"]
    with psycopg.connect(
        **address({**where, "USER": realm.role, "PASSWORD": password}),
        autocommit=True,
        options=f"-c search_path={quoted(realm.schema)} -c default_transaction_read_only=on",
    ) as connection:
        yield connection
