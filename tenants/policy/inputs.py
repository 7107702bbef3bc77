"""What a submitted form says, as nested values. `RegionPolicy` judges them; nothing here does."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from tenants.policy import fields
from tenants.policy.fields import Shape, Spec
from tenants.policy.schema import PolicyPart

ON = "on"


def read(part: type[PolicyPart], data: QueryDict, prefix: str = "") -> dict[str, Any]:
    """The values of a part by the names of its fields."""
    return {spec.name: _read(spec, data, f"{prefix}{spec.name}") for spec in fields.specs_of(part)}


def starting(part: type[PolicyPart]) -> dict[str, Any]:
    """The values of a part of which nothing has been said yet."""
    return {spec.name: _default(spec) for spec in fields.specs_of(part)}


def part_of(spec: Spec, value: dict[str, Any]) -> type[PolicyPart]:
    """Which of the parts that a list may hold the values are of."""
    kinds = {fields.kind_of(part): part for part in spec.parts}
    return kinds.get(str(value.get("kind", "")), spec.parts[0])


def add(values: dict[str, Any], path: str, kind: str) -> dict[str, Any]:
    """The values with one more part of `kind` at the end of the list at `path`."""
    found = _list_at(values, path)
    if found is not None:
        spec, items = found
        for part in spec.parts:
            if fields.kind_of(part) == kind:
                items.append(starting(part))
    return values


def remove(values: dict[str, Any], path: str) -> dict[str, Any]:
    """The values without the part at `path`, such as `clauses.0`."""
    above, _, number = path.rpartition(".")
    found = _list_at(values, above)
    if found is not None and number.isdigit() and int(number) < len(found[1]):
        del found[1][int(number)]
    return values


def _read(spec: Spec, data: QueryDict, path: str) -> Any:  # noqa: PLR0911  one line per shape
    if spec.shape == Shape.FIXED:
        return spec.values[0]
    if spec.shape == Shape.FLAG:
        return bool(data.get(path))
    if spec.shape in {Shape.CHOICES, Shape.POSITIONS}:
        return [text for text in data.getlist(path) if text]
    if spec.shape == Shape.PART:
        return read(spec.parts[0], data, f"{path}.")
    if spec.shape == Shape.OPTIONAL_PART:
        return read(spec.parts[0], data, f"{path}.") if data.get(f"{path}.{ON}") else None
    if spec.shape == Shape.PARTS:
        return [_read_item(spec, data, f"{path}.{n}.") for n in _numbers(data, path)]
    text = data.get(path, "").strip()
    if spec.nullable and not text:
        return None
    if spec.shape == Shape.CHOICE:
        return next((value for value in spec.values if str(value) == text), text)
    return text


def _read_item(spec: Spec, data: QueryDict, prefix: str) -> dict[str, Any]:
    part = part_of(spec, {"kind": data.get(f"{prefix}kind", "")})
    return read(part, data, prefix)


def _numbers(data: QueryDict, path: str) -> list[int]:
    tails = (key[len(path) + 1 :].split(".")[0] for key in data if key.startswith(f"{path}."))
    return sorted({int(tail) for tail in tails if tail.isascii() and tail.isdigit()})[:50]


def _default(spec: Spec) -> Any:
    if isinstance(spec.default, PolicyPart):
        return spec.default.model_dump(mode="json")
    if spec.shape == Shape.FIXED:
        return spec.values[0]
    return list(spec.default) if isinstance(spec.default, list) else spec.default


def _list_at(values: dict[str, Any], path: str) -> tuple[Spec, list[dict[str, Any]]] | None:
    from tenants.policy.schema import RegionPolicy

    part: type[PolicyPart] = RegionPolicy
    here: Any = values
    for name in path.split("."):
        spec = next((s for s in fields.specs_of(part) if s.name == name), None)
        if spec is None or not isinstance(here, dict):
            return None
        here = here.get(name)
        if spec.shape == Shape.PARTS and isinstance(here, list):
            return spec, here
        if spec.shape not in {Shape.PART, Shape.OPTIONAL_PART}:
            return None
        part = spec.parts[0]
    return None
