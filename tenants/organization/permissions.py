"""May this person change the organisation? (May this thing change now is `rules`.)"""

from core.accounts.models import Role, User
from core.errors import NotAllowed


def check_may_keep(by: User) -> None:
    """Only the steward keeps the organisation. Raises NotAllowed."""
    if not by.has_role(Role.STEWARD):
        raise NotAllowed("Hanya Bagian Organisasi yang mengelola data organisasi.")


def may_keep(by: User) -> bool:
    """Whether `by` keeps the organisation, for templates."""
    return by.has_role(Role.STEWARD)
