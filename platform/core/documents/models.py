"""Archived documents: what was read is what is signed is what is kept."""

from django.db import models

from core.models import Row


class Document(Row):
    """A document frozen at one version of its content.

    `content` is the JSON of the frozen dataclass that was printed and `content_hash` its SHA-256
    (hex, 64). `code` is the public code behind the QR, unique in the installation because it
    starts with the region's code. The newest `Rendition` is what is handed out.
    """

    kind = models.CharField(max_length=32)
    title = models.CharField(max_length=300)
    code = models.CharField(max_length=32, unique=True)
    template = models.CharField(max_length=64)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    subject_type = models.CharField(max_length=64)
    subject_id = models.UUIDField()
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="document_subject")]

    def __str__(self) -> str:
        return f"{self.title} ({self.code})"


class Rendition(Row):
    """A PDF of a document: 0 as printed, then one per signature. Never changed, never deleted."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="renditions")
    number = models.PositiveSmallIntegerField()
    pdf_hash = models.CharField(max_length=64)
    path = models.CharField(max_length=200)
    size_bytes = models.PositiveIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="rendition_number_unique")
        ]
        indexes = [models.Index(fields=["pdf_hash"], name="rendition_hash")]

    def __str__(self) -> str:
        return f"{self.document_id} v{self.number}"
