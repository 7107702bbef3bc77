"""The operators' realm, for tasks and commands; a request on the console stands in it already."""

from collections.abc import Iterator
from contextlib import contextmanager

from core.accounts.models import Role, User
from core.errors import NotFound
from realms.context import OPERATOR, in_realm


@contextmanager
def as_operator() -> Iterator[None]:
    """Run a block in the operators' realm."""
    with in_realm(OPERATOR):
        yield


def operator(*, username: str = "", user_id: str = "") -> User:
    """An operator's account by name or key. Raises NotFound."""
    wanted = {"username": username} if username else {"id": user_id}
    user = User.objects.filter(is_active=True, roles__contains=[Role.OPERATOR], **wanted).first()
    if user is None:
        raise NotFound(f"Tidak ada akun operator “{username or user_id}”.")
    return user
