"""Whether the server has ended a connection while nobody asked it anything.

A restart, a failover or an administrator leaves connections that fail at their next statement. The
socket tells, without a round trip: an idle connection has nothing to read until the server ends it.
"""

import select
from typing import Any

import psycopg
from psycopg.pq import ConnStatus

_MESSAGES = 8
"""The server sends an ErrorResponse and then closes (EOF): two. Whatever else waits there is a notice."""


def server_has_closed(connection: Any) -> bool:
    """Whether an idle psycopg connection is of no more use."""
    if connection.closed:
        return True
    return bool(_poll(connection).poll(0)) and _is_ended(connection)


def _poll(connection: Any) -> select.poll:
    """The question to the operating system; made once for each connection."""
    poll = connection.__dict__.get("closing_poll")
    if poll is None:
        poll = connection.__dict__["closing_poll"] = select.poll()
        poll.register(connection.pgconn.socket, select.POLLIN)
    return poll


def _is_ended(connection: Any) -> bool:
    """Whether what waits to be read is more than a notice."""
    for _ in range(_MESSAGES):
        try:
            connection.pgconn.consume_input()
        except psycopg.OperationalError:
            return True
        if not _poll(connection).poll(0):
            break
    return bool(connection.pgconn.status != ConnStatus.OK)
