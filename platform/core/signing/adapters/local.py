"""Signatures with a certificate of the region's own authority, made by pyHanko (PAdES B-B)."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from asn1crypto import keys, pem
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from core.documents.pdf import render_picture
from core.errors import Invalid
from core.signing import authority, key_encryption
from core.signing.models import Certificate
from core.signing.provider import Request, Signed

FALLBACK_BOX = (200.0, 56.0)


class LocalProvider:
    """The region vouches for its officials itself; the key never leaves the installation."""

    name = "local"

    def sign(self, request: Request) -> Signed:
        """The PDF with one signature more. Raises Invalid when it has no such empty field."""
        signer = request.signer
        certificate = authority.certificate_for(
            holder_id=signer.id, name=signer.name, title=signer.title, at=request.at
        )
        reader = PdfFileReader(BytesIO(request.pdf))
        size = _size_of(reader, request.field)
        is_first = not reader.embedded_regular_signatures
        writer = IncrementalPdfFileWriter(BytesIO(request.pdf))
        output = _Signer(
            _metadata(request, is_first=is_first),
            _simple_signer(certificate),
            stamp_style=_appearance(request, certificate, size),
            moment=request.at,
        ).sign_pdf(writer, existing_fields_only=True)
        pdf = output.getvalue()
        return Signed(pdf, _signature_in(pdf, request.field), certificate.serial)


class _Picture(PdfContent):
    """The first page of a PDF, as what is seen in a signature field."""

    def __init__(self, pdf: bytes, width: float, height: float) -> None:
        super().__init__(box=BoxConstraints(width=width, height=height))
        self._pdf = pdf

    def render(self) -> bytes:
        """Draw the page and make it a resource."""
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        self.resources.xobject[generic.NameObject("/Page")] = page
        return b"/Page Do"


class _Signer(signers.PdfSigner):
    """Signs at the moment it is given, not at the one on the clock."""

    def __init__(
        self,
        metadata: signers.PdfSignatureMetadata,
        signer: signers.Signer,
        *,
        stamp_style: StaticStampStyle,
        moment: datetime,
    ) -> None:
        super().__init__(metadata, signer, stamp_style=stamp_style)
        self._moment = moment

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._moment
        return session


def _metadata(request: Request, *, is_first: bool) -> signers.PdfSignatureMetadata:
    """The first signature certifies: after it only the other fields may be signed."""
    return signers.PdfSignatureMetadata(
        field_name=request.field,
        md_algorithm="sha256",
        name=request.signer.name,
        reason=f"Menandatangani sebagai {request.signer.title}",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=is_first,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
    )


def _simple_signer(certificate: Certificate) -> signers.SimpleSigner:
    key = key_encryption.unlock(certificate.encrypted_key, label=certificate.serial)
    der = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    issuer = _asn1(certificate.authority.certificate_pem)
    return signers.SimpleSigner(
        signing_cert=_asn1(certificate.certificate_pem),
        signing_key=keys.PrivateKeyInfo.load(der),
        cert_registry=SimpleCertificateStore.from_certs([issuer]),  # type: ignore[no-untyped-call]
    )


def _asn1(text: str) -> asn1.Certificate:
    _, _, der = pem.unarmor(text.encode())
    return asn1.Certificate.load(der)


def _size_of(reader: PdfFileReader, name: str) -> tuple[float, float]:
    for field_name, value, reference in fields.enumerate_sig_fields(reader):
        if field_name == name and value is None:
            left, bottom, right, top = (float(edge) for edge in reference.get_object()["/Rect"])
            return (right - left, top - bottom) if right > left else FALLBACK_BOX
    raise Invalid("Dokumen ini tidak menyediakan tempat untuk tanda tangan tersebut.")


def _appearance(
    request: Request, certificate: Certificate, size: tuple[float, float]
) -> StaticStampStyle:
    width, height = size
    picture = render_picture(
        "signing/appearance.html",
        {
            "signer": request.signer,
            "at": request.at,
            "certificate": certificate,
            "width": f"{width:.2f}",
            "height": f"{height:.2f}",
        },
    )
    return StaticStampStyle(background=_Picture(picture, width, height), border_width=0)


def _signature_in(pdf: bytes, name: str) -> bytes:
    for embedded in PdfFileReader(BytesIO(pdf)).embedded_regular_signatures:
        if embedded.field_name == name:
            return bytes(embedded.pkcs7_content)
    raise RuntimeError(f"no signature was written into {name}")
