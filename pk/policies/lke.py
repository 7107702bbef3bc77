"""The LKE as a versioned template: components, weighted parts, criteria. Read from `data/`, never code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from core.errors import NotFound

DATA = Path(__file__).parent / "data" / "lke"
ASPECTS = {"keberadaan": "Keberadaan", "kualitas": "Kualitas", "pemanfaatan": "Pemanfaatan"}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the sheet, with hints of what usually proves it."""

    code: str
    text: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubComponent:
    """A part that is answered AA…E; its weight is in points of the total of 100."""

    code: str
    aspect: str
    name: str
    weight: Decimal
    criteria: tuple[Criterion, ...]

    @property
    def aspect_label(self) -> str:
        """The aspect, as it is printed."""
        return ASPECTS[self.aspect]

    @property
    def guard(self) -> str:
        """What A and AA must be supported by."""
        if self.aspect == "keberadaan":
            return "A dan AA memerlukan umur dokumen: dipertahankan 1 tahun (A) atau 5 tahun (AA)."
        return "A dan AA memerlukan uraian upaya atau inovasi yang dapat dicontoh."


@dataclass(frozen=True, slots=True)
class Component:
    """One of the four components."""

    code: str
    name: str
    weight: Decimal
    parts: tuple[SubComponent, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A version of the sheet."""

    id: str
    version: str
    regulation: str
    components: tuple[Component, ...]

    @property
    def parts(self) -> Iterator[SubComponent]:
        """All parts in order."""
        for component in self.components:
            yield from component.parts

    def part(self, code: str) -> SubComponent:
        """The part with `code`. Raises NotFound."""
        found = next((part for part in self.parts if part.code == code), None)
        if found is None:
            raise NotFound
        return found

    def component(self, code: str) -> Component:
        """The component with `code`. Raises NotFound."""
        found = next((c for c in self.components if c.code == code), None)
        if found is None:
            raise NotFound
        return found


def template(name: str) -> Template:
    """The template of that id. Raises NotFound when this installation does not carry it."""
    found = _templates().get(name)
    if found is None:
        raise NotFound("Lembar kerja evaluasi ini tidak tersedia.")
    return found


@cache
def _templates() -> dict[str, Template]:
    texts = (path.read_text(encoding="utf-8") for path in sorted(DATA.glob("*.yaml")))
    found = [_template(yaml.safe_load(text)) for text in texts]
    return {each.id: each for each in found}


def _template(data: dict[str, Any]) -> Template:
    made = Template(
        id=data["id"],
        version=str(data["version"]),
        regulation=data["regulation"],
        components=tuple(_component(row) for row in data["components"]),
    )
    if sum(part.weight for part in made.parts) != 100:
        raise ValueError(f"{made.id}: the weights do not make 100")
    return made


def _component(row: dict[str, Any]) -> Component:
    parts = tuple(
        SubComponent(
            code=part["code"],
            aspect=part["aspect"],
            name=part["name"],
            weight=Decimal(str(part["weight"])),
            criteria=tuple(
                Criterion(c["code"], c["text"], tuple(c.get("typical_evidence", ())))
                for c in part["criteria"]
            ),
        )
        for part in row["sub_components"]
    )
    return Component(str(row["code"]), row["name"], Decimal(str(row["weight"])), parts)
