"""Freezing what was read into what is signed and kept."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import secrets
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from core.documents import fields, pdf, store
from core.documents.models import Document, Rendition
from core.documents.qr import qr_data_uri

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is read as a figure."""
FOLDER = "dokumen"


def freeze(
    *,
    kind: str,
    title: str,
    template: str,
    content: Any,
    subject: models.Model,
    at: datetime,
    code_prefix: str,
) -> Document:
    """Print `content` (a dataclass) with `template` and keep both.

    The template gets the dataclass as `content` and the `verification` block (code, address, QR);
    a `content` with `is_sample` set is marked as sample data on every page.
    Elements marked `data-signature="receiver"` become empty signature fields of that name.
    """
    values = as_json(content)
    document = Document(
        kind=kind,
        title=title,
        code=new_code(code_prefix),
        template=template,
        content=values,
        content_hash=content_hash(values),
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        created_at=at,
    )
    printed = pdf.render(template, context_of(document, content))
    document.save(force_insert=True)
    add_rendition(document, fields.with_fields(printed), number=0, at=at)
    return document


def context_of(document: Document, content: Any) -> dict[str, Any]:
    """What a document's template is given."""
    address = verification_address(document.code)
    return {
        "document": document,
        "content": content,
        "is_sample": settings.DEMO or getattr(content, "is_sample", False),
        "verification": {
            "code": document.code,
            "address": address,
            "qr": qr_data_uri(address),
        },
    }


def add_rendition(document: Document, content: bytes, *, number: int, at: datetime) -> Rendition:
    """Keep one more PDF of a document. The number must be the next one."""
    return Rendition.objects.create(
        document=document,
        number=number,
        pdf_hash=store.sha256(content),
        path=store.save(FOLDER, content, suffix=".pdf"),
        size_bytes=len(content),
        created_at=at,
    )


def latest_rendition(document: Document) -> Rendition:
    """The newest PDF's row."""
    return Rendition.objects.filter(document=document).latest("number")


def latest_pdf(document: Document) -> bytes:
    """The newest PDF. Raises `store.Tampered` when it is not what was kept."""
    return pdf_of(latest_rendition(document))


def pdf_of(rendition: Rendition) -> bytes:
    """The bytes of one rendition. Raises `store.Tampered` when they are not what was kept."""
    return store.read(rendition.path, expect=rendition.pdf_hash)


def is_intact(document: Document) -> bool:
    """Whether the archived content still has the hash with which it was frozen."""
    return content_hash(document.content) == document.content_hash


def as_json(content: Any) -> Any:
    """The dataclass as plain JSON values: dates in ISO form, decimals as text."""
    text = json.dumps(dataclasses.asdict(content), cls=DjangoJSONEncoder, ensure_ascii=False)
    return json.loads(text)


def content_hash(values: Any) -> str:
    """SHA-256 (hex) of the canonical JSON: keys sorted, no spaces, UTF-8."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def new_code(prefix: str) -> str:
    """A public code such as `3507-7KQ2-M4XD-9TRB`: the region's code and sixty random bits."""
    digits = "".join(c for c in prefix if c.isdigit())
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))
    return "-".join([digits, *groups])


def verification_address(code: str) -> str:
    """The public address behind the QR."""
    host = f"{settings.SITE_SCHEME}://{settings.BASE_HOST}{settings.SITE_PORT}"
    return f"{host}/verifikasi/{code}/"
