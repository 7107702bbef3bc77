"""What a policy would change for what already exists, said by the rooms that know.

A room registers a question in its `ready`; nobody else does. The answers are shown before a policy
is adopted and change nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from tenants.policy.schema import RegionPolicy


@dataclass(frozen=True, slots=True)
class Effect:
    """One sentence, such as “12 perjanjian menjadi terlambat.”, with the tone of a notice."""

    sentence: str
    tone: str = "info"


Preview = Callable[[RegionPolicy, date], Iterable[Effect]]

_previews: dict[str, Preview] = {}


def register(name: str, preview: Preview) -> None:
    """Ask `preview` from now on, whenever a policy is previewed."""
    _previews[name] = preview


def effects_of(rules: RegionPolicy, effective_from: date) -> list[Effect]:
    """What would change if these rules were in force from that day."""
    return [effect for preview in _previews.values() for effect in preview(rules, effective_from)]


def anyone_asked() -> bool:
    """Whether any room answers at all; otherwise nothing may be claimed."""
    return bool(_previews)
