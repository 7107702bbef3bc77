"""May this person change how the region does it?"""

from core.accounts.models import Role, User
from core.errors import NotAllowed


def check_may_adopt(by: User) -> None:
    """The steward adopts; the operator does when a region is opened. Raises NotAllowed."""
    if not may_adopt(by):
        raise NotAllowed("Hanya Bagian Organisasi yang menetapkan kebijakan daerah.")


def may_adopt(by: User) -> bool:
    """Whether `by` may adopt a policy, for templates."""
    return by.has_role(Role.STEWARD, Role.OPERATOR)
