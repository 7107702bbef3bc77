"""Figures and names that look like chance and are the same on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

T = TypeVar("T")


def number(*words: object, below: int) -> int:
    """A number from 0 up to but not including `below`, always the same for the same words."""
    text = "\x1f".join(str(word) for word in words)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % below


def choose(options: Sequence[T], *words: object) -> T:
    """One of `options`."""
    return options[number(*words, below=len(options))]


def factor(*words: object, low: int, high: int) -> Decimal:
    """A factor between `low` and `high` thousandths, such as 0.940 to 1.080."""
    return Decimal(low + number(*words, below=high - low + 1)) / 1000


def rounded(value: Decimal, places: int) -> Decimal:
    """`value` with so many places."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
