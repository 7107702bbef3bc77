"""Private keys at rest: AES-256-GCM under a key derived from the installation's secret and the region."""

import os

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from realms.context import NoRealm, current_realm

NONCE_BYTES = 12


def lock(key: ec.EllipticCurvePrivateKey, *, label: str) -> bytes:
    """The encrypted PKCS#8 of `key`; `label` must be named again to open it."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(_wrapping_key()).encrypt(nonce, plain(key), label.encode())


def unlock(locked: bytes | memoryview, *, label: str) -> ec.EllipticCurvePrivateKey:
    """The key. Raises InvalidTag in another region, under another secret or another label."""
    nonce, cipher = bytes(locked[:NONCE_BYTES]), bytes(locked[NONCE_BYTES:])
    text = AESGCM(_wrapping_key()).decrypt(nonce, cipher, label.encode())
    return checked(serialization.load_der_private_key(text, password=None))


def plain(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The PKCS#8 of `key`, in the clear; never for a table or a log."""
    return key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def checked(key: object) -> ec.EllipticCurvePrivateKey:
    """The key, if it is of the kind that signs here. Raises TypeError."""
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("a signing key is an elliptic curve key")
    return key


def _wrapping_key() -> bytes:
    realm = current_realm()
    if realm is None or not realm.code:
        raise NoRealm("a signing key belongs to a region")
    derivation = HKDF(
        algorithm=hashes.SHA256(),
        length=32,
        salt=None,
        info=f"amanah signing keys {realm.code}".encode(),
    )
    return derivation.derive(settings.SECRET_KEY.encode())
