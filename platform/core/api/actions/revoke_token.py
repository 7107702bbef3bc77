"""Take a key back.

1. Only the account's own key; one that was taken back stays so.
2. From now on it opens nothing.
3. Audit: "mencabut kunci API …".
"""

from datetime import datetime
from uuid import UUID

from core.accounts.models import User
from core.acts import act
from core.api.models import Token
from core.audit import trail
from core.errors import NotFound


@act
def revoke_token(*, token_id: UUID, by: User, at: datetime) -> Token:
    """The token, revoked. Raises NotFound for a token that is not the account's own."""
    token = Token.objects.select_for_update().filter(id=token_id, user=by).first()  # 1
    if token is None:
        raise NotFound
    if token.revoked_at is None:
        token.revoked_at = at  # 2
        token.save(update_fields=["revoked_at"])
        trail.record(  # 3
            "api.token_revoked", token, by=by, at=at, sentence=f"mencabut kunci API {token.name}"
        )
    return token
