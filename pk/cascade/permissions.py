"""May this person change the cascade? (May it be so is `rules`.)"""

from core.accounts.models import Role, User
from core.errors import NotAllowed


def check_may_plan(by: User) -> None:
    """The planner keeps the performance tree. Raises NotAllowed."""
    if not may_plan(by):
        raise NotAllowed("Hanya perencana yang mengubah pohon kinerja.")


def may_plan(by: User) -> bool:
    """Whether `by` keeps the performance tree, for templates."""
    return by.has_role(Role.PLANNER)


def check_may_keep_budget(by: User) -> None:
    """Budget documents are entered by the steward or the planner. Raises NotAllowed."""
    if not may_keep_budget(by):
        raise NotAllowed("Hanya Bagian Organisasi atau perencana yang mencatat dokumen anggaran.")


def may_keep_budget(by: User) -> bool:
    """Whether `by` enters budget documents, for templates."""
    return by.has_role(Role.STEWARD, Role.PLANNER)
