"""What a person says about a part of the LKE, before any of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """An answer to one part; `parts` where criteria are scored one by one; `met` ticks criteria."""

    code: str
    answer: str = ""
    note: str = ""
    met: tuple[str, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
