"""In whose name the database is asked: the realm of a request, a task or a command.

There is no default. Without a realm no query runs; the wrong answer is never the other region's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Realm:
    """A schema and the database role that may use it. `code` is the region's code, empty outside regions."""

    schema: str
    role: str
    code: str = ""


FRONT = Realm("public", "amanah_front")
"""`<base>`: knows the hosts and nothing else."""
OPERATOR = Realm("public", "amanah_operator")
"""`konsol.<base>`: the registry and the operators' own accounts; no region's rows."""
EVALUATOR = Realm("public", "amanah_evaluator")
"""`evaluasi.<base>`: published figures and the evaluators' own accounts."""

_realm: ContextVar[Realm | None] = ContextVar("realm", default=None)


class NoRealm(RuntimeError):
    """Code asked the database without saying in whose name."""


def current_realm() -> Realm | None:
    """The realm in force, or None."""
    return _realm.get()


@contextmanager
def in_realm(realm: Realm) -> Iterator[Realm]:
    """Run a block in `realm`; the one before is restored afterwards, also after an exception."""
    token = _realm.set(realm)
    try:
        yield realm
    finally:
        _realm.reset(token)
