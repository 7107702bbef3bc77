"""The form of a policy, made from `RegionPolicy`; what may be said is judged by the model alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from pydantic import ValidationError

from tenants.policy import fields, inputs, labels
from tenants.policy.fields import Shape, Spec
from tenants.policy.schema import PolicyPart, RegionPolicy

SENTENCES = {
    "missing": "Isian ini wajib.",
    "int_parsing": "Isi dengan bilangan bulat.",
    "int_type": "Isi dengan bilangan bulat.",
    "int_from_float": "Isi dengan bilangan bulat.",
    "greater_than_equal": "Paling sedikit {ge}.",
    "less_than_equal": "Paling banyak {le}.",
    "string_too_short": "Tuliskan paling sedikit {min_length} huruf.",
    "literal_error": "Pilih salah satu dari daftar.",
    "value_error": "{error}",
}
UNKNOWN = "Nilai ini tidak dapat diterima."


@dataclass(slots=True)
class Section:
    """A part as the form shows it: fields and sections inside it, in the order of the model."""

    title: str
    help: str = ""
    rows: list[Row] = field(default_factory=list)
    path: str = ""
    switch: BoundField | None = None
    removable: bool = False
    kinds: list[tuple[str, str]] = field(default_factory=list)
    is_list: bool = False
    is_open: bool = False


Row = BoundField | Section


class PolicyForm(forms.Form):
    """Every field of the policy, and from which day and why."""

    use_required_attribute = False
    effective_from = forms.DateField(
        label="Berlaku mulai",
        help_text="Kebijakan yang sekarang berlaku sampai sehari sebelumnya.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(
        label="Alasan",
        required=False,
        max_length=2000,
        help_text="Misalnya nomor peraturan kepala daerah yang menjadi dasarnya.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        values: Mapping[str, Any] | None = None,
        positions: list[tuple[str, str]],
        effective_from: date | None = None,
        note: str = "",
        touched: str = "",
    ) -> None:
        super().__init__(data, initial={"effective_from": effective_from, "note": note})
        self.positions = positions
        self.touched = touched
        self.values = dict(values) if data is None else inputs.read(RegionPolicy, data)  # type: ignore[arg-type]
        self.rules: RegionPolicy | None = None
        self.sections = [
            self._section(spec, self.values.get(spec.name), spec.name)
            for spec in fields.specs_of(RegionPolicy)
        ]

    def clean(self) -> dict[str, Any]:
        """Let the model judge; each of its refusals goes to the field it is about."""
        cleaned = super().clean() or self.cleaned_data
        try:
            self.rules = RegionPolicy.model_validate(self.values)
        except ValidationError as refused:
            for error in refused.errors():
                name = self._field_at(error["loc"])
                if name is None or name not in self.errors:
                    self.add_error(name, _sentence(error))
        _open_where(self.sections, set(self.errors))
        return cleaned

    def _section(self, spec: Spec, value: Any, path: str) -> Section:
        if spec.shape == Shape.PARTS:
            return self._list(spec, value or [], path)
        section = Section(spec.title, _help(spec), path=path)
        inner = value
        if spec.shape == Shape.OPTIONAL_PART:
            switch = forms.BooleanField(label=spec.title, required=False, help_text=_help(spec))
            section.switch = self._add(f"{path}.{inputs.ON}", switch, value is not None)
            section.help = ""
            inner = value or inputs.starting(spec.parts[0])
        self._fill(section, spec.parts[0], inner or {}, path, required=value is not None)
        return section

    def _list(self, spec: Spec, items: list[dict[str, Any]], path: str) -> Section:
        section = Section(spec.title, _help(spec), path=path, is_list=True)
        section.is_open = self.touched.startswith(path)
        section.kinds = [
            (kind, labels.label(kind) or spec.title) for kind in map(fields.kind_of, spec.parts)
        ]
        for number, item in enumerate(items):
            part = inputs.part_of(spec, item)
            kind = fields.kind_of(part)
            title = f"{number + 1}. {labels.label(kind) if kind else labels.label(item.get('kind', ''))}"
            inner = Section(title, path=f"{path}.{number}", removable=True)
            self._fill(inner, part, item, f"{path}.{number}")
            section.rows.append(inner)
        return section

    def _fill(
        self,
        section: Section,
        part: type[PolicyPart],
        values: Mapping[str, Any],
        path: str,
        *,
        required: bool = True,
    ) -> None:
        for spec in fields.specs_of(part):
            name, value = f"{path}.{spec.name}", values.get(spec.name)
            if spec.shape in {Shape.PART, Shape.OPTIONAL_PART, Shape.PARTS}:
                section.rows.append(self._section(spec, value, name))
            elif spec.shape != Shape.FIXED:
                section.rows.append(self._add(name, self._field(spec, value, required), value))
            elif spec.name == "kind":
                hidden = forms.CharField(widget=forms.HiddenInput, required=False)
                section.rows.append(self._add(name, hidden, value))

    def _add(self, name: str, made: forms.Field, value: Any) -> BoundField:
        self.fields[name] = made
        self.initial[name] = (
            str(value)
            if isinstance(made, forms.ChoiceField)
            and not isinstance(made, forms.MultipleChoiceField)
            and value is not None
            else value
        )
        return self[name]

    def _field(self, spec: Spec, value: Any, required: bool) -> forms.Field:
        common: dict[str, Any] = {"label": spec.title, "help_text": _help(spec), "required": False}
        if spec.shape == Shape.FLAG:
            return forms.BooleanField(**common)
        if spec.shape == Shape.CHOICE:
            none = [("", labels.NOTHING)] if spec.nullable else []
            common["required"] = required and not spec.nullable
            return forms.ChoiceField(choices=none + spec.choices, **common)
        if spec.shape in {Shape.CHOICES, Shape.POSITIONS}:
            choices = spec.choices or self._positions_with(value or [])
            tick = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(choices=choices, widget=tick, **common)
        common["required"] = required
        if spec.shape == Shape.LONG_TEXT:
            return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), **common)
        if spec.shape == Shape.NUMBER:
            digits = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 6})
            return forms.CharField(widget=digits, **common)
        return forms.CharField(**common)

    def _positions_with(self, codes: list[str]) -> list[tuple[str, str]]:
        known = {code for code, _ in self.positions}
        lost = [(code, f"{code} (tidak ada lagi)") for code in codes if code not in known]
        return self.positions + lost

    def _field_at(self, place: tuple[int | str, ...]) -> str | None:
        kinds = {fields.kind_of(p) for s in fields.specs_of(RegionPolicy) for p in s.parts} - {""}
        steps = [
            str(step)
            for n, step in enumerate(place)
            if not (n and isinstance(place[n - 1], int) and step in kinds)
        ]
        for length in range(len(steps), 0, -1):
            name = ".".join(steps[:length])
            if name in self.fields:
                return name
        return None


def _open_where(rows: Sequence[Row], bad: set[str]) -> None:
    for row in rows:
        if isinstance(row, Section):
            row.is_open = row.is_open or any(name.startswith(f"{row.path}.") for name in bad)
            _open_where(row.rows, bad)


def _help(spec: Spec) -> str:
    basis = f"Dasar: {spec.basis}" if spec.basis else ""
    return " ".join(filter(None, (spec.help, basis)))


def _sentence(error: Any) -> str:
    context = {key: str(value) for key, value in (error.get("ctx") or {}).items()}
    return SENTENCES.get(error["type"], UNKNOWN).format_map(context)
