"""What was reached: periods, realisation, evidence, absorption. Missing is not zero."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from core.models import Row
from pk.agreements.models import Commitment
from pk.cascade.models import Programme

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
ROMAN = ("I", "II", "III", "IV")


class Period(Row):
    """A month or quarter. It is reported from `opens_on`, the day after it ends, until `due_on`.

    `number` is 1–12 or 1–4. Whoever reports after `due_on` is late; who comes after it was closed
    has to ask for it to be opened again.
    """

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
        if self.kind == self.Kind.MONTH:
            return f"{MONTHS[self.number - 1]} {self.year}"
        return f"Triwulan {ROMAN[self.number - 1]} {self.year}"

    @property
    def is_last(self) -> bool:
        """Whether the year ends with this period."""
        return self.number == (12 if self.kind == self.Kind.MONTH else 4)

    @property
    def last_month(self) -> int:
        """The month with which the period ends."""
        return self.number if self.kind == self.Kind.MONTH else self.number * 3


class MeasurementState(models.TextChoices):
    """Where a measurement stands; the table is in `states.py`."""

    DRAFT = "DRAFT", "Belum diajukan"
    SUBMITTED = "SUBMITTED", "Diajukan"
    RETURNED = "RETURNED", "Dikembalikan"
    APPROVED = "APPROVED", "Disetujui"


class Measurement(Row):
    """The realisation of one commitment in one period: that period's own figure, never a running sum.

    `value` or `label` is the realisation; `inputs` are the raw figures it was made from
    (`{"numerator": "36743", "denominator": "39834"}`). `unavailable` says that the figure does not
    exist yet (an index published once a year). Neither a value nor `unavailable` is a blank, not 0.
    """

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="measurements")
    period = models.ForeignKey(Period, models.PROTECT, related_name="measurements")
    inputs = models.JSONField(default=dict, blank=True)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    label = models.CharField(max_length=20, blank=True)
    unavailable = models.BooleanField("belum tersedia", default=False)
    cause = models.TextField("penjelasan", blank=True)
    plan = models.TextField("rencana tindak lanjut", blank=True)
    state = models.CharField(
        max_length=10, choices=MeasurementState.choices, default=MeasurementState.DRAFT
    )
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
            models.CheckConstraint(
                condition=Q(reported_by__isnull=True, reported_at__isnull=True)
                | Q(reported_by__isnull=False, reported_at__isnull=False),
                name="measurement_reported_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.period_id}"

    @property
    def is_blank(self) -> bool:
        """Whether nothing was said yet; zero and `unavailable` are answers."""
        return self.value is None and not self.label and not self.unavailable


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


class MonthlyReview(Row):
    """The rapat dinas on one period: what was said about strategy, and what was decided."""

    period = models.OneToOneField(Period, models.PROTECT, related_name="review")
    held_on = models.DateField("tanggal rapat")
    strategy = models.TextField("pembahasan strategi")
    decisions = models.TextField("keputusan", blank=True)
    recorded_by = models.UUIDField()
    recorded_by_name = models.CharField(max_length=160)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Rapat {self.period}"
