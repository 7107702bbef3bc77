"""Where an agreement stands with its documents and signatures."""

from core.accounts.models import User
from core.documents.models import Document
from core.errors import NotNow
from pk.agreements.models import Agreement, Companion, PartySide, Signature


def documents_of(agreement: Agreement) -> list[Document]:
    """What is signed together: the agreement first, then its companions. Raises NotNow before approval."""
    if agreement.document is None:
        raise NotNow(
            "Perjanjian ini belum disetujui, sehingga belum ada naskah yang ditandatangani."
        )
    companions = (
        Companion.objects.filter(agreement=agreement, document__isnull=False)
        .select_related("document")
        .order_by("kind")
    )
    return [agreement.document, *(c.document for c in companions if c.document is not None)]


def has_signed(user: User, agreement: Agreement) -> bool:
    """Whether this account has signed the agreement on a side that it still holds."""
    if agreement.document_id is None:
        return False
    sides = []
    if agreement.receiver.official.user_id == user.id:
        sides.append(PartySide.RECEIVER)
    if agreement.giver is not None and agreement.giver.official.user_id == user.id:
        sides.append(PartySide.GIVER)
    return Signature.objects.filter(
        agreement=agreement, document_id=agreement.document_id, side__in=sides
    ).exists()
