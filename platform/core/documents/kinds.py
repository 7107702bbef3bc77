"""The kinds of documents: the room that prints one says who may read it and how it stands."""

from collections.abc import Callable
from dataclasses import dataclass

from core.accounts.models import User
from core.documents.models import Document


def _always_current(_: Document) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """`standing` answers "" while the document is in force, else a sentence on what became of it."""

    name: str
    title: str
    may_read: Callable[[User, Document], bool]
    standing: Callable[[Document], str] = _always_current


_kinds: dict[str, DocumentKind] = {}


def register(kind: DocumentKind) -> None:
    """Make a kind known; called once by its room's AppConfig."""
    if kind.name in _kinds and _kinds[kind.name] != kind:
        raise RuntimeError(f"two rooms print documents of the kind {kind.name}")
    _kinds[kind.name] = kind


def kind_of(document: Document) -> DocumentKind | None:
    """The kind of a document, or None when its room is gone; nobody reads such a document."""
    return _kinds.get(document.kind)


def may_read(user: User, document: Document) -> bool:
    """Whether `user` may read `document`; its room decides."""
    kind = kind_of(document)
    return kind is not None and kind.may_read(user, document)
