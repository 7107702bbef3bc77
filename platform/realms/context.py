"""In whose name the database is asked: the realm of a request, a task or a command.

There is no default. Without a realm no query runs; the wrong answer is never the other region's.
The realm belongs to the task or thread that set it (a ContextVar), not to a connection: the
connection is brought to the realm when a statement is about to run (`realms.backend`).
"""

import re
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}", re.ASCII)
_REGION_SCHEMA = re.compile(r"r(\d\d)(\d\d)?(?:_(\d+))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Realm:
    """A schema and the database role that may use it. `code` is the region's code, empty outside regions.

    An empty role is the login itself: the owner works so (`realms.owner`), and on the app's login it
    may read nothing. `alone` leaves `public` out of the search path.
    """

    schema: str
    role: str
    code: str = field(default="", compare=False)
    alone: bool = False

    def __post_init__(self) -> None:
        """Names reach SQL; what is not a plain name is refused here, once."""
        if not _NAME.fullmatch(self.schema) or not (self.role == "" or _NAME.fullmatch(self.role)):
            raise ValueError(f"not a schema and a role: {self.schema!r}, {self.role!r}")


OWNER = Realm("public", "")
"""Whoever owns the schemas; only inside `realms.owner.as_owner`."""
FRONT = Realm("public", "amanah_front")
"""`<base>`: knows the hosts and nothing else."""
OPERATOR = Realm("public", "amanah_operator")
"""`konsol.<base>`: the registry and the operators' own accounts; no region's rows."""
EVALUATOR = Realm("public", "amanah_evaluator")
"""`evaluasi.<base>`: published figures and the evaluators' own accounts."""

_realm: ContextVar[Realm | None] = ContextVar("realm", default=None)


class NoRealm(RuntimeError):
    """Code asked the database without saying in whose name."""


class WrongRealm(RuntimeError):
    """A queryset made in one realm was about to run in another."""


current_realm = _realm.get
"""The realm in force, or None. Asked several times for each statement, hence no function of ours."""


def required_realm() -> Realm:
    """The realm in force. Raises NoRealm when there is none."""
    realm = _realm.get()
    if realm is None:
        raise NoRealm("no region has been entered: use in_region, each_region or in_realm")
    return realm


class in_realm:
    """Run a block in `realm` (None: in nobody's name); the one before is restored afterwards."""

    __slots__ = ("_realm", "_token")

    def __init__(self, realm: Realm | None) -> None:
        self._realm = realm

    def __enter__(self) -> Realm | None:
        self._token = _realm.set(self._realm)
        return self._realm

    def __exit__(self, *error: object) -> None:
        _realm.reset(self._token)
        if error[0] is not None:
            _remember(error[1], self._realm)


def _remember(error: object, realm: Realm | None) -> None:
    """Let an exception say in whose name it was raised, to whoever reports it further out."""
    if realm_of(error) is None:
        with suppress(AttributeError):  # some classes take no attributes
            error.amanah_realm = realm  # type: ignore[attr-defined]


def realm_of(error: object) -> Realm | None:
    """The innermost realm that an exception has left, or None."""
    return getattr(error, "amanah_realm", None)


def set_realm(realm: Realm | None) -> None:
    """Change the realm without a block. For django-tenants' `set_tenant`; our code uses `in_realm`."""
    _realm.set(realm)


def region_realm(code: str) -> Realm:
    """The realm of the region with `code`: schema and role are named alike, 35.07 is `r3507`."""
    name = "r" + code.replace(".", "").replace("+", "_")
    return Realm(name, name, code)


def code_of_schema(schema: str) -> str:
    """The region's code that a schema's name stands for, or an empty string.

    `r3507` is 35.07, and `r3507_1` its first copy, 35.07+1.
    """
    match = _REGION_SCHEMA.fullmatch(schema)
    if match is None:
        return ""
    province, area, copy = match.groups()
    return province + (f".{area}" if area else "") + (f"+{copy}" if copy else "")


def is_copy(schema: str) -> bool:
    """Whether a schema is a copy beside its region, kept for reading (`realms.roles`)."""
    return "+" in code_of_schema(schema)
