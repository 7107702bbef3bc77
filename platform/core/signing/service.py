"""Sealing a document: what a signing service promises, and the one way a seal comes to be.

A seal cannot be taken back, so it is made outside any transaction and then recorded in one of its
own. The key makes a retry find the seal instead of making another. Two people who seal one
document at once both start from the same rendition; the numbers of renditions are unique, so the
later one starts again from the newer.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from core.documents import archive
from core.documents.models import Document
from core.errors import NotNow
from core.ports import Port
from core.signing.models import Seal
from core.signing.provider import Credential, Provider, Request, Signed, Signer

ATTEMPTS = 4


provider_in_force: Port[[], Provider] = Port(
    "core.signing: who makes the signatures of the region in force, by its policy"
)


@dataclass(frozen=True, slots=True)
class SigningService:
    """Seals documents with one provider."""

    provider: Provider

    def seal(
        self,
        *,
        document: Document,
        signer: Signer,
        field: str,
        key: str,
        at: datetime,
        credential: Credential | None = None,
    ) -> Seal:
        """Seal the newest rendition of `document` in its signature field `field`.

        The same `key` answers with the same seal. Raises NotNow when the field is already sealed
        or when others keep sealing the document, RuntimeError inside a transaction.
        """
        for _ in range(ATTEMPTS):
            found = _sealed_before(document, field=field, key=key)
            if found is not None:
                return found
            latest = archive.latest_rendition(document)
            request = Request(archive.pdf_of(latest), field, signer, at, credential or Credential())
            signed = self.provider.sign(request)
            try:
                return self._record(document, request, signed, key=key, number=latest.number + 1)
            except IntegrityError:
                continue
        raise NotNow("Dokumen ini sedang ditandatangani pihak lain. Coba lagi sebentar lagi.")

    def _record(
        self, document: Document, request: Request, signed: Signed, *, key: str, number: int
    ) -> Seal:
        with transaction.atomic(durable=True), transaction.atomic():
            rendition = archive.add_rendition(document, signed.pdf, number=number, at=request.at)
            return Seal.objects.create(
                key=key,
                document_id=document.id,
                rendition_id=rendition.id,
                provider=self.provider.name,
                signer_id=request.signer.id,
                signer_name=request.signer.name,
                field_name=request.field,
                certificate_serial=signed.certificate_serial,
                fingerprint=hashlib.sha256(signed.signature).hexdigest(),
                signed_at=request.at,
            )


def signing_service() -> SigningService:
    """The service of the region in force."""
    return SigningService(provider_in_force())


def seals_of(document: Document) -> list[Seal]:
    """The seals of a document, in the order in which they were made."""
    return list(Seal.objects.filter(document_id=document.id).order_by("signed_at", "id"))


def _sealed_before(document: Document, *, field: str, key: str) -> Seal | None:
    # Durable: inside someone else's transaction this raises before anything is sealed.
    with transaction.atomic(durable=True):
        found = Seal.objects.filter(key=key).first()
        if found is None and Seal.objects.filter(document_id=document.id, field_name=field):
            raise NotNow("Dokumen ini sudah ditandatangani oleh pihak tersebut.")
        return found
