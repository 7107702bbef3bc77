"""Approve a submitted agreement and freeze it.

1. Only the giver approves; the head of region, who has nobody above, approves his own.
2. The agreement and its companions are printed and archived: from here on what was read is what
   is signed.
3. The state and the moment are kept; the database refuses changes of the content from now on.
4. Audit: "menyetujui perjanjian kinerja …", with the hash of the content.
5. After the commit the receiver is told by mail that it waits for a signature, if the installation
   sends mail and the account has an address.
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from core.documents import archive
from core.documents.models import Document
from core.jobs.queue import after_commit
from core.notifications import mail
from pk.agreements import permissions, rules
from pk.agreements.actions import _locked as locked
from pk.agreements.documents import agreement as documents
from pk.agreements.documents import integrity_pact
from pk.agreements.models import Agreement, AgreementState, Companion
from tenants.registry.context import current_region


@act
def approve(*, agreement: Agreement, by: User, at: datetime) -> Agreement:
    """The agreement, frozen and ready to be signed."""
    agreement = locked.agreement(agreement.id)
    said = permissions.check_may_move(by, agreement, AgreementState.APPROVED, day_of(at))  # 1
    rules.check_has_content(agreement)
    document = _freeze(agreement, at)  # 2
    for companion in agreement.companions.order_by("kind"):
        _freeze_companion(agreement, companion, at)
    agreement.document = document
    agreement.state = AgreementState.APPROVED
    agreement.approved_at = at
    agreement.save(update_fields=["document", "state", "approved_at"])  # 3
    trail.record(  # 4
        "agreement.approved",
        agreement,
        by=by,
        at=at,
        sentence=f"{said} perjanjian kinerja {agreement.year} {agreement.receiver_title}",
        document=document.code,
        content_hash=document.content_hash,
    )
    if mail.may_be_sent_to(agreement.receiver.official.user):  # 5
        after_commit("agreements.tell_receiver", agreement_id=str(agreement.id))
    return agreement


def _freeze(agreement: Agreement, at: datetime) -> Document:
    content = documents.content_of(agreement, at=at)
    return archive.freeze(
        kind=documents.KIND,
        title=f"{content.title} {agreement.year} {agreement.receiver_title}",
        template=documents.TEMPLATE,
        content=content,
        subject=agreement,
        at=at,
        code_prefix=current_region().code,
    )


def _freeze_companion(agreement: Agreement, companion: Companion, at: datetime) -> None:
    printer = integrity_pact.PRINTERS[companion.kind]
    companion.document = archive.freeze(
        kind=printer.kind,
        title=f"{printer.title} {agreement.year} {agreement.receiver_title}",
        template=printer.template,
        content=printer.content_of(agreement, at=at),
        subject=agreement,
        at=at,
        code_prefix=current_region().code,
    )
    companion.save(update_fields=["document"])
