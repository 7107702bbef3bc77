"""The one door to archived documents."""

from uuid import UUID

from core.accounts.models import User
from core.documents import kinds
from core.documents.models import Document
from core.errors import NotFound


def document_for(user: User, document_id: UUID) -> Document:
    """The document, if its room lets `user` read it. Raises NotFound otherwise."""
    document = Document.objects.filter(id=document_id).first()
    if document is None or not kinds.may_read(user, document):
        raise NotFound
    return document
