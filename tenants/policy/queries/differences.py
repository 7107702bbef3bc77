"""A policy in words, and how two policies differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tenants.policy import fields, labels
from tenants.policy.fields import Shape
from tenants.policy.schema import PolicyPart, RegionPolicy


@dataclass(frozen=True, slots=True)
class FieldInWords:
    """One field with its value in words; `path` is stable and unique within a policy."""

    path: str
    title: str
    text: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class PartInWords:
    """A part of the policy and its answers."""

    title: str
    answers: tuple[FieldInWords, ...]


@dataclass(frozen=True, slots=True)
class PolicyDifference:
    """A field which says something else; an empty text: it was not there."""

    group: str
    title: str
    before: str
    after: str


def groups(rules: RegionPolicy) -> list[PartInWords]:
    """The whole policy, part by part."""
    found = []
    for spec in fields.specs_of(RegionPolicy):
        answers = tuple(_answers(spec, getattr(rules, spec.name), spec.name, ""))
        found.append(
            PartInWords(spec.title, answers or (FieldInWords(spec.name, "", labels.NOTHING),))
        )
    return found


def differences(before: RegionPolicy, after: RegionPolicy) -> list[PolicyDifference]:
    """What `after` says otherwise, in the order of the model."""
    was = _by_path(before)
    now = _by_path(after)
    order = list(dict.fromkeys([*now, *was]))
    found = []
    for path in order:
        old, new = was.get(path), now.get(path)
        if old and new and old[1].text == new[1].text:
            continue
        group, answer = new or old or ("", FieldInWords(path, "", ""))
        found.append(
            PolicyDifference(
                group, answer.title, old[1].text if old else "", new[1].text if new else ""
            )
        )
    return found


def _by_path(rules: RegionPolicy) -> dict[str, tuple[str, FieldInWords]]:
    return {a.path: (group.title, a) for group in groups(rules) for a in group.answers if a.title}


def _answers(spec: fields.Spec, value: object, path: str, prefix: str) -> Iterator[FieldInWords]:
    if spec.shape == Shape.FIXED:
        return
    if isinstance(value, PolicyPart):
        title = f"{prefix}{spec.title}: " if "." in path else ""
        for inner in fields.specs_of(type(value)):
            yield from _answers(inner, getattr(value, inner.name), f"{path}.{inner.name}", title)
    elif spec.shape == Shape.PARTS and isinstance(value, list):
        for number, part in enumerate(value):
            yield from _part_of_list(part, f"{path}.{number}", f"{number + 1}. ")
    else:
        text = fields.say(spec, value)
        yield FieldInWords(path, f"{prefix}{spec.title}", text, spec.basis)


def _part_of_list(part: PolicyPart, path: str, prefix: str) -> Iterator[FieldInWords]:
    kind = fields.kind_of(type(part))
    title = f"{prefix}{labels.label(kind)}: " if kind else prefix
    for inner in fields.specs_of(type(part)):
        yield from _answers(inner, getattr(part, inner.name), f"{path}.{inner.name}", title)
