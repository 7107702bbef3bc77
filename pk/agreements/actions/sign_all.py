"""Sign everything that waits for one giver, one after the other.

1. Whoever signs proves it once, by the password of the account. It is neither kept nor queued,
   so this runs while the person waits.
2. Each agreement is signed by the act `sign`, with all its rules; what is refused is listed and
   the next one is taken.
3. When `may_go_on` says so, it stops; the rest waits for another go.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from core.accounts.models import User
from core.errors import DomainError
from pk.agreements.actions.sign import prove, sign_proven
from pk.agreements.models import Agreement


@dataclass(frozen=True, slots=True)
class SignAllOutcome:
    """How far it came."""

    signed: list[Agreement]
    refused: list[str]
    left: int


def sign_all(
    *,
    agreements: Iterable[Agreement],
    credential: str,
    may_go_on: Callable[[], bool],
    by: User,
    at: datetime,
) -> SignAllOutcome:
    """What was signed, what was refused with its reason, and how many were not tried."""
    proof = prove(by, credential)  # 1
    waiting = list(agreements)
    signed: list[Agreement] = []
    refused: list[str] = []
    for agreement in waiting:
        if not may_go_on():  # 3
            break
        try:
            signed.append(sign_proven(agreement=agreement, proof=proof, by=by, at=at))  # 2
        except DomainError as error:
            refused.append(f"{agreement.receiver_title}: {error.sentence}")
    return SignAllOutcome(signed, refused, len(waiting) - len(signed) - len(refused))
