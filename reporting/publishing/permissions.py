"""May this person release results? Only the steward of the region."""

from core.accounts.models import Role, User
from core.errors import NotAllowed


def check_may_release(user: User) -> None:
    """Raises NotAllowed unless `user` is a steward."""
    if not user.has_role(Role.STEWARD):
        raise NotAllowed("Hanya Bagian Organisasi yang dapat merilis hasil.")


def may_release(user: User) -> bool:
    """Whether `user` may release results."""
    return user.has_role(Role.STEWARD)
