"""Django's settings of a connection in the words of psycopg."""

from typing import Any


def address(where: dict[str, Any]) -> dict[str, Any]:
    """Arguments of `psycopg.connect` for HOST, PORT, USER, PASSWORD and NAME; what is empty is left to libpq."""
    return {
        "host": where["HOST"] or None,
        "port": where["PORT"] or None,
        "user": where["USER"] or None,
        "password": where["PASSWORD"] or None,
        "dbname": where["NAME"],
    }
