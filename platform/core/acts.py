"""An act changes something: one durable transaction, an actor (`by`), a moment (`at`), one audit sentence.

`durable` means that an act cannot hide inside another transaction: when it returns it is
committed, and what it asked for after commit has been queued.
"""

import functools
import inspect
from collections.abc import Callable
from typing import ParamSpec, Protocol, TypeVar
from uuid import UUID

from django.db import transaction

P = ParamSpec("P")
T = TypeVar("T")


class Actor(Protocol):
    """Who acts, as far as the audit trail writes it down; an account is one."""

    @property
    def id(self) -> UUID: ...

    @property
    def name(self) -> str: ...


def act(function: Callable[P, T]) -> Callable[P, T]:
    """Run `function` in one durable transaction.

    Raises TypeError at import when a parameter is not keyword-only or `by` or `at` is missing,
    so that every act reads the same where it is called.
    """
    parameters = inspect.signature(function).parameters.values()
    if any(p.kind is not p.KEYWORD_ONLY for p in parameters):
        raise TypeError(f"{function.__qualname__}: an act takes keyword-only arguments")
    if not {"by", "at"} <= {p.name for p in parameters}:
        raise TypeError(f"{function.__qualname__}: an act names its actor (by) and moment (at)")

    @functools.wraps(function)
    def durably(*args: P.args, **kwargs: P.kwargs) -> T:
        with transaction.atomic(durable=True):
            return function(*args, **kwargs)

    return durably


def within(function: Callable[P, T]) -> Callable[P, T]:
    """The body of an act, for a larger act of which it is a step and whose transaction it shares."""
    return inspect.unwrap(function)
