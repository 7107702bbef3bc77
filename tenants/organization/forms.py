"""What the steward types about the organisation; what must hold is judged by the acts."""

from __future__ import annotations

from typing import Any

from django import forms

from core.accounts.models import REGION_ROLES, Role
from tenants.organization.inputs import OfficialInput, PositionInput, UnitInput
from tenants.organization.models import ActingKind, Level, Official, OrgUnit, Position, UnitKind
from tenants.organization.queries import directory

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
ORDER_HELP = "Angka kecil lebih dahulu."
_ROLES = [(role, label) for role, label in Role.choices if role in REGION_ROLES]


class UnitForm(forms.Form):
    """A unit."""

    code = forms.CharField(label="Kode", max_length=32, help_text="Pendek dan tetap.")
    name = forms.CharField(label="Nama", max_length=200)
    kind = forms.ChoiceField(label="Jenis", choices=UnitKind.choices)
    short_name = forms.CharField(label="Singkatan", max_length=60, required=False)
    parent = forms.ModelChoiceField(
        label="Berada di bawah",
        queryset=OrgUnit.objects.none(),
        required=False,
        empty_label="Berdiri sendiri",
    )
    protocol_order = forms.IntegerField(
        label="Urutan protokol", min_value=0, max_value=32_767, initial=0, help_text=ORDER_HELP
    )
    is_active = forms.BooleanField(label="Masih ada", required=False, initial=True)

    def __init__(self, *args: Any, unit: OrgUnit | None = None, **kwargs: Any) -> None:
        if unit:
            kwargs["initial"] = {
                "code": unit.code,
                "name": unit.name,
                "kind": unit.kind,
                "short_name": unit.short_name,
                "parent": unit.parent_id,
                "protocol_order": unit.protocol_order,
                "is_active": unit.is_active,
            }
        super().__init__(*args, **kwargs)
        _choose(self, "parent", directory.units(active_only=True))

    def entered(self) -> UnitInput:
        """What was said."""
        return UnitInput(**self.cleaned_data)


class PositionForm(forms.Form):
    """A position."""

    unit = forms.ModelChoiceField(label="Perangkat daerah", queryset=OrgUnit.objects.none())
    code = forms.CharField(label="Kode", max_length=32, help_text="Pendek dan tetap.")
    title = forms.CharField(label="Nama jabatan", max_length=200)
    level = forms.ChoiceField(label="Jenjang", choices=Level.choices)
    superior = forms.ModelChoiceField(
        label="Jabatan atasan",
        queryset=Position.objects.none(),
        required=False,
        empty_label="Tidak ada (kepala daerah)",
        help_text="Atasan adalah pemberi amanah.",
    )
    protocol_order = forms.IntegerField(
        label="Urutan protokol", min_value=0, max_value=32_767, initial=0, help_text=ORDER_HELP
    )
    is_active = forms.BooleanField(label="Masih ada", required=False, initial=True)

    def __init__(self, *args: Any, position: Position | None = None, **kwargs: Any) -> None:
        if position:
            kwargs["initial"] = {
                "unit": position.unit_id,
                "code": position.code,
                "title": position.title,
                "level": position.level,
                "superior": position.superior_id,
                "protocol_order": position.protocol_order,
                "is_active": position.is_active,
            }
        super().__init__(*args, **kwargs)
        _choose(self, "unit", directory.units(active_only=True))
        superiors = directory.in_protocol_order(Position.objects.filter(is_active=True))
        _choose(self, "superior", superiors)

    def entered(self) -> PositionInput:
        """What was said."""
        return PositionInput(**self.cleaned_data)


class OfficialForm(forms.Form):
    """A person in office."""

    name = forms.CharField(label="Nama dan gelar", max_length=160)
    nip = forms.CharField(
        label="NIP",
        max_length=24,
        required=False,
        help_text="18 angka. Hanya dipakai bila dokumen mencetaknya.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    rank = forms.CharField(label="Pangkat/golongan", max_length=80, required=False)

    def __init__(self, *args: Any, official: Official | None = None, **kwargs: Any) -> None:
        if official:
            kwargs["initial"] = {
                "name": official.name,
                "nip": official.nip,
                "rank": official.rank,
            }
        super().__init__(*args, **kwargs)

    def clean_nip(self) -> str:
        """People write a NIP in groups."""
        return "".join(str(self.cleaned_data["nip"]).split())

    def entered(self) -> OfficialInput:
        """What was said."""
        return OfficialInput(**self.cleaned_data)


class AppointForm(forms.Form):
    """Who comes into a position, and how."""

    official = forms.ModelChoiceField(label="Pejabat", queryset=Official.objects.none())
    acting = forms.ChoiceField(label="Cara menjabat", choices=ActingKind.choices, required=False)
    active_from = forms.DateField(label="Mulai", widget=DAY)
    decree = forms.CharField(label="Nomor SK", max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "official", Official.objects.order_by("name"))


class EndForm(forms.Form):
    """From which day an official no longer holds a position."""

    active_to = forms.DateField(
        label="Tidak lagi menjabat mulai",
        widget=DAY,
        help_text="Hari pertama sesudah masa jabatan.",
    )


class AccountForm(forms.Form):
    """An account for an official."""

    username = forms.CharField(
        label="Nama pengguna",
        max_length=64,
        help_text="Huruf kecil, angka, titik, garis bawah atau tanda hubung.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    roles = forms.MultipleChoiceField(
        label="Peran", choices=_ROLES, widget=forms.CheckboxSelectMultiple
    )
    email = forms.EmailField(label="Surel", required=False)


class UploadForm(forms.Form):
    """A filled workbook."""

    file = forms.FileField(
        label="Buku kerja",
        help_text="Berkas .xlsx dari templat, paling besar 10 MiB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
    )


def _choose(form: forms.Form, name: str, rows: Any) -> None:
    form.fields[name].queryset = rows  # type: ignore[attr-defined]
