"""The evaluation of the management system: LKE, grade, report, recommendations, and the clauses that fire."""

from __future__ import annotations

from django.db import models

from core.models import Row
from pk.agreements.models import Agreement, Clause
from tenants.organization.models import OrgUnit


class SheetState(models.TextChoices):
    """Where a score sheet stands; the table is in `states.py`."""

    SELF_ASSESSMENT = "SELF_ASSESSMENT", "Penilaian mandiri"
    SUBMITTED = "SUBMITTED", "Diajukan"
    REVIEWED = "REVIEWED", "Dinilai"
    FINAL = "FINAL", "Final"


class ScoreSheet(Row):
    """An LKE of one unit (or, without unit, of the whole region) for a year. `score` is set when final."""

    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, blank=True, related_name="score_sheets"
    )
    year = models.PositiveSmallIntegerField()
    template = models.CharField(max_length=60)
    state = models.CharField(
        max_length=16, choices=SheetState.choices, default=SheetState.SELF_ASSESSMENT
    )
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    grade = models.CharField(max_length=2, blank=True)
    source_note = models.CharField(max_length=200, blank=True)
    finalised_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"], name="score_sheet_unique", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"LKE {self.unit or 'daerah'} {self.year}"


class Answer(Row):
    """The answer to one sub-component: proposed by the unit, decided by the reviewer (AA…E)."""

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="answers")
    sub_component = models.CharField(max_length=8)
    proposed = models.CharField(max_length=2, blank=True)
    proposed_note = models.TextField(blank=True)
    decided = models.CharField(max_length=2, blank=True)
    decided_note = models.TextField(blank=True)
    criteria_met = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "sub_component"], name="answer_unique")
        ]

    def __str__(self) -> str:
        return f"{self.sub_component} {self.decided or self.proposed}"


class Recommendation(Row):
    """What a unit shall do after an evaluation ("Agar …"), with a date and a follow-up."""

    class State(models.TextChoices):
        OPEN = "OPEN", "Belum ditindaklanjuti"
        REPORTED = "REPORTED", "Dilaporkan"
        CLOSED = "CLOSED", "Selesai"

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="recommendations")
    sub_component = models.CharField(max_length=8, blank=True)
    text = models.TextField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    follow_up = models.TextField(blank=True)
    reported_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.text


class ClauseCase(Row):
    """A clause whose condition is met. It decides nothing; an authorised person does, with the evidence."""

    class State(models.TextChoices):
        OPEN = "OPEN", "Menunggu keputusan"
        DECIDED = "DECIDED", "Diputuskan"

    clause = models.OneToOneField(Clause, models.PROTECT, related_name="case")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="clause_cases")
    kind = models.CharField(max_length=20)
    evidence = models.JSONField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField()
    decision = models.CharField(max_length=30, blank=True)
    decision_reason = models.TextField(blank=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.agreement_id}"


class ImprovementPeriod(Row):
    """The months given to improve; half-open, `ends_on` is the first day after."""

    case = models.OneToOneField(ClauseCase, models.PROTECT, related_name="improvement")
    starts_on = models.DateField()
    ends_on = models.DateField()
    outcome = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on}"
