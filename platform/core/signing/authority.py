"""The region's own certificate authority: opened with the region or at the first signature."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from cryptography import x509
from django.db import connection, transaction

from core.ports import Port
from core.signing import certificates, key_encryption
from core.signing.models import Authority, Certificate
from realms.context import NoRealm, current_realm

name_of_organisation: Port[[], str] = Port(
    "core.signing: the name of the organisation whose authority signs here"
)


def authority_on(at: datetime) -> Authority:
    """The authority that may issue certificates at `at`; opened when there is none yet."""
    with transaction.atomic():
        _one_at_a_time("authority")
        for found in Authority.objects.filter(retired_at=None).order_by("-created_at"):
            if _covers(certificate_of(found.certificate_pem), at):
                return found
        return _open(at)


def certificate_for(*, holder_id: UUID, name: str, title: str, at: datetime) -> Certificate:
    """The holder's certificate that is valid at `at`, under the name and title of that day."""
    issuer = authority_on(at)
    subject = f"{name}, {title}"[:200]
    with transaction.atomic():
        _one_at_a_time(f"certificate {holder_id}")
        found = Certificate.objects.filter(
            authority=issuer,
            holder_id=holder_id,
            subject=subject,
            valid_from__lte=at,
            valid_to__gt=at,
            revoked_at=None,
        ).first()
        return found or _issue(issuer, holder_id, name=name, title=title, at=at)


def roots() -> list[str]:
    """The certificates (PEM) that a signature of this region may rest on."""
    return list(Authority.objects.order_by("created_at").values_list("certificate_pem", flat=True))


def certificate_of(text: str) -> x509.Certificate:
    """The certificate in a PEM text."""
    return x509.load_pem_x509_certificate(text.encode())


def _open(at: datetime) -> Authority:
    realm = current_realm()
    if realm is None or not realm.code:
        raise NoRealm("an authority belongs to a region")
    organisation = name_of_organisation()
    key = certificates.new_key()
    certificate = certificates.authority(key, organisation=organisation, code=realm.code, at=at)
    return Authority.objects.create(
        name=f"Otoritas Sertifikat {organisation}",
        certificate_pem=certificates.pem(certificate),
        encrypted_key=key_encryption.lock(key, label=certificates.serial(certificate)),
        created_at=at,
    )


def _issue(
    issuer: Authority, holder_id: UUID, *, name: str, title: str, at: datetime
) -> Certificate:
    of_issuer = certificate_of(issuer.certificate_pem)
    key = certificates.new_key()
    certificate = certificates.signer(
        key,
        name=name,
        title=title,
        issuer=of_issuer,
        issuer_key=key_encryption.unlock(
            issuer.encrypted_key, label=certificates.serial(of_issuer)
        ),
        at=at,
    )
    serial = certificates.serial(certificate)
    return Certificate.objects.create(
        authority=issuer,
        holder_id=holder_id,
        subject=f"{name}, {title}"[:200],
        certificate_pem=certificates.pem(certificate),
        encrypted_key=key_encryption.lock(key, label=serial),
        serial=serial,
        valid_from=certificate.not_valid_before_utc,
        valid_to=certificate.not_valid_after_utc,
    )


def _covers(certificate: x509.Certificate, at: datetime) -> bool:
    last = certificate.not_valid_after_utc - certificates.SIGNER_LIFE
    return certificate.not_valid_before_utc <= at <= last


def _one_at_a_time(what: str) -> None:
    """Two first signatures at once must not open two authorities."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext(current_schema()), hashtext(%s))", [what]
        )
