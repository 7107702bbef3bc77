"""Seals on a letter, made by the real service."""

from datetime import timedelta
from uuid import UUID

from core.documents.models import Document
from core.signing.models import Seal
from core.signing.provider import Signer
from core.signing.service import signing_service
from tests.given.documents import AT

SARI = Signer(UUID(int=1), "dr. Sari Wijaya", "Kepala Dinas Kesehatan")
RATNA = Signer(UUID(int=2), "Ratna Puspita", "Bupati Malang")


def seal(document: Document, field: str = "receiver", *, key: str = "", signer=None) -> Seal:
    """The receiver's seal at AT, the giver's an hour later."""
    by = signer or (SARI if field == "receiver" else RATNA)
    at = AT if field == "receiver" else AT + timedelta(hours=1)
    return signing_service().seal(
        document=document, signer=by, field=field, key=key or f"{document.id}:{field}", at=at
    )


def both(document: Document) -> tuple[Seal, Seal]:
    """Sealed by the receiver, then by the giver."""
    return seal(document, "receiver"), seal(document, "giver")
