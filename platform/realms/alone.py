"""Whether somebody else is at a long piece of work now, told by the database.

The lock is held on a connection of its own, straight to the server, for as long as the block runs.
Not on the connection that works: that one may be retired, put back into a pool or, behind a
transaction pooler, be another one at every statement. Whoever is killed lets go of it at once,
because the server sees the connection end.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from realms.owner import connect


@contextmanager
def alone(*name: str) -> Iterator[bool]:
    """Whether nobody else is inside a block of this name; if so, nobody enters until it ends."""
    with connect() as connection:
        taken = connection.execute(
            "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [":".join(name)]
        ).fetchone()
        yield bool(taken and taken[0])
