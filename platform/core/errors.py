"""What can go wrong in the domain, each with a sentence in Indonesian for the person who tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Self


class DomainError(Exception):
    """An act was refused. `sentence` is shown as it is; `field` names the form field, if one is to blame."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.others: tuple[DomainError, ...] = ()

    def __iter__(self) -> Iterator[DomainError]:
        """This refusal, and what was refused together with it."""
        yield self
        yield from self.others

    @classmethod
    def of_all(cls, found: Sequence[Self]) -> Self:
        """One error for everything that is wrong, so that nobody mends it one by one. `found` is not empty."""
        first, *others = found
        first.others = tuple(others)
        return first


class NotAllowed(DomainError):
    """This person may not do this."""


class NotNow(DomainError):
    """The thing is not in a state in which this can be done."""


class Invalid(DomainError):
    """What was given cannot be accepted."""


class NotFound(DomainError):
    """There is no such thing, or it is not this person's to see; the two look the same."""

    def __init__(self, sentence: str = "Halaman atau data ini tidak ditemukan.") -> None:
        super().__init__(sentence)
