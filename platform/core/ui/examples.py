"""What the style page shows in its components."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django import forms


class ExampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Nama jabatan", help_text="Seperti tertulis dalam keputusan.")
    year = forms.ChoiceField(label="Tahun", choices=[("2025", "2025"), ("2026", "2026")])
    signed_on = forms.DateField(
        label="Tanggal", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    way = forms.ChoiceField(
        label="Cara penandatanganan",
        widget=forms.RadioSelect,
        choices=[("mass", "Bersama"), ("simultaneous", "Serentak")],
        help_text="Menentukan siapa yang naik ke panggung.",
    )
    note = forms.CharField(label="Catatan", required=False, widget=forms.Textarea)
    agreed = forms.BooleanField(label="Saya sudah membaca angkanya")


@dataclass(frozen=True, slots=True)
class ExampleEvent:
    """A line of a timeline."""

    at: datetime
    actor_name: str
    sentence: str


EXAMPLES: dict[str, Any] = {
    "events": [
        ExampleEvent(
            datetime(2026, 1, 12, 3, 5, tzinfo=UTC), "Pejabat B", "menandatangani perjanjian"
        ),
        ExampleEvent(
            datetime(2026, 1, 9, 8, 40, tzinfo=UTC), "Pejabat A", "mengajukan rancangan perjanjian"
        ),
    ],
    "steps": ["Baca angka", "Baca dokumen", "Tanda tangani"],
    "figures": [Decimal("1234.50"), Decimal("-4.2"), None],
    "budget": Decimal(1_250_000_000),
    "share": Decimal("98.456"),
    "moment": datetime(2026, 1, 12, 3, 5, tzinfo=UTC),
}
