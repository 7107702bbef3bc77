"""What a person fills in, and how a list is filtered."""

from datetime import date

from django import forms
from django.db.models import Q, QuerySet

from pk.agreements.inputs import CeremonyInput
from pk.agreements.models import EVER_IN_FORCE, Agreement, AgreementState, AmendmentKind
from pk.agreements.queries import mandates
from tenants.organization.models import OrgUnit
from tenants.organization.queries import directory as organization


class FilterForm(forms.Form):
    """Which agreements of a year to list."""

    tahun = forms.TypedChoiceField(label="Tahun", coerce=int)
    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Semua status"), *AgreementState.choices]
    )
    unit = forms.ModelChoiceField(
        label="Perangkat daerah",
        required=False,
        queryset=OrgUnit.objects.none(),
        empty_label="Semua",
    )
    terlambat = forms.BooleanField(label="Hanya yang terlambat", required=False)

    def __init__(self, data: object, *, years: list[int], today: date) -> None:
        chosen = {"tahun": years[0], **{k: v for k, v in dict(data.items()).items() if v}}  # type: ignore[attr-defined]
        super().__init__(chosen)
        self.today = today
        self.fields["tahun"].choices = [(y, y) for y in years]  # type: ignore[attr-defined]
        self.fields["unit"].queryset = organization.units()  # type: ignore[attr-defined]

    def apply(self, agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
        """The chosen ones in protocol order; with a bad choice, those of the first year."""
        chosen = self.cleaned_data if self.is_valid() else {"tahun": self.years[0]}
        found = agreements.filter(year=chosen["tahun"])
        if chosen.get("status"):
            found = found.filter(state=chosen["status"])
        if chosen.get("unit"):
            unit = chosen["unit"]
            found = found.filter(
                Q(receiver__position__unit=unit) | Q(receiver__position__unit__parent=unit)
            )
        if chosen.get("terlambat"):
            found = found.filter(due_on__lt=self.today).exclude(state__in=EVER_IN_FORCE)
        return mandates.in_protocol_order(found)

    @property
    def years(self) -> list[int]:
        """The years on offer."""
        return [year for year, _ in self.fields["tahun"].choices]  # type: ignore[attr-defined]

    @property
    def year(self) -> int:
        """The chosen year."""
        return int(self.cleaned_data["tahun"]) if self.is_valid() else self.years[0]


class ReturnForm(forms.Form):
    """Why an agreement goes back."""

    reason = forms.CharField(
        label="Apa yang perlu diperbaiki",
        help_text="Penerima amanah membaca kalimat ini di halaman perjanjiannya.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
    )


class SignForm(forms.Form):
    """The act of signing: the password of one's own account."""

    credential = forms.CharField(
        label="Kata sandi akun Anda",
        help_text="Kata sandi membuktikan bahwa Anda sendiri yang menandatangani. "
        "Tidak disimpan di mana pun.",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
    )


class AmendForm(forms.Form):
    """Why an agreement in force is revised."""

    kind = forms.ChoiceField(
        label="Alasan perubahan", choices=AmendmentKind.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Uraian alasan",
        help_text="Dicetak pada perjanjian perubahan.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class DraftAllForm(forms.Form):
    """For which year drafts are made."""

    year = forms.IntegerField(label="Tahun anggaran", min_value=2015, max_value=2100)


class CeremonyForm(forms.Form):
    """A signing event."""

    year = forms.IntegerField(label="Tahun perjanjian", min_value=2015, max_value=2100)
    title = forms.CharField(label="Judul acara", max_length=200)
    held_on = forms.DateField(label="Tanggal", widget=forms.DateInput(attrs={"type": "date"}))
    place = forms.CharField(label="Tempat", max_length=200, required=False)
    agenda = forms.CharField(
        label="Susunan acara",
        help_text="Satu mata acara per baris.",
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
    )

    def entered(self) -> CeremonyInput:
        """The event as a value; only after the form was found valid."""
        return CeremonyInput(**self.cleaned_data)


class AttendanceForm(forms.Form):
    """Whether an official is present."""

    present = forms.BooleanField(required=False)
    absence_reason = forms.CharField(max_length=200, required=False)
