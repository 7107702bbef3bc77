"""The few messages that bring a connection to a realm. They are constants; no value ever enters them.

Role and search path travel as one message of the simple protocol (a statement each would cost
a second round trip). That protocol would also let an injected statement ride along, so everything
else goes through the extended protocol (`server_side_binding`), which carries one statement.
"""

from functools import lru_cache

from core.db.context import Realm


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
    if realm.alone or realm.schema == "public":
        return f'"{realm.schema}"'
    return f'"{realm.schema}", public'
