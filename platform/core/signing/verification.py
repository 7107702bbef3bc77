"""Is this document ours, and is it still what was signed? One verdict, one sentence.

Both questions run inside the region whose code stands in the document. Nothing is told that is
not printed on the document itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.documents import archive, kinds, store
from core.documents.models import Document, Rendition
from core.errors import NotFound
from core.signing import authority, inspection, isolated
from core.signing.inspection import Inspection
from core.signing.models import Certificate, Seal

_CODE = re.compile(r"^\d{2}(\d{2})?(-[0-9A-HJKMNP-TV-Z]{4}){3}$")
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "–": "-", " ": ""})

PROBLEMS = {
    inspection.NOT_A_PDF: "Berkas ini bukan PDF, sehingga tidak dapat diperiksa.",
    inspection.ENCRYPTED: "PDF ini dikunci dengan kata sandi, sehingga tidak dapat diperiksa.",
    inspection.UNREADABLE: "PDF ini rusak atau terpotong, sehingga tidak dapat dibaca.",
    inspection.TOO_MUCH: "PDF ini terlalu rumit untuk diperiksa.",
}
UNLISTED = "Dokumen ini tidak terdaftar di Amanah."
BROKEN_ARCHIVE = (
    "Dokumen ini terdaftar, tetapi salinan di arsip tidak lagi sama dengan yang ditandatangani."
)
DIFFERENT = "Isi berkas ini tidak sama dengan dokumen yang diterbitkan dengan kode {code}."


class DocumentStatus(StrEnum):
    """The three answers."""

    VALID = "VALID"
    CHANGED = "CHANGED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class SignedBy:
    """One signature, as it is printed."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """`sentence` says it all; `standing` adds when the document was replaced or has a newer copy."""

    finding: DocumentStatus
    sentence: str
    code: str = ""
    title: str = ""
    signers: tuple[SignedBy, ...] = ()
    standing: str = ""


def normal_code(code: str) -> str:
    """The code as it is stored: capitals, hyphens where they belong, what the eye misreads put right.

    Typed with other hyphens, with blanks or with none it is the same code. "" if it is none.
    """
    text = re.sub(r"[^0-9A-Z]", "", code.upper().translate(_MISREAD))
    region, groups = text[:-12], text[-12:]
    found = "-".join([region, groups[:4], groups[4:8], groups[8:]])
    return found if _CODE.match(found) else ""


def unknown(sentence: str = UNLISTED) -> Verdict:
    """The verdict on what is not ours or can't be read."""
    return Verdict(DocumentStatus.UNKNOWN, sentence)


def verify_code(code: str) -> Verdict:
    """The verdict on the document with this code, by what the archive holds."""
    document = Document.objects.filter(code=normal_code(code)).first()
    if document is None:
        return unknown()
    return _verdict(document, archive.latest_rendition(document))


def verify_pdf(pdf: bytes, *, inspected: Inspection | None = None) -> Verdict:
    """The verdict on a file. `inspected` spares reading it again when that was done before."""
    digest = store.sha256(pdf)
    rendition = Rendition.objects.select_related("document").filter(pdf_hash=digest).first()
    if rendition is not None:
        return _verdict(rendition.document, rendition)
    found = inspected or isolated.inspect(pdf, authority.roots())
    document = _claimed(found)
    if document is not None:
        return Verdict(
            DocumentStatus.CHANGED,
            DIFFERENT.format(code=document.code),
            code=document.code,
            title=document.title,
        )
    return unknown(PROBLEMS.get(found.problem, UNLISTED))


def _claimed(found: Inspection) -> Document | None:
    """The document that a changed file pretends to be: by its code, or by whose seals are in it."""
    document = Document.objects.filter(code=normal_code(found.code)).first()
    if document is not None or not found.signatures:
        return document
    serials = [signature.serial for signature in found.signatures]
    moments = [datetime.fromisoformat(signature.signed_at) for signature in found.signatures]
    seal = Seal.objects.filter(certificate_serial__in=serials, signed_at__in=moments).first()
    return Document.objects.filter(id=seal.document_id).first() if seal else None


def _verdict(document: Document, rendition: Rendition) -> Verdict:
    seals = _seals_in(document, rendition)
    if not _holds(document, rendition, seals):
        return Verdict(
            DocumentStatus.CHANGED, BROKEN_ARCHIVE, code=document.code, title=document.title
        )
    return Verdict(
        DocumentStatus.VALID,
        _sentence(seals),
        code=document.code,
        title=document.title,
        signers=tuple(SignedBy(seal.signer_name, seal.signed_at) for seal in seals),
        standing=_standing(document, rendition),
    )


def _seals_in(document: Document, rendition: Rendition) -> list[Seal]:
    renditions = Rendition.objects.filter(document=document, number__lte=rendition.number)
    ids = renditions.values_list("id", flat=True)
    return list(Seal.objects.filter(rendition_id__in=ids).order_by("signed_at", "id"))


def _holds(document: Document, rendition: Rendition, seals: list[Seal]) -> bool:
    """Content, file and signatures are those that were recorded, and no certificate was revoked."""
    if not archive.is_intact(document):
        return False
    try:
        pdf = archive.pdf_of(rendition)
    except (store.Tampered, NotFound):
        return False
    found = inspection.inspect(pdf, authority.roots())
    recorded = {(seal.field_name, seal.certificate_serial) for seal in seals}
    read = {(signature.field, signature.serial) for signature in found.signatures}
    return found.holds and recorded == read and not _revoked(seals)


def _revoked(seals: list[Seal]) -> bool:
    revoked = dict(
        Certificate.objects.filter(
            serial__in=[seal.certificate_serial for seal in seals], revoked_at__isnull=False
        ).values_list("serial", "revoked_at")
    )
    return any(
        seal.certificate_serial in revoked and revoked[seal.certificate_serial] <= seal.signed_at  # type: ignore[operator]
        for seal in seals
    )


def _sentence(seals: list[Seal]) -> str:
    names = [seal.signer_name for seal in seals]
    if not names:
        return "Dokumen ini asli, tetapi belum ditandatangani."
    together = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} dan {names[-1]}"
    return f"Dokumen ini asli dan ditandatangani secara elektronik oleh {together}."


def _standing(document: Document, rendition: Rendition) -> str:
    kind = kinds.kind_of(document)
    standing = kind.standing(document) if kind else ""
    if standing or archive.latest_rendition(document).number == rendition.number:
        return standing
    return "Ada salinan yang lebih baru dari dokumen ini, dengan tanda tangan yang lebih lengkap."
