"""The owner of the schemas: creates and migrates them, and is never used to serve a request.

`as_owner` lets Django work as the owner for a block (migrations, compiling). `connect` gives a plain
psycopg connection for what is sent as ready-made SQL.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

from realms.address import address
from realms.context import OWNER, in_realm


def configuration() -> dict[str, Any]:
    """Django's connection settings of the owner: `OWNER_DATABASE` over those of the app."""
    return {
        **connections.settings[DEFAULT_DB_ALIAS],
        **settings.OWNER_DATABASE,
        "OPTIONS": {},
        "CONN_MAX_AGE": 0,
        "REALMS": {"owner": True},
    }


@contextmanager
def as_owner() -> Iterator[Any]:
    """Run a block as the owner, standing in `public`; gives Django's connection.

    In this thread the owner's connection takes the place of the app's, and the app's is put back
    afterwards; a transaction open on it is no part of what the owner does. Where the connection in
    use is the owner's already (nested blocks, tests), the block stays on it and in its transaction.
    """
    from realms.backend.base import DatabaseWrapper

    before = connections[DEFAULT_DB_ALIAS]
    if before.is_owner:  # type: ignore[attr-defined]
        with in_realm(OWNER):
            yield before
        return
    owner = DatabaseWrapper(configuration(), alias=DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = owner
    try:
        with in_realm(OWNER):
            yield owner
    finally:
        connections[DEFAULT_DB_ALIAS] = before
        owner.close()


@contextmanager
def connect(*, autocommit: bool = True) -> Iterator[psycopg.Connection]:
    """A psycopg connection as the owner. Closed at the end of the block."""
    with psycopg.connect(
        **address(configuration()), autocommit=autocommit, prepare_threshold=None
    ) as connection:
        yield connection
