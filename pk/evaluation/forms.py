"""What a person types about an evaluation."""

from __future__ import annotations

from typing import Any

from django import forms

from core.errors import DomainError
from pk.evaluation.inputs import PartAnswer
from pk.evaluation.models import Answer, Decision, ImprovementPeriod
from pk.policies import grades, numbers
from pk.policies.lke import Component, SubComponent, Template

ANSWERS = [("", "Belum dinilai"), *((code, code) for code in grades.ANSWERS)]
GRADES = [("", "Pilih predikat"), *((g.code, f"{g.code} – {g.label}") for g in grades.GRADES)]
AREA = forms.Textarea(attrs={"rows": 3})


class PartsForm(forms.Form):
    """The answers to the parts of one component, of the unit (`proposed`) or the reviewer."""

    def __init__(
        self,
        component: Component,
        rows: dict[str, Answer],
        side: str,
        *args: Any,
        by_criterion: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.component, self.side, self.by_criterion = component, side, by_criterion
        for part in component.parts:
            self._add(part, rows.get(part.code))

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Each part with its fields, for the template."""
        return [
            {
                "part": part,
                "answer": None if self.by_criterion else self[f"answer-{part.code}"],
                "met": self[f"met-{part.code}"] if f"met-{part.code}" in self.fields else None,
                "note": self[f"note-{part.code}"],
                "criteria": [(c, self[f"c-{c.code}"]) for c in part.criteria]
                if self.by_criterion
                else [],
            }
            for part in self.component.parts
        ]

    def given(self) -> list[PartAnswer]:
        """The answers, as an act takes them."""
        data = self.cleaned_data
        return [
            PartAnswer(
                code=part.code,
                answer=data.get(f"answer-{part.code}", ""),
                note=data.get(f"note-{part.code}", ""),
                met=tuple(data.get(f"met-{part.code}", ())),
                parts={c.code: data.get(f"c-{c.code}", "") for c in part.criteria}
                if self.by_criterion
                else {},
            )
            for part in self.component.parts
        ]

    def _add(self, part: SubComponent, row: Answer | None) -> None:
        if self.by_criterion:
            said = getattr(row, f"{self.side}_parts") if row else {}
            for criterion in part.criteria:
                self.fields[f"c-{criterion.code}"] = forms.ChoiceField(
                    label=f"Jawaban {criterion.code}",
                    choices=ANSWERS,
                    required=False,
                    initial=said.get(criterion.code, ""),
                )
        else:
            self.fields[f"answer-{part.code}"] = forms.ChoiceField(
                label=f"Jawaban {part.code}",
                choices=ANSWERS,
                required=False,
                initial=getattr(row, self.side) if row else "",
            )
            if self.side == "proposed":
                self._add_checklist(part, row)
        self.fields[f"note-{part.code}"] = forms.CharField(
            label=f"Catatan {part.code}",
            help_text=part.guard,
            required=False,
            initial=getattr(row, f"{self.side}_note") if row else "",
            widget=AREA,
            max_length=4000,
        )

    def _add_checklist(self, part: SubComponent, row: Answer | None) -> None:
        self.fields[f"met-{part.code}"] = forms.MultipleChoiceField(
            label=f"Kriteria {part.code} yang terpenuhi",
            choices=[(c.code, f"{c.code} {c.text}") for c in part.criteria],
            required=False,
            initial=row.criteria_met if row else [],
            widget=forms.CheckboxSelectMultiple,
        )


class YearForm(forms.Form):
    """A fiscal year."""

    year = forms.IntegerField(label="Tahun", min_value=2000, max_value=2100)


class ResultForm(YearForm):
    """A result of the region that somebody else published."""

    grade = forms.ChoiceField(label="Predikat", choices=GRADES)
    score = forms.CharField(
        label="Nilai", required=False, help_text="Kosongkan bila hanya predikat yang diumumkan."
    )
    source_note = forms.CharField(label="Sumber", max_length=200)

    def clean_score(self) -> Any:
        """The score as a number, or None."""
        said = self.cleaned_data["score"].strip()
        try:
            return numbers.parse_number(said) if said else None
        except DomainError as error:
            raise forms.ValidationError(error.sentence) from error


class RecommendationForm(forms.Form):
    """A recommendation: to which part, what, by when."""

    sub_component = forms.ChoiceField(label="Bagian", required=False)
    text = forms.CharField(label="Rekomendasi", widget=AREA, help_text="Diawali “Agar …”.")
    due_on = forms.DateField(
        label="Batas tindak lanjut",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, template: Template, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = [(part.code, f"{part.code} {part.aspect_label}") for part in template.parts]
        self.fields["sub_component"].choices = [("", "Umum"), *parts]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why something goes back."""

    reason = forms.CharField(label="Alasan", widget=AREA, max_length=2000)


class FollowUpForm(forms.Form):
    """What was done."""

    text = forms.CharField(label="Tindak lanjut yang sudah dilakukan", widget=AREA)


class JudgeForm(forms.Form):
    """Whether it suffices."""

    reason = forms.CharField(label="Yang masih kurang", widget=AREA, required=False)


class DecisionForm(forms.Form):
    """What the head of region decides, and why. The clause says which decisions there are."""

    decision = forms.ChoiceField(label="Keputusan", widget=forms.RadioSelect)
    reason = forms.CharField(label="Alasan keputusan", widget=AREA)

    def __init__(self, *args: Any, may_improve: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [c for c in Decision.choices if may_improve or c[0] != Decision.IMPROVEMENT]
        self.fields["decision"].choices = choices  # type: ignore[attr-defined]


class OutcomeForm(forms.Form):
    """What came of an improvement period."""

    result = forms.ChoiceField(
        label="Hasil", choices=ImprovementPeriod.Result.choices, widget=forms.RadioSelect
    )
    outcome = forms.CharField(label="Yang terlihat", widget=AREA)
