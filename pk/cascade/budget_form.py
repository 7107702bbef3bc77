"""The form of ratified dates: one date for all units which have none, or a date for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from pk.cascade.models import BudgetDocument
from tenants.organization.models import OrgUnit


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
