"""What was reached: periods, realisation, evidence, absorption. Missing is not zero."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from core.models import Row
from pk.agreements.models import Commitment
from pk.cascade.models import Programme


class Period(Row):
    """A month or quarter that opens, is due and closes. `number` is 1–12 or 1–4."""

    class Kind(models.TextChoices):
        MONTH = "month", "Bulan"
        QUARTER = "quarter", "Triwulan"

    class State(models.TextChoices):
        OPEN = "OPEN", "Terbuka"
        CLOSED = "CLOSED", "Ditutup"

    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    number = models.PositiveSmallIntegerField()
    opens_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "kind", "number"], name="period_unique")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number} {self.year}"


class State(models.TextChoices):
    """Where a measurement stands; the table is in `states.py`."""

    DRAFT = "DRAFT", "Belum diajukan"
    SUBMITTED = "SUBMITTED", "Diajukan"
    RETURNED = "RETURNED", "Dikembalikan"
    APPROVED = "APPROVED", "Disetujui"


class Measurement(Row):
    """The realisation of one commitment in one period, cumulative as its indicator says.

    `value` or `label` is the realisation; `inputs` are the raw figures it was made from.
    `unavailable` says that the figure does not exist yet (an index published once a year).
    """

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="measurements")
    period = models.ForeignKey(Period, models.PROTECT, related_name="measurements")
    inputs = models.JSONField(default=dict, blank=True)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    label = models.CharField(max_length=20, blank=True)
    unavailable = models.BooleanField("belum tersedia", default=False)
    cause = models.TextField("penjelasan", blank=True)
    plan = models.TextField("rencana tindak lanjut", blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    return_reason = models.TextField(blank=True)
    reported_by = models.UUIDField(null=True)
    reported_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "period"], name="measurement_unique"),
            models.CheckConstraint(
                condition=Q(unavailable=False) | (Q(value__isnull=True) & Q(label="")),
                name="measurement_unavailable_has_no_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.period_id}"


class Evidence(Row):
    """A bukti dukung: one file, its true type and its hash."""

    measurement = models.ForeignKey(Measurement, models.PROTECT, related_name="evidence")
    name = models.CharField(max_length=200)
    path = models.CharField(max_length=200)
    content_type = models.CharField(max_length=80)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.UUIDField()
    uploaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class BudgetRealisation(Row):
    """What was spent on a programme from the start of the year to the end of a period, in whole rupiah."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="realisations")
    period = models.ForeignKey(Period, models.PROTECT, related_name="realisations")
    spent_rupiah = models.DecimalField(max_digits=18, decimal_places=0)
    reported_by = models.UUIDField()
    reported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "period"], name="budget_realisation_unique"
            ),
            models.CheckConstraint(condition=Q(spent_rupiah__gte=0), name="spent_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.spent_rupiah}"
