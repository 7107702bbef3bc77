"""What a lower floor asks of an upper one. `config.wiring` says who answers; nobody else does.

    positions_with_agreement: Port[[int], frozenset[UUID]] = Port("pk.cascade: who has an agreement")

The room that asks calls it like a function. The import arrow stays as it is: the room does not know who answers.
"""

from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class NotWired(RuntimeError):
    """A port was asked and nobody had been named to answer it."""


class Port(Generic[P, R]):
    """One question. `name` is for the message of `NotWired`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._answer: Callable[P, R] | None = None

    @property
    def is_wired(self) -> bool:
        """Whether somebody answers."""
        return self._answer is not None

    def answered_by(self, answer: Callable[P, R]) -> None:
        """Name the one who answers. Called once, when the process is wired."""
        self._answer = answer

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Ask. Raises NotWired."""
        if self._answer is None:
            raise NotWired(self.name)
        return self._answer(*args, **kwargs)
