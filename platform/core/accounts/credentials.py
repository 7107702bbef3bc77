"""Check who wants to sign in.

1. The try is counted, per account and per address; too many are refused unseen.
2. Name and password are checked; a wrong name, a wrong password, a closed account and an account
   of another host are answered with the same sentence.
3. A success forgets the tries of this account.

It changes no table, so it is no act and leaves no line in the audit trail; the log has it.
"""

import structlog
from django.contrib.auth import authenticate
from django.http import HttpRequest

from core.accounts import throttle
from core.accounts.models import User
from core.errors import Invalid

log = structlog.get_logger(__name__)


def check(*, request: HttpRequest, username: str, password: str, address: str) -> User:
    """The account. Raises TooManyTries or Invalid with a sentence for the form."""
    throttle.count_try(username=username, address=address)  # 1
    user = authenticate(request, username=username, password=password)  # 2
    if user is None:
        log.info("sign_in_refused")
        raise Invalid("Nama pengguna atau kata sandi tidak cocok.")
    throttle.forget(username=username)  # 3
    log.info("signed_in", user_id=str(user.pk))
    return user
