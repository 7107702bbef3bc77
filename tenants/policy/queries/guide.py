"""The guide to the policy: every field, its choices, what holds by default, its legal basis."""

from __future__ import annotations

from dataclasses import dataclass

from tenants.policy import fields, labels
from tenants.policy.fields import Shape
from tenants.policy.schema import PolicyPart, RegionPolicy


@dataclass(frozen=True, slots=True)
class GuideEntry:
    """One field in words."""

    title: str
    help: str
    choices: tuple[str, ...]
    default: str
    basis: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One part of the policy."""

    title: str
    entries: tuple[GuideEntry, ...]


def chapters() -> list[Chapter]:
    """The whole guide, in the order of the model."""
    return [
        Chapter(spec.title, tuple(_entries(spec, ""))) for spec in fields.specs_of(RegionPolicy)
    ]


def _entries(spec: fields.Spec, prefix: str) -> list[GuideEntry]:
    if spec.shape == Shape.FIXED:
        return []
    if not spec.parts:
        choices = tuple(labels.label(value) for value in spec.values)
        default = spec.default_text
        return [GuideEntry(f"{prefix}{spec.title}", spec.help, choices, default, spec.basis)]
    found = []
    default = labels.NOTHING if spec.shape == Shape.OPTIONAL_PART else ""
    if spec.shape == Shape.PARTS:
        default = f"{len(spec.default)} baris" if spec.default else labels.NOTHING
    if default or spec.help or spec.basis:
        found.append(GuideEntry(f"{prefix}{spec.title}", spec.help, (), default, spec.basis))
    for part in spec.parts:
        found += _inside(part, f"{prefix}{spec.title}: " if prefix or found else "")
    return found


def _inside(part: type[PolicyPart], prefix: str) -> list[GuideEntry]:
    kind = fields.kind_of(part)
    name = f"{labels.label(kind)}: " if kind else prefix
    return [entry for spec in fields.specs_of(part) for entry in _entries(spec, name)]
