"""Which roles may sign in on which host: nobody is let in on a host that is not theirs."""

from django.contrib.auth.backends import ModelBackend

from core.accounts.models import REGION_ROLES, Role, User
from realms.context import EVALUATOR, OPERATOR, current_realm

ROLES_OF_PUBLIC_REALMS = {
    OPERATOR.role: frozenset({Role.OPERATOR}),
    EVALUATOR.role: frozenset({Role.EVALUATOR}),
}


def may_enter(user: User) -> bool:
    """Whether this account belongs to the realm in force.

    The console and the evaluators' site keep their accounts in one schema; the roles tell them
    apart. The front page has no accounts.
    """
    realm = current_realm()
    if realm is None:
        return False
    roles = REGION_ROLES if realm.code else ROLES_OF_PUBLIC_REALMS.get(realm.role, frozenset())
    return user.has_role(*roles)


class RealmBackend(ModelBackend):
    """Django's password check, for accounts of this realm only; asked again on every request."""

    def user_can_authenticate(self, user: User | None) -> bool:  # type: ignore[override]
        return user is not None and may_enter(user)
