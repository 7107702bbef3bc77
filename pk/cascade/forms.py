"""What the planner types about the tree; what must hold is judged by the acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from pk.cascade.inputs import IndicatorInput, NodeInput, PlanInput
from pk.cascade.models import (
    Aggregation,
    BudgetDocument,
    CascadeNode,
    Direction,
    Indicator,
    NodeKind,
    Plan,
    ValueKind,
)
from pk.cascade.queries import plans
from tenants.organization.models import OrgUnit, Position
from tenants.organization.queries import directory as organization


def _year(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1945, max_value=9999)


class PlanForm(forms.Form):
    """A planning document."""

    title = forms.CharField(label="Judul", max_length=200, help_text="Misalnya RPJMD Kabupaten …")
    kind = forms.ChoiceField(label="Jenis", choices=Plan.Kind.choices)
    unit = forms.ModelChoiceField(
        label="Perangkat daerah",
        queryset=OrgUnit.objects.none(),
        required=False,
        empty_label="Milik daerah",
        help_text="Hanya bagi Renstra.",
    )
    version = forms.CharField(label="Versi", max_length=40, initial="murni")
    first_year = _year("Tahun awal")
    last_year = _year("Tahun akhir")
    legal_basis = forms.CharField(label="Dasar hukum", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "unit", organization.units(active_only=True))

    def entered(self) -> PlanInput:
        """What was said."""
        return PlanInput(**self.cleaned_data)


class NodeForm(forms.Form):
    """A condition to be reached; `kinds` are those which may stand where it will stand."""

    kind = forms.ChoiceField(label="Jenis")
    statement = forms.CharField(
        label="Pernyataan",
        max_length=1000,
        help_text="Kondisi yang hendak dicapai, misalnya “Meningkatnya derajat kesehatan”.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    unit = forms.ModelChoiceField(
        label="Perangkat daerah",
        queryset=OrgUnit.objects.none(),
        required=False,
        empty_label="Seluruh daerah",
    )
    order = forms.IntegerField(
        label="Urutan",
        required=False,
        min_value=0,
        max_value=32_767,
        help_text="Kosong: paling akhir.",
    )

    def __init__(
        self, *args: Any, kinds: list[str], node: CascadeNode | None = None, **kwargs: Any
    ) -> None:
        if node:
            kwargs["initial"] = {
                "kind": node.kind,
                "statement": node.statement,
                "unit": node.unit_id,
                "order": node.order,
            }
        super().__init__(*args, **kwargs)
        choices = [(kind, NodeKind(kind).label) for kind in NodeKind.values if kind in kinds]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        _choose(self, "unit", organization.units(active_only=True))

    def entered(self, parent: CascadeNode | None) -> NodeInput:
        """What was said, to stand below `parent`."""
        return NodeInput(parent=parent, **self.cleaned_data)


class MoveForm(forms.Form):
    """Where a node goes."""

    parent = forms.ModelChoiceField(
        label="Pindahkan ke bawah",
        queryset=CascadeNode.objects.none(),
        required=False,
        empty_label="Puncak pohon",
    )

    def __init__(self, *args: Any, node: CascadeNode, kinds: frozenset[str], **kwargs: Any) -> None:
        kwargs["initial"] = {"parent": node.parent_id}
        super().__init__(*args, **kwargs)
        rows = plans.nodes_of(node.plan).filter(kind__in=kinds).exclude(id=node.id)
        _choose(self, "parent", rows)
        self.fields["parent"].required = bool(kinds)


class LinkForm(forms.Form):
    """Which other nodes a node supports."""

    supports = forms.ModelMultipleChoiceField(
        label="Mendukung pula",
        queryset=CascadeNode.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Pernyataan di cabang lain yang ikut terbantu; digambar bergaris putus.",
    )

    def __init__(self, *args: Any, node: CascadeNode, **kwargs: Any) -> None:
        kwargs["initial"] = {"supports": list(node.supports.all())}
        super().__init__(*args, **kwargs)
        rows = plans.nodes_of(node.plan).exclude(id__in=[node.id, node.parent_id])
        _choose(self, "supports", rows)


class OwnerForm(forms.Form):
    """Which position answers for a node in a year."""

    position = forms.ModelChoiceField(label="Jabatan", queryset=Position.objects.none())
    year = _year("Tahun")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "position", plans.positions())


class IndicatorForm(forms.Form):
    """How a node is known to be reached."""

    code = forms.CharField(label="Kode", max_length=32)
    name = forms.CharField(label="Indikator", max_length=1000, widget=forms.Textarea({"rows": 2}))
    unit_of_measure = forms.CharField(label="Satuan", max_length=60)
    value_kind = forms.ChoiceField(label="Jenis nilai", choices=ValueKind.choices)
    scale = forms.CharField(
        label="Tingkat predikat",
        required=False,
        max_length=400,
        help_text="Hanya bagi predikat: dari yang terendah, dipisah koma. Misalnya D, C, CC, B.",
    )
    direction = forms.ChoiceField(label="Arah", choices=Direction.choices)
    aggregation = forms.ChoiceField(label="Dari periode ke tahun", choices=Aggregation.choices)
    is_key = forms.BooleanField(label="Indikator kinerja utama (IKU)", required=False)
    owner = forms.ModelChoiceField(
        label="Penanggung jawab indikator",
        queryset=Position.objects.none(),
        required=False,
        empty_label="Sama dengan pernyataannya",
    )
    formula = forms.CharField(
        label="Cara menghitung",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    data_source = forms.CharField(label="Sumber data", max_length=200, required=False)
    decimals = forms.IntegerField(
        label="Angka di belakang koma", min_value=0, max_value=4, initial=2
    )
    order = forms.IntegerField(label="Urutan", min_value=0, max_value=32_767, initial=0)

    def __init__(self, *args: Any, indicator: Indicator | None = None, **kwargs: Any) -> None:
        if indicator:
            kwargs["initial"] = {name: getattr(indicator, name) for name in self.base_fields}
            kwargs["initial"] |= {
                "scale": ", ".join(indicator.scale),
                "owner": indicator.owner_id,
            }
        super().__init__(*args, **kwargs)
        _choose(self, "owner", plans.positions())

    def clean_scale(self) -> tuple[str, ...]:
        """The grades, one by one."""
        parts = (part.strip() for part in str(self.cleaned_data["scale"]).split(","))
        scale = tuple(part for part in parts if part)
        if any(len(grade) > 20 for grade in scale):
            raise forms.ValidationError("Tiap predikat paling banyak 20 huruf.")
        return scale

    def entered(self) -> IndicatorInput:
        """What was said."""
        return IndicatorInput(**self.cleaned_data)


class ConfirmForm(forms.Form):
    """Nothing to fill in; the button is the answer."""


def _choose(form: forms.Form, name: str, rows: Any) -> None:
    form.fields[name].queryset = rows  # type: ignore[attr-defined]


class BudgetForm(forms.Form):
    """A date per unit, named by the unit's id, and one for all that stay empty."""

    use_required_attribute = False
    for_all = forms.DateField(
        label="Tanggal untuk semua yang belum diisi",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self,
        *args: Any,
        units: Sequence[OrgUnit],
        known: Mapping[OrgUnit, BudgetDocument],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        for unit in units:
            document = known.get(unit)
            self.fields[f"unit.{unit.id}"] = forms.DateField(
                label=unit.name,
                required=False,
                initial=document.ratified_on if document else None,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )

    def clean(self) -> dict[str, Any]:
        """At least one date; a recorded date is not taken away by emptying its field."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError("Isi paling sedikit satu tanggal.")
        return cleaned

    def rows(self) -> list[forms.BoundField]:
        """The fields of the units."""
        return [self[f"unit.{unit.id}"] for unit in self.units]

    def dates(self) -> dict[OrgUnit, date]:
        """The date of each unit that got one."""
        for_all = self.cleaned_data["for_all"]
        dates = {unit: self.cleaned_data[f"unit.{unit.id}"] or for_all for unit in self.units}
        return {unit: day for unit, day in dates.items() if day}
