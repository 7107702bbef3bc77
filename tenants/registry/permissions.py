"""May this person run the life of a region? Only operators may; the system acts without an account."""

from core.accounts.models import Role, User
from core.errors import NotAllowed


def check_may_operate(by: User | None) -> None:
    """Raise NotAllowed unless `by` is an operator or the platform itself (a command, the clock)."""
    if by is not None and not by.has_role(Role.OPERATOR):
        raise NotAllowed("Hanya operator platform yang dapat mengatur daerah.")


def may_operate(by: User | None) -> bool:
    """Whether `by` may run the life of regions."""
    try:
        check_may_operate(by)
    except NotAllowed:
        return False
    return True
