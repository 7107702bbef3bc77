"""How often one may ask, per account and per visitor, each host by itself."""

from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, UserRateThrottle

from realms.context import current_realm


def _here() -> str:
    realm = current_realm()
    return (realm.code or realm.role) if realm else "none"


class AccountThrottle(UserRateThrottle):
    """An account's questions."""

    rate = "300/min"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        """Its key carries the region; visitors are counted by the other throttle."""
        if not request.user.is_authenticated:
            return None
        return f"{_here()}:api:account:{request.user.pk}"


class VisitorThrottle(AnonRateThrottle):
    """Questions without an account, by address."""

    rate = "60/min"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        """Its key carries the region."""
        if request.user.is_authenticated:
            return None
        return f"{_here()}:api:visitor:{self.get_ident(request)}"
