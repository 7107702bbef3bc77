"""What a person enters, as values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CeremonyInput:
    """A signing event as its form states it."""

    year: int
    title: str
    held_on: date
    place: str = ""
    agenda: str = ""
