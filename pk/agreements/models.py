"""Perjanjian Kinerja: one mandate of one receiver in one year, its commitments, its signatures, its ceremony."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.documents.models import Document
from core.models import Row
from pk.cascade.models import Direction, Indicator, Programme, ValueKind
from tenants.organization.models import Appointment
from tenants.policy.models import PolicyVersion


class AgreementState(models.TextChoices):
    """Where an agreement stands; the table is in `states.py`."""

    DRAFT = "DRAFT", "Rancangan"
    SUBMITTED = "SUBMITTED", "Diajukan"
    RETURNED = "RETURNED", "Dikembalikan"
    APPROVED = "APPROVED", "Disetujui"
    RECEIVER_SIGNED = "RECEIVER_SIGNED", "Ditandatangani penerima"
    IN_FORCE = "IN_FORCE", "Berlaku"
    SUPERSEDED = "SUPERSEDED", "Digantikan"


class PartySide(models.TextChoices):
    """The two parties. The receiver is Pihak Pertama, the giver Pihak Kedua."""

    RECEIVER = "RECEIVER", "Pihak Pertama"
    GIVER = "GIVER", "Pihak Kedua"


CHANGEABLE = (AgreementState.DRAFT, AgreementState.RETURNED)
"""States in which the content may still be changed."""
SEALED = (
    AgreementState.APPROVED,
    AgreementState.RECEIVER_SIGNED,
    AgreementState.IN_FORCE,
    AgreementState.SUPERSEDED,
)
"""States in which a frozen document exists."""
UNSEALED = (AgreementState.DRAFT, AgreementState.SUBMITTED, AgreementState.RETURNED)
EVER_IN_FORCE = (AgreementState.IN_FORCE, AgreementState.SUPERSEDED)


class AmendmentKind(models.TextChoices):
    """Why an agreement may be revised (PermenPAN-RB 53/2014)."""

    OFFICIAL = "OFFICIAL", "Pergantian atau mutasi pejabat"
    STRATEGY = "STRATEGY", "Perubahan strategi yang memengaruhi pencapaian tujuan dan sasaran"
    PRIORITY = "PRIORITY", "Perubahan prioritas atau asumsi yang berakibat signifikan"


class Ceremony(Row):
    """A signing event. Who signs on stage and who must sign at all are separate questions."""

    class State(models.TextChoices):
        PLANNED = "PLANNED", "Direncanakan"
        OPEN = "OPEN", "Berlangsung"
        CLOSED = "CLOSED", "Selesai"

    year = models.PositiveSmallIntegerField()
    title = models.CharField("judul", max_length=200)
    mode = models.CharField(max_length=20)
    place = models.CharField("tempat", max_length=200, blank=True)
    held_on = models.DateField("tanggal")
    agenda = models.TextField("susunan acara", blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("agreements:ceremony", args=[self.id])


class Agreement(Row):
    """A mandate from giver to receiver. Names and titles are copied: a later change of officer changes no document.

    `giver` is empty only for the head of region, who signs alone.
    """

    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    amends = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="amended_by"
    )
    amendment_kind = models.CharField(max_length=10, choices=AmendmentKind.choices, blank=True)
    amendment_reason = models.TextField(blank=True)
    receiver = models.ForeignKey(Appointment, models.PROTECT, related_name="mandates_received")
    giver = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="mandates_given"
    )
    receiver_name = models.CharField(max_length=160)
    receiver_title = models.CharField(max_length=220)
    receiver_rank = models.CharField(max_length=80, blank=True)
    receiver_nip = models.CharField(max_length=18, blank=True)
    giver_name = models.CharField(max_length=160, blank=True)
    giver_title = models.CharField(max_length=220, blank=True)
    giver_rank = models.CharField(max_length=80, blank=True)
    giver_nip = models.CharField(max_length=18, blank=True)
    policy = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=16, choices=AgreementState.choices, default=AgreementState.DRAFT
    )
    due_on = models.DateField("batas tanda tangan", null=True)
    cascade_due_on = models.DateField("batas penurunan ke bawahan", null=True)
    return_reason = models.TextField(blank=True)
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="+")
    ceremony = models.ForeignKey(
        Ceremony, models.PROTECT, null=True, blank=True, related_name="agreements"
    )
    drafted_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)
    in_force_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["receiver", "year", "version"], name="agreement_version_unique"
            ),
            models.UniqueConstraint(
                fields=["receiver", "year"],
                condition=Q(state="IN_FORCE"),
                name="agreement_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SEALED, document__isnull=False, approved_at__isnull=False)
                | Q(state__in=UNSEALED, document__isnull=True, approved_at__isnull=True),
                name="agreement_frozen_when_approved",
            ),
            models.CheckConstraint(
                condition=Q(state__in=EVER_IN_FORCE, in_force_at__isnull=False)
                | (~Q(state__in=EVER_IN_FORCE) & Q(in_force_at__isnull=True)),
                name="agreement_in_force_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="SUPERSEDED", superseded_at__isnull=False)
                | (~Q(state="SUPERSEDED") & Q(superseded_at__isnull=True)),
                name="agreement_superseded_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(amends__isnull=True, amendment_kind="", amendment_reason="")
                | (Q(amends__isnull=False) & ~Q(amendment_kind="") & ~Q(amendment_reason="")),
                name="agreement_amendment_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["year", "state"], name="agreement_year_state")]

    def __str__(self) -> str:
        return f"PK {self.year} {self.receiver_title}"

    def get_absolute_url(self) -> str:
        return reverse("agreements:detail", args=[self.id])

    @property
    def is_sole(self) -> bool:
        """Whether nobody stands above the receiver: the head of region's statement."""
        return self.giver_id is None

    @property
    def is_changeable(self) -> bool:
        """Whether the content may still be changed."""
        return self.state in CHANGEABLE


class Commitment(Row):
    """A butir: objective, indicator and target as they stood when the mandate was drafted."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="commitments")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="commitments")
    order = models.PositiveSmallIntegerField()
    objective = models.TextField()
    indicator_name = models.TextField()
    unit_of_measure = models.CharField(max_length=60)
    value_kind = models.CharField(
        max_length=10, choices=ValueKind.choices, default=ValueKind.NUMBER
    )
    direction = models.CharField(max_length=10, choices=Direction.choices, default=Direction.HIGHER)
    decimals = models.PositiveSmallIntegerField(default=2)
    target_low = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    target_high = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    target_label = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "indicator"], name="commitment_unique")
        ]

    def __str__(self) -> str:
        return self.indicator_name


class ActionTarget(Row):
    """A step of the rencana aksi: what a commitment is to reach by a month or quarter of the year."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="steps")
    period = models.PositiveSmallIntegerField()
    low = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    high = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    label = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "period"], name="action_target_unique")
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.period}"


class BudgetLine(Row):
    """A programme in the attachment, with the ceiling as it stood."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="budget_lines")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=250)
    ceiling_rupiah = models.DecimalField(max_digits=18, decimal_places=0)
    remark = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return self.name


class Clause(Row):
    """A special clause: `kind` and `terms` are data for the machine, `text` is what is printed."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="clauses")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    terms = models.JSONField(default=dict)
    text = models.TextField()

    def __str__(self) -> str:
        return self.kind


class Companion(Row):
    """A document that is signed with the agreement, such as the pakta integritas."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="companions")
    kind = models.CharField(max_length=30)
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "kind"], name="companion_unique")
        ]

    def __str__(self) -> str:
        return self.kind


class Signature(Row):
    """One party's signature under one document of an agreement."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="signatures")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=PartySide.choices)
    signer_name = models.CharField(max_length=160)
    signer_title = models.CharField(max_length=220)
    seal_id = models.UUIDField()
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "side"], name="signature_once_per_side")
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()} {self.signer_name}"


class Seat(Row):
    """A receiver's place in a ceremony, in protocol order; a representative signs on stage."""

    ceremony = models.ForeignKey(Ceremony, models.CASCADE, related_name="seats")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="seats")
    order = models.PositiveSmallIntegerField()
    on_stage = models.BooleanField(default=False)
    present_at = models.DateTimeField(null=True)
    absence_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ceremony", "agreement"], name="seat_unique")
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.agreement_id}"
