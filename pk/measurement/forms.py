"""What a person types into a report, read cell by cell; nothing is kept while one cell is unclear."""

from __future__ import annotations

from typing import Any

from django import forms

from core.documents import uploads
from core.errors import DomainError
from pk.measurement.inputs import Entry, Spending
from pk.measurement.queries.report_sheet import Money, ReportLine, ReportSheet
from pk.policies import fractions, numbers
from pk.policies.values import Kind

AREA = forms.Textarea(attrs={"rows": 2})


class ReportForm(forms.Form):
    """One value, cause, plan and file per indicator; one amount per programme."""

    def __init__(self, sheet: ReportSheet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        for line in sheet.lines:
            self._add_line(line)
        for money in sheet.money:
            self._add_money(money)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each line with its fields, for the template."""
        return [
            {"line": line, **{part: self[f"{part}-{line.id}"] for part in PARTS}}
            for line in self.sheet.lines
        ]

    @property
    def spendings(self) -> list[dict[str, Any]]:
        """Each programme with its field, for the template."""
        return [
            {"money": money, "spent": self[f"spent-{money.line.programme_id}"]}
            for money in self.sheet.money
        ]

    def clean(self) -> dict[str, Any]:
        """Read every cell; each problem is said beside its own."""
        data = super().clean() or {}
        self.entries = [self._entry(line, data) for line in self.sheet.lines]
        self.spent = [self._spending(money, data) for money in self.sheet.money]
        return data

    def _entry(self, line: ReportLine, data: dict[str, Any]) -> Entry | None:
        commitment = line.standing.commitment
        try:
            reading, inputs = fractions.read(
                data.get(f"value-{line.id}", ""),
                kind=commitment.value_kind,
                scale=list(commitment.indicator.scale),
            )
        except DomainError as error:
            self.add_error(f"value-{line.id}", error.sentence)
            return None
        kept, upload = [], data.get(f"file-{line.id}")
        try:
            kept = [uploads.accepted(upload.name, upload.read())] if upload else []
        except DomainError as error:
            self.add_error(f"file-{line.id}", error.sentence)
        cause, plan = data.get(f"cause-{line.id}", ""), data.get(f"plan-{line.id}", "")
        return Entry(line.id, reading, inputs, cause, plan, tuple(kept))

    def _spending(self, money: Money, data: dict[str, Any]) -> Spending | None:
        name = f"spent-{money.line.programme_id}"
        said = data.get(name, "").strip()
        try:
            amount = numbers.parse_rupiah(said) if said else None
        except DomainError as error:
            self.add_error(name, error.sentence)
            return None
        return Spending(money.line.programme_id, amount)

    def _add_line(self, line: ReportLine) -> None:
        row, commitment = line.measurement, line.standing.commitment
        name = commitment.indicator_name
        mode = "text" if commitment.value_kind in (Kind.GRADE, Kind.YES_NO) else "decimal"
        field = forms.CharField(
            label=f"Realisasi {name}",
            required=False,
            initial=line.cell,
            widget=forms.TextInput(
                attrs={"inputmode": mode, "autocomplete": "off", "class": "cell-input"}
            ),
        )
        self.fields[f"value-{line.id}"] = field
        for part, label in (("cause", "Penjelasan"), ("plan", "Rencana tindak lanjut")):
            self.fields[f"{part}-{line.id}"] = forms.CharField(
                label=f"{label} {name}",
                required=False,
                initial=getattr(row, part) if row else "",
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=4000,
            )
        self.fields[f"file-{line.id}"] = forms.FileField(
            label=f"Bukti dukung {name}",
            required=False,
            widget=forms.FileInput(attrs={"accept": ",".join(uploads.SUFFIXES)}),
        )

    def _add_money(self, money: Money) -> None:
        self.fields[f"spent-{money.line.programme_id}"] = forms.CharField(
            label=f"Realisasi {money.line.name}",
            required=False,
            initial="" if money.spent is None else numbers.print_number(money.spent),
            widget=forms.TextInput(
                attrs={"inputmode": "numeric", "autocomplete": "off", "class": "cell-input"}
            ),
        )


PARTS = ("value", "cause", "plan", "file")


class ReasonForm(forms.Form):
    """Why something is returned or opened again."""

    reason = forms.CharField(label="Alasan", widget=AREA, max_length=2000)


class YearForm(forms.Form):
    """A fiscal year."""

    year = forms.IntegerField(label="Tahun", min_value=2000, max_value=2100)


class ReviewForm(forms.Form):
    """What a meeting said and decided."""

    held_on = forms.DateField(
        label="Tanggal rapat", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    strategy = forms.CharField(
        label="Pembahasan strategi", widget=forms.Textarea(attrs={"rows": 5})
    )
    decisions = forms.CharField(
        label="Keputusan", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class FilterForm(forms.Form):
    """Which year and up to which period."""

    tahun = forms.TypedChoiceField(label="Tahun", coerce=int, required=False)
    periode = forms.TypedChoiceField(label="Sampai periode", coerce=int, required=False)

    def __init__(self, *args: Any, years: list[int], numbers: list[tuple[int, str]], **kw: Any):
        super().__init__(*args, **kw)
        self.fields["tahun"].choices = [(y, y) for y in years]  # type: ignore[attr-defined]
        self.fields["periode"].choices = [("", "Terakhir"), *numbers]  # type: ignore[attr-defined]
