"""Who may use an endpoint at all. As on the pages: without an account 401, wrong role as if absent."""

from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.permissions import BasePermission
from rest_framework.request import Request


def for_roles(*roles: str) -> type[BasePermission]:
    """A permission class for accounts with one of `roles`."""

    class OfRole(BasePermission):
        def has_permission(self, request: Request, view: Any) -> bool:
            if not request.user.is_authenticated:
                return False
            if not request.user.has_role(*roles):
                raise NotFound
            return True

    return OfRole
