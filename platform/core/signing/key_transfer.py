"""A region's signing keys on their way to another installation, or to none.

At rest a key lies under the installation's secret (`vault`), so rows that are carried elsewhere hold keys
that nobody opens there. An archive therefore takes the keys along by themselves, and a restore puts
them under the secret of the place where it happens. Runs inside the region.
"""

from __future__ import annotations

import base64
from itertools import chain

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization

from core.signing import authority, certificates, key_encryption
from core.signing.models import Authority, Certificate


def taken_out() -> dict[str, str]:
    """Every private key of the region (PKCS#8, base64) by its certificate's serial number.

    In the clear: for an encrypted file only. A key that does not open here is left out, so that
    a region can be exported after its secret was lost; it could not sign before either.
    """
    found = {}
    for serial, row in _rows():
        try:
            key = key_encryption.unlock(row.encrypted_key, label=serial)
        except InvalidTag:
            continue
        found[serial] = base64.b64encode(key_encryption.plain(key)).decode()
    return found


def put_back(keys: dict[str, str]) -> None:
    """Lock the keys of `taken_out` with the secret of this installation, in the rows they belong to."""
    for serial, row in _rows():
        if serial in keys:
            key = serialization.load_der_private_key(base64.b64decode(keys[serial]), password=None)
            row.encrypted_key = key_encryption.lock(key_encryption.checked(key), label=serial)
            row.save(update_fields=["encrypted_key"])


def destroy() -> None:
    """Leave no private key in the region: it verifies what was signed, and signs nothing any more."""
    Authority.objects.update(encrypted_key=b"")
    Certificate.objects.update(encrypted_key=b"")


def _rows() -> chain[tuple[str, Authority | Certificate]]:
    authorities = (
        (certificates.serial(authority.certificate_of(row.certificate_pem)), row)
        for row in Authority.objects.order_by("id")
    )
    signers = ((row.serial, row) for row in Certificate.objects.order_by("id").iterator())
    return chain[tuple[str, Authority | Certificate]](authorities, signers)
