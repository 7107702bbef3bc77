"""The few messages that bring a connection to a realm. They are constants; no value ever enters them.

A region's role and schema are named alike, so `COMMON` is the right search path for all of them, and
for the roles of the public hosts, which have no schema: the role alone changes, and can travel ahead
of the next statement (`realms.backend.private`). The owner and whoever works without `public` name
their path; role and path then go as one message of the simple protocol, since a statement each would
cost a second round trip. That protocol would also let an injected statement ride along, so
everything else goes through the extended protocol (`server_side_binding`), which carries one statement.
"""

from functools import lru_cache

from realms.context import Realm

COMMON = b'"$user", public'
"""The search path that means each region's own, as the server reports it."""


@lru_cache(maxsize=4096)
def role(realm: Realm) -> bytes | None:
    """The one statement that suffices on a connection whose path is COMMON; None where it does not."""
    return f"SET ROLE {_role(realm)}".encode() if _is_common(realm) else None


@lru_cache(maxsize=4096)
def enter(realm: Realm) -> bytes:
    """For the rest of the session."""
    return f"SET ROLE {_role(realm)}; SET search_path TO {_path(realm)}".encode()


@lru_cache(maxsize=4096)
def enter_local(realm: Realm) -> bytes:
    """For the rest of the transaction: the only kind that a transaction pooler cannot hand on."""
    return f"SET LOCAL ROLE {_role(realm)}; SET LOCAL search_path TO {_path(realm)}".encode()


@lru_cache(maxsize=4096)
def begin(realm: Realm) -> bytes:
    """Open a transaction in a realm."""
    return b"BEGIN; " + enter_local(realm)


def _role(realm: Realm) -> str:
    return f'"{realm.role}"' if realm.role else "NONE"


def _path(realm: Realm) -> str:
    if _is_common(realm):
        return COMMON.decode()
    if realm.alone or realm.schema == "public":
        return f'"{realm.schema}"'
    return f'"{realm.schema}", public'


def _is_common(realm: Realm) -> bool:
    return bool(realm.role) and not realm.alone and realm.schema in {realm.role, "public"}
