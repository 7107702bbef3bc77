"""The evaluation of the management system: LKE, grade, report, recommendations, and the clauses that fire."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from core.documents.models import Document
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
    """An LKE of one unit (or, without unit, of the whole region) for a year.

    `score` and `grade` are set when it is final. A result that somebody else published has a
    `source_note`, no answers, and perhaps a grade without a score.
    """

    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, blank=True, related_name="score_sheets"
    )
    year = models.PositiveSmallIntegerField()
    template = models.CharField(max_length=60)
    scoring_level = models.CharField(max_length=16, default="sub_component")
    state = models.CharField(
        max_length=16, choices=SheetState.choices, default=SheetState.SELF_ASSESSMENT
    )
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    grade = models.CharField(max_length=2, blank=True)
    source_note = models.CharField(max_length=200, blank=True)
    finalised_at = models.DateTimeField(null=True)
    report = models.OneToOneField(Document, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="FINAL", finalised_at__isnull=False) & ~Q(grade=""))
                | (~Q(state="FINAL") & Q(finalised_at__isnull=True, grade="", score__isnull=True)),
                name="score_sheet_final_has_grade",
            ),
            models.UniqueConstraint(
                fields=["unit", "year"], name="score_sheet_unique", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"LKE {self.unit or 'daerah'} {self.year}"


class Answer(Row):
    """The answer to one sub-component: proposed by the unit, decided by the reviewer (AA…E).

    Where criteria are scored one by one, `proposed_parts` and `decided_parts` hold their answers
    (`{"1.a.1": "BB"}`) and the answer to the whole stays empty.
    """

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="answers")
    sub_component = models.CharField(max_length=8)
    proposed = models.CharField(max_length=2, blank=True)
    proposed_note = models.TextField(blank=True)
    decided = models.CharField(max_length=2, blank=True)
    decided_note = models.TextField(blank=True)
    criteria_met = models.JSONField(default=list)
    proposed_parts = models.JSONField(default=dict)
    decided_parts = models.JSONField(default=dict)

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


class Decision(models.TextChoices):
    """What an authorised person may decide about a case. None of them is computed."""

    FOLLOWED = "FOLLOWED", "Klausul ditindaklanjuti"
    IMPROVEMENT = "IMPROVEMENT", "Diberi masa perbaikan"
    DISMISSED = "DISMISSED", "Tidak ditindaklanjuti"


class ClauseCase(Row):
    """A clause whose condition is met. It decides nothing; an authorised person does.

    `evidence` is frozen when the case opens: what was known then is what was decided upon.
    """

    class State(models.TextChoices):
        OPEN = "OPEN", "Menunggu keputusan"
        DECIDED = "DECIDED", "Diputuskan"

    clause = models.OneToOneField(Clause, models.PROTECT, related_name="case")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="clause_cases")
    kind = models.CharField(max_length=20)
    evidence = models.JSONField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField()
    decision = models.CharField(max_length=12, choices=Decision.choices, blank=True)
    decision_reason = models.TextField(blank=True)
    decided_by = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=160, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(state="DECIDED", decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(decision="")
                    & ~Q(decision_reason="")
                )
                | Q(state="OPEN", decided_by__isnull=True, decided_at__isnull=True, decision=""),
                name="clause_case_decided_by_someone",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.agreement_id}"


class ImprovementPeriod(Row):
    """The months given to improve; half-open, `ends_on` is the first day after."""

    class Result(models.TextChoices):
        IMPROVED = "IMPROVED", "Kinerja membaik"
        NOT_IMPROVED = "NOT_IMPROVED", "Kinerja belum membaik"

    case = models.OneToOneField(ClauseCase, models.PROTECT, related_name="improvement")
    starts_on = models.DateField()
    ends_on = models.DateField()
    result = models.CharField(max_length=12, choices=Result.choices, blank=True)
    outcome = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="improvement_is_half_open"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, result="")
                | (Q(closed_at__isnull=False) & ~Q(result="")),
                name="improvement_closed_with_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on}"
