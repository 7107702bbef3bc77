"""What a signing service is given and gives back, and what it promises: between `service` and its adapters."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from core.errors import DomainError


class SigningFailed(DomainError):
    """The provider did not sign; nothing was kept."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the id of the official, the name and the position as they are printed."""

    id: UUID
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Credential:
    """What a provider may want from the signer at this moment. Never stored, logged or queued."""

    passphrase: str = dataclasses.field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Request:
    """One signature: into which field of which PDF, by whom, when."""

    pdf: bytes
    field: str
    signer: Signer
    at: datetime
    credential: Credential = dataclasses.field(default_factory=Credential)


@dataclass(frozen=True, slots=True)
class Signed:
    """The PDF with one signature more, the bytes of that signature, and whose certificate made it."""

    pdf: bytes
    signature: bytes
    certificate_serial: str


class Provider(Protocol):
    """Who makes signatures.

    `sign` appends one PAdES signature to `request.pdf` as an incremental update, so that earlier
    signatures stay valid, and changes nothing else. It raises SigningFailed with a sentence for
    the signer; it never tries twice by itself.
    """

    name: str

    def sign(self, request: Request) -> Signed:
        """The PDF with the signature."""
        ...
