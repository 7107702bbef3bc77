"""Sign an agreement.

1. Only the receiver or the giver may sign, and the receiver signs first. The head of region, who
   has nobody above, signs alone. During a ceremony the rules of its mode count as well.
2. Whoever signs proves it by the password of the account; it is neither kept nor queued.
3. The documents are frozen: what was read is what is signed. The companions (pakta integritas)
   are signed with the agreement.
4. The signing service seals each document outside of any transaction, because a signature cannot
   be rolled back. The key makes a second try, after a crash or a double click, find the same seal.
5. The signatures are recorded and the agreement moves on.
6. With the last signature it is in force: what it amends and last year's agreement of the same
   position are superseded.
7. The deadline for the subordinates starts, if the region has one.
8. Audit: "menandatangani perjanjian kinerja …", with the fingerprint of the seal.
"""

from datetime import datetime

from core.accounts import throttle
from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from core.documents.models import Document
from core.errors import Invalid
from core.signing import service
from core.signing.models import Seal
from core.signing.provider import Credential, Signer
from pk.agreements import permissions, rules
from pk.agreements.actions import _coming_into_force as onward
from pk.agreements.actions import _locked as locked
from pk.agreements.models import Agreement, AgreementState, PartySide, Signature
from pk.agreements.permissions import Pen
from pk.agreements.queries import signatures


def sign(*, agreement: Agreement, by: User, credential: str, at: datetime) -> Agreement:
    """The agreement with this person's signature; unchanged when it was there already."""
    return sign_proven(agreement=agreement, proof=prove(by, credential), by=by, at=at)


def prove(by: User, password: str) -> Credential:
    """What the signing service is given. Raises Invalid when it is not the password of the account."""
    throttle.count_try(username=f"tanda-tangan:{by.username}")
    if not by.check_password(password):
        raise Invalid("Kata sandi tidak cocok.", field="credential")
    throttle.forget(username=f"tanda-tangan:{by.username}")
    return Credential(password)


def sign_proven(*, agreement: Agreement, proof: Credential, by: User, at: datetime) -> Agreement:
    """Steps 1 and 3 to 8, for someone who has proven who he is."""
    if signatures.has_signed(by, agreement):
        return agreement
    pen = permissions.check_may_sign(by, agreement, day_of(at))  # 1
    rules.check_ceremony_allows(agreement, pen.side)
    seals = [
        (document, _seal(document, pen, proof, at))  # 4
        for document in signatures.documents_of(agreement)  # 3
    ]
    return _enter(agreement=agreement, seals=seals, by=by, at=at)


def _seal(document: Document, pen: Pen, proof: Credential, at: datetime) -> Seal:
    return service.signing_service().seal(
        document=document,
        signer=Signer(id=pen.official_id, name=pen.name, title=pen.title),
        field=pen.side.lower(),
        key=f"{document.id}:{pen.side}:{pen.official_id}",
        at=at,
        credential=proof,
    )


@act
def _enter(
    *, agreement: Agreement, seals: list[tuple[Document, Seal]], by: User, at: datetime
) -> Agreement:
    agreement = locked.agreement(agreement.id)
    if signatures.has_signed(by, agreement):
        return agreement
    pen = permissions.check_may_sign(by, agreement, day_of(at))  # again, under the lock
    for document, seal in seals:  # 5
        _record(agreement, document, seal, pen)
    agreement.state = pen.target
    signed_at = seals[0][1].signed_at
    if pen.target == AgreementState.IN_FORCE:
        agreement.in_force_at = signed_at
        onward.supersede(agreement, at=at)  # 6
        onward.start_cascade(agreement, day=day_of(signed_at))  # 7
    agreement.save(update_fields=["state", "in_force_at", "cascade_due_on"])
    trail.record(  # 8
        "agreement.signed",
        agreement,
        by=by,
        at=at,
        sentence=f"{pen.sentence} perjanjian kinerja {agreement.year} {agreement.receiver_title} "
        f"sebagai {PartySide(pen.side).label}",
        documents=[document.code for document, _ in seals],
        seals=[seal.fingerprint for _, seal in seals],
    )
    return agreement


def _record(agreement: Agreement, document: Document, seal: Seal, pen: Pen) -> None:
    Signature.objects.create(
        agreement=agreement,
        document=document,
        side=pen.side,
        signer_name=pen.name,
        signer_title=pen.title,
        seal_id=seal.id,
        signed_at=seal.signed_at,
    )
