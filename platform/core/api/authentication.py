"""Who asks: a token in the header, or the session of a browser on this host.

A token lies in the table of the schema that the host stands for, so it opens nothing elsewhere.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from core.accounts.models import User
from core.api import keys
from core.api.models import Token

SCHEME = "Bearer"
REFUSED = "Kunci API ini tidak berlaku."
RECENTLY = timedelta(hours=1)


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer amanah_…`."""

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        """The account of the token, None without one. Raises AuthenticationFailed for a bad one."""
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != SCHEME.lower().encode():
            return None
        if len(words) != 2:
            raise AuthenticationFailed(REFUSED)
        now = timezone.now()
        key = words[1].decode("latin-1")
        token = Token.objects.select_related("user").filter(hash=keys.hash_of(key)).first()
        if token is None or not token.serves_on(now):
            raise AuthenticationFailed(REFUSED)
        user = token.user
        if not user.is_active or user.must_change_password:
            raise AuthenticationFailed(REFUSED)
        if token.last_used_at is None or now - token.last_used_at > RECENTLY:
            Token.objects.filter(id=token.id).update(last_used_at=now)
        return user, token

    def authenticate_header(self, request: Request) -> str:
        """Makes a missing account a 401."""
        return SCHEME
