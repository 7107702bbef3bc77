"""From the medium-term plan to each position: plans, tree, indicators, targets, budget."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.models import Row
from pk.policies import values
from tenants.organization.models import OrgUnit, Position


class Plan(Row):
    """A planning document (RPJMD, Renstra) in one of its versions."""

    class Kind(models.TextChoices):
        RPJMD = "RPJMD", "RPJMD"
        RENSTRA = "RENSTRA", "Renstra"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField("judul", max_length=200)
    unit = models.ForeignKey(OrgUnit, models.PROTECT, null=True, blank=True, related_name="plans")
    version = models.CharField("versi", max_length=40, default="murni")
    first_year = models.PositiveSmallIntegerField("tahun awal")
    last_year = models.PositiveSmallIntegerField("tahun akhir")
    legal_basis = models.CharField("dasar hukum", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=models.F("first_year")), name="plan_years_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.first_year}–{self.last_year}"


class NodeKind(models.TextChoices):
    """What a node of the tree states. Which kind may stand below which is policy, not code."""

    GOAL = "GOAL", "Tujuan"
    OBJECTIVE = "OBJECTIVE", "Sasaran daerah"
    UNIT_OBJECTIVE = "UNIT_OBJECTIVE", "Sasaran perangkat daerah"
    OUTCOME = "OUTCOME", "Hasil program"
    OUTPUT = "OUTPUT", "Keluaran kegiatan"
    INDIVIDUAL = "INDIVIDUAL", "Hasil kerja individu"


class CascadeNode(Row):
    """A condition to be reached. Children are what it needs (PermenPAN-RB 89/2021)."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="nodes")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    kind = models.CharField("jenis", max_length=20, choices=NodeKind.choices)
    statement = models.TextField("pernyataan")
    unit = models.ForeignKey(OrgUnit, models.PROTECT, null=True, blank=True, related_name="nodes")
    order = models.PositiveSmallIntegerField("urutan", default=0)
    is_retired = models.BooleanField(default=False)
    supports = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="supported_by"
    )

    def __str__(self) -> str:
        return self.statement


class NodeOwner(Row):
    """A position that answers for a node in a year; its holder's agreement carries the node."""

    node = models.ForeignKey(CascadeNode, models.CASCADE, related_name="owners")
    position = models.ForeignKey(Position, models.PROTECT, related_name="owned_nodes")
    year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["node", "position", "year"], name="node_owner_unique")
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.year}"


class Direction(models.TextChoices):
    """Which way is better."""

    HIGHER = "HIGHER", "Makin tinggi makin baik"
    LOWER = "LOWER", "Makin rendah makin baik"
    RANGE = "RANGE", "Di dalam rentang"


class ValueKind(models.TextChoices):
    """What a target is."""

    NUMBER = "NUMBER", "Angka"
    PERCENT = "PERCENT", "Persen"
    GRADE = "GRADE", "Predikat"
    YES_NO = "YES_NO", "Tercapai atau tidak"


class Aggregation(models.TextChoices):
    """How periods make a year."""

    LAST = "LAST", "Posisi terakhir"
    SUM = "SUM", "Kumulatif"
    AVERAGE = "AVERAGE", "Rata-rata"
    HIGHEST = "HIGHEST", "Tertinggi"
    LOWEST = "LOWEST", "Terendah"


class Indicator(Row):
    """How a node is known to be reached."""

    node = models.ForeignKey(CascadeNode, models.PROTECT, related_name="indicators")
    code = models.CharField("kode", max_length=32, unique=True)
    name = models.TextField("indikator")
    unit_of_measure = models.CharField("satuan", max_length=60)
    value_kind = models.CharField(
        max_length=10, choices=ValueKind.choices, default=ValueKind.NUMBER
    )
    scale = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    direction = models.CharField(
        "arah", max_length=10, choices=Direction.choices, default=Direction.HIGHER
    )
    aggregation = models.CharField(
        max_length=10, choices=Aggregation.choices, default=Aggregation.LAST
    )
    formula = models.TextField("cara menghitung", blank=True)
    data_source = models.CharField("sumber data", max_length=200, blank=True)
    is_key = models.BooleanField("IKU", default=False)
    owner = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="indicators"
    )
    decimals = models.PositiveSmallIntegerField(default=2)
    order = models.PositiveSmallIntegerField(default=0)
    is_retired = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Target(Row):
    """What is to be reached in a year (`period` 0) or in a period of it (1–12).

    NUMBER and PERCENT use `low` (and `high` for a range); GRADE uses `label`, one of the
    indicator's `scale`; YES_NO uses `low` = 1.
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField()
    period = models.PositiveSmallIntegerField(default=0)
    low = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    high = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    label = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year", "period"], name="target_unique"),
            models.CheckConstraint(
                condition=Q(low__isnull=False) | ~Q(label=""), name="target_says_something"
            ),
            models.CheckConstraint(
                condition=Q(high__isnull=True) | Q(high__gte=models.F("low")),
                name="target_range_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.year}/{self.period}"

    @property
    def printed(self) -> str:
        """The target as documents print it and as it is typed: `1.234,5`, `85%`, `70–80`, `BB`."""
        figure = self._figure()
        return figure.printed() if figure else ""

    @property
    def printed_with_unit(self) -> str:
        """The target in a sentence: `1.234,5 orang`, `85%`."""
        figure = self._figure()
        return figure.with_unit(self.indicator.unit_of_measure) if figure else ""

    def _figure(self) -> values.Figure | None:
        return values.figure_from(self.indicator.value_kind, self.low, self.high, self.label)


class BudgetDocument(Row):
    """A DPA (or DPPA) of a unit and the day it was ratified, from which deadlines run."""

    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="budget_documents")
    year = models.PositiveSmallIntegerField()
    revision = models.PositiveSmallIntegerField(default=0)
    number = models.CharField("nomor", max_length=80, blank=True)
    ratified_on = models.DateField("tanggal pengesahan")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "revision"], name="budget_document_unique"
            )
        ]

    def __str__(self) -> str:
        return f"DPA {self.unit} {self.year}"


class Programme(Row):
    """A programme, kegiatan or sub kegiatan with its ceiling in whole rupiah."""

    class Kind(models.TextChoices):
        PROGRAMME = "PROGRAMME", "Program"
        ACTIVITY = "ACTIVITY", "Kegiatan"
        SUB_ACTIVITY = "SUB_ACTIVITY", "Sub kegiatan"

    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="programmes")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    node = models.ForeignKey(
        CascadeNode, models.PROTECT, null=True, blank=True, related_name="programmes"
    )
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=14, choices=Kind.choices, default=Kind.PROGRAMME)
    code = models.CharField("kode", max_length=32)
    name = models.CharField("nama", max_length=250)
    ceiling_rupiah = models.DecimalField("pagu", max_digits=18, decimal_places=0)
    fund_source = models.CharField("sumber dana", max_length=60, default="APBD")
    nomenclature = models.CharField("dasar nomenklatur", max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "code"], name="programme_unique"),
            models.CheckConstraint(
                condition=Q(ceiling_rupiah__gte=0), name="programme_ceiling_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
