"""The fields of `RegionPolicy`, read from the model: form and guide are made from them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import NoneType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from tenants.policy import labels
from tenants.policy.schema import PolicyPart


class Shape(StrEnum):
    """What can be said in a field."""

    CHOICE = "choice"
    CHOICES = "choices"
    FLAG = "flag"
    NUMBER = "number"
    TEXT = "text"
    LONG_TEXT = "long_text"
    POSITIONS = "positions"
    FIXED = "fixed"
    PART = "part"
    OPTIONAL_PART = "optional_part"
    PARTS = "parts"


@dataclass(frozen=True, slots=True)
class Spec:
    """One field: its words, what can be said in it, and the parts inside it if it has any."""

    name: str
    title: str
    help: str
    basis: str
    shape: Shape
    default: Any
    nullable: bool = False
    values: tuple[Any, ...] = ()
    parts: tuple[type[PolicyPart], ...] = ()
    low: int | None = None
    high: int | None = None

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The values with their words, for a form."""
        return [(str(value), labels.label(value)) for value in self.values]

    @property
    def default_text(self) -> str:
        """What holds when nothing is said."""
        return say(self, self.default)


def specs_of(part: type[PolicyPart]) -> list[Spec]:
    """The fields of a part, in their order."""
    return [_spec(name, info) for name, info in part.model_fields.items()]


def kind_of(part: type[PolicyPart]) -> str:
    """The value by which a part of a list is told from the other kinds; empty when it has none."""
    info = part.model_fields.get("kind")
    values = get_args(info.annotation) if info else ()
    return str(values[0]) if len(values) == 1 else ""


def say(spec: Spec, value: Any) -> str:
    """A plain value in words; parts are said field by field elsewhere."""
    if value is None or value in ([], ()):
        return labels.NOTHING
    if spec.shape == Shape.FLAG:
        return labels.YES if value else labels.NO
    if isinstance(value, list):
        return ", ".join(labels.label(item) for item in value)
    return labels.label(value)


def _spec(name: str, info: FieldInfo) -> Spec:
    annotation, nullable = _without_none(info.annotation)
    shape, values, parts = _shape_of(annotation, info)
    if shape == Shape.PART and nullable:
        shape = Shape.OPTIONAL_PART
    bounds = {type(rule).__name__.lower(): rule for rule in info.metadata}
    return Spec(
        name=name,
        title=info.title or name,
        help=info.description or "",
        basis=labels.basis_of(info.json_schema_extra),
        shape=shape,
        default=None if info.is_required() else info.get_default(call_default_factory=True),
        nullable=nullable,
        values=values,
        parts=parts,
        low=getattr(bounds.get("ge"), "ge", None),
        high=getattr(bounds.get("le"), "le", None),
    )


def _shape_of(  # noqa: PLR0911  one line per shape
    annotation: Any, info: FieldInfo
) -> tuple[Shape, tuple[Any, ...], tuple[type[PolicyPart], ...]]:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    if get_origin(annotation) is Literal:
        values = get_args(annotation)
        is_fixed = len(values) == 1 and info.get_default() == values[0] and not info.title
        return (Shape.FIXED if is_fixed else Shape.CHOICE), values, ()
    if get_origin(annotation) is list:
        (item,) = get_args(annotation)
        parts = _parts_in(item)
        if parts:
            return Shape.PARTS, (), parts
        if get_origin(item) is Literal:
            return Shape.CHOICES, get_args(item), ()
        return Shape.POSITIONS, (), ()
    if isinstance(annotation, type) and issubclass(annotation, PolicyPart):
        return Shape.PART, (), (annotation,)
    if annotation is bool:
        return Shape.FLAG, (), ()
    if annotation is int:
        return Shape.NUMBER, (), ()
    return (Shape.LONG_TEXT if extra.get("long") else Shape.TEXT), (), ()


def _parts_in(item: Any) -> tuple[type[PolicyPart], ...]:
    if get_origin(item) is Annotated:
        item = get_args(item)[0]
    kinds = get_args(item) if not isinstance(item, type) else (item,)
    return tuple(kind for kind in kinds if isinstance(kind, type) and issubclass(kind, PolicyPart))


def _without_none(annotation: Any) -> tuple[Any, bool]:
    arguments = get_args(annotation)
    if NoneType not in arguments:
        return annotation, False
    rest = tuple(a for a in arguments if a is not NoneType)
    return (rest[0] if len(rest) == 1 else Union[rest]), True  # noqa: UP007
