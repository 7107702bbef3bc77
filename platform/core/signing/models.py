"""The local certificate authority of a region, its certificates and the seals made with them."""

from django.db import models

from core.models import Row


class Authority(Row):
    """The region's own certificate authority. The key is PKCS#8, encrypted by `vault`."""

    name = models.CharField(max_length=200)
    certificate_pem = models.TextField()
    encrypted_key = models.BinaryField()
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Certificate(Row):
    """One person's signing certificate, issued by the region's authority."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="certificates")
    holder_id = models.UUIDField()
    subject = models.CharField(max_length=200)
    certificate_pem = models.TextField()
    encrypted_key = models.BinaryField()
    serial = models.CharField(max_length=64, unique=True)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["holder_id"], name="certificate_holder")]

    def __str__(self) -> str:
        return f"{self.subject} ({self.serial})"


class Seal(Row):
    """The record of one PAdES signature. `key` makes a retry find the seal instead of making another."""

    key = models.CharField(max_length=120, unique=True)
    document_id = models.UUIDField()
    rendition_id = models.UUIDField()
    provider = models.CharField(max_length=20)
    signer_id = models.UUIDField()
    signer_name = models.CharField(max_length=160)
    field_name = models.CharField(max_length=40)
    certificate_serial = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document_id", "field_name"], name="seal_once_per_field"
            )
        ]

    def __str__(self) -> str:
        return f"{self.signer_name} {self.signed_at:%Y-%m-%d %H:%M}"
