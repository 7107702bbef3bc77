"""What a PDF says about its own signatures, read without trusting it.

Knows nothing of Django and of the database, so that a stranger's file can be read in a process of
its own: `python -m core.signing.inspection` takes the roots as one line of JSON and then the PDF on
its standard input, and answers with JSON. `core.signing.isolated` starts it.
"""

from __future__ import annotations

import dataclasses
import json
import re
import resource
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from asn1crypto import pem
from asn1crypto import x509 as asn1
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError

CODE_KEY = "/kode"
CPU_SECONDS = 10
MEMORY_BYTES = 1 << 30
MOST_SIGNATURES = 20

_DASH, _GROUP = rb"(?:-|\\055)", rb"([0-9A-Z]{4})"
_CODE_IN_BYTES = re.compile(rb"/kode ?\((\d{2,4})" + 3 * (_DASH + _GROUP) + rb"\)")

NOT_A_PDF = "NOT_A_PDF"
ENCRYPTED = "ENCRYPTED"
UNREADABLE = "UNREADABLE"
TOO_MUCH = "TOO_MUCH"


@dataclass(frozen=True, slots=True)
class Found:
    """One signature: `intact` its bytes, `trusted` its certificate, `untouched` the rest since."""

    field: str
    signer: str
    serial: str
    signed_at: str
    intact: bool
    trusted: bool
    untouched: bool

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong with it."""
        return self.intact and self.trusted and self.untouched


@dataclass(frozen=True, slots=True)
class Inspection:
    """`problem` is empty or says why the file couldn't be read; `code` is the document's own claim."""

    problem: str = ""
    code: str = ""
    signatures: tuple[Found, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every signature in it holds."""
        return not self.problem and all(found.holds for found in self.signatures)


def inspect(pdf: bytes, roots: list[str]) -> Inspection:
    """Read `pdf`; certificates must rest on one of `roots` (PEM). Never raises for a bad file."""
    if pdf.lstrip()[:5] != b"%PDF-":
        return Inspection(NOT_A_PDF)
    try:
        return _read(pdf, roots)
    except (MemoryError, RecursionError):
        return Inspection(TOO_MUCH)
    except Exception:  # a stranger's file may break any parser in any way
        return Inspection(UNREADABLE, code=_code_in_the_rubble(pdf))


def _read(pdf: bytes, roots: list[str]) -> Inspection:
    reader = PdfFileReader(BytesIO(pdf), strict=False)
    if reader.encrypted:
        return Inspection(ENCRYPTED)
    signatures = reader.embedded_regular_signatures
    if len(signatures) > MOST_SIGNATURES:
        return Inspection(TOO_MUCH)
    anchors = [_certificate(text) for text in roots]
    found = tuple(_found(signature, anchors) for signature in signatures)
    return Inspection(code=_code(reader), signatures=found)


def _code(reader: PdfFileReader) -> str:
    try:
        return str(reader.trailer["/Info"][CODE_KEY])[:32]
    except KeyError:
        return ""


def _code_in_the_rubble(pdf: bytes) -> str:
    found = _CODE_IN_BYTES.search(pdf)
    return "-".join(group.decode() for group in found.groups()) if found else ""


def _found(signature: EmbeddedPdfSignature, anchors: list[asn1.Certificate]) -> Found:
    said = signature.self_reported_timestamp or datetime.now(UTC)
    certificate = signature.signer_cert
    intact = trusted = untouched = False
    try:
        status = validate_pdf_signature(
            signature,
            signer_validation_context=ValidationContext(
                trust_roots=anchors, moment=said, allow_fetching=False, revocation_mode="soft-fail"
            ),
        )
        intact = bool(status.intact and status.valid)
        trusted = bool(status.trusted)
        untouched = bool(status.bottom_line or (status.docmdp_ok and _is_quiet(status)))
    except (SigningError, PathError, PdfError, ValueError):
        pass
    return Found(
        field=str(signature.field_name)[:40],
        signer=str(certificate.subject.native.get("common_name", ""))[:160],
        serial=f"{certificate.serial_number:X}",
        signed_at=said.isoformat(),
        intact=intact,
        trusted=trusted,
        untouched=untouched,
    )


def _is_quiet(status: Any) -> bool:
    level = status.modification_level
    return level is not None and level.name in {"NONE", "LTA_UPDATES", "FORM_FILLING"}


def _certificate(text: str) -> asn1.Certificate:
    _, _, der = pem.unarmor(text.encode())
    return asn1.Certificate.load(der)


def main() -> None:
    """Read roots and PDF from standard input under limits, write the inspection to standard output."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    roots = json.loads(sys.stdin.buffer.readline())
    result = inspect(sys.stdin.buffer.read(), roots)
    sys.stdout.write(json.dumps(dataclasses.asdict(result)))


if __name__ == "__main__":
    main()
