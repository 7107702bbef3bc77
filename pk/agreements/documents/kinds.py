"""The kinds of documents of this room: who may read them, and how they stand today."""

from core.accounts.models import User
from core.documents.kinds import DocumentKind
from core.documents.models import Document
from pk.agreements import access
from pk.agreements.documents import agreement as documents
from pk.agreements.documents import integrity_pact
from pk.agreements.models import Agreement, AgreementState


def may_read(user: User, document: Document) -> bool:
    """Whoever may read the agreement may read its documents."""
    return access.visible_to(user).filter(id=document.subject_id).exists()


def standing(document: Document) -> str:
    """What became of the agreement, when the document is not the one in force."""
    agreement = Agreement.objects.filter(id=document.subject_id).first()
    if agreement is None:
        return "Perjanjian dari dokumen ini tidak ditemukan."
    if agreement.state == AgreementState.SUPERSEDED:
        return "Perjanjian ini telah digantikan oleh perjanjian yang lebih baru."
    if agreement.state != AgreementState.IN_FORCE:
        return "Perjanjian ini belum ditandatangani lengkap oleh para pihak."
    return ""


KINDS = [
    DocumentKind(documents.KIND, "Perjanjian kinerja", may_read, standing),
    *(DocumentKind(p.kind, p.title, may_read, standing) for p in integrity_pact.PRINTERS.values()),
]
