"""X.509 as it is issued here: a region's authority, and one certificate per signer."""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID, ObjectIdentifier

LONGEST_NAME = 64
"""Upper bound of a name in X.520; longer ones are cut, the printed document has them in full."""
DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
SLACK = timedelta(days=1)
AUTHORITY_LIFE = timedelta(days=20 * 365)
SIGNER_LIFE = timedelta(days=2 * 365)


def new_key() -> ec.EllipticCurvePrivateKey:
    """A fresh key on P-256."""
    return ec.generate_private_key(ec.SECP256R1())


def authority(
    key: ec.EllipticCurvePrivateKey, *, organisation: str, code: str, at: datetime
) -> x509.Certificate:
    """The self-signed certificate of a region's authority. It may sign certificates, nothing below."""
    name = _name(
        (NameOID.COUNTRY_NAME, "ID"),
        (NameOID.ORGANIZATION_NAME, organisation),
        (NameOID.COMMON_NAME, f"Otoritas Sertifikat {organisation}"),
        (NameOID.SERIAL_NUMBER, code),
    )
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return (
        _builder(name, name, at=at, life=AUTHORITY_LIFE)
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .add_extension(identifier, critical=False)
        .sign(key, hashes.SHA256())
    )


def signer(
    key: ec.EllipticCurvePrivateKey,
    *,
    name: str,
    title: str,
    issuer: x509.Certificate,
    issuer_key: ec.EllipticCurvePrivateKey,
    at: datetime,
) -> x509.Certificate:
    """The certificate of one person: good for signing documents that can't be disowned."""
    organisation = issuer.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value
    subject = _name(
        (NameOID.COUNTRY_NAME, "ID"),
        (NameOID.ORGANIZATION_NAME, str(organisation)),
        (NameOID.TITLE, title),
        (NameOID.COMMON_NAME, name),
    )
    of_issuer = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return (
        _builder(subject, issuer.subject, at=at, life=SIGNER_LIFE)
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([DOCUMENT_SIGNING]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(of_issuer),
            critical=False,
        )
        .sign(issuer_key, hashes.SHA256())
    )


def pem(certificate: x509.Certificate) -> str:
    """The certificate as text."""
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def serial(certificate: x509.Certificate) -> str:
    """The serial number in hex, as it is shown and stored."""
    return f"{certificate.serial_number:X}"


def _builder(
    subject: x509.Name, issuer: x509.Name, *, at: datetime, life: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - SLACK)
        .not_valid_after(at + life)
    )


def _name(*parts: tuple[ObjectIdentifier, str]) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(oid, value[:LONGEST_NAME]) for oid, value in parts if value]
    )


def _usage(**given: bool) -> x509.KeyUsage:
    every = dict.fromkeys(
        (
            "digital_signature",
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    return x509.KeyUsage(**{**every, **given})
