"""Units, positions, officials and appointments of one region.

Periods are half-open: `active_to` is the first day after.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q

from core.models import Row


class UnitKind(models.TextChoices):
    """What a unit is, for protocol order and for the choice of receivers."""

    HEAD_OFFICE = "HEAD_OFFICE", "Kepala daerah"
    SECRETARIAT = "SECRETARIAT", "Sekretariat daerah"
    COUNCIL_SECRETARIAT = "COUNCIL_SECRETARIAT", "Sekretariat DPRD"
    INSPECTORATE = "INSPECTORATE", "Inspektorat"
    AGENCY = "AGENCY", "Dinas"
    BOARD = "BOARD", "Badan"
    HOSPITAL = "HOSPITAL", "Rumah sakit daerah"
    DISTRICT = "DISTRICT", "Kecamatan"
    SECTION = "SECTION", "Bagian atau bidang"


class Level(models.TextChoices):
    """How high a position stands. Not every unit has every level (penyetaraan since 2021)."""

    HEAD_OF_REGION = "HEAD_OF_REGION", "Kepala daerah"
    SECRETARY = "SECRETARY", "Sekretaris daerah"
    ASSISTANT = "ASSISTANT", "Asisten"
    EXPERT = "EXPERT", "Staf ahli"
    UNIT_HEAD = "UNIT_HEAD", "Kepala perangkat daerah"
    DISTRICT_HEAD = "DISTRICT_HEAD", "Camat"
    ADMINISTRATOR = "ADMINISTRATOR", "Administrator (eselon III)"
    SUPERVISOR = "SUPERVISOR", "Pengawas (eselon IV)"
    FUNCTIONAL = "FUNCTIONAL", "Jabatan fungsional"
    STAFF = "STAFF", "Pelaksana"


class ActingKind(models.TextChoices):
    """How someone holds a position."""

    DEFINITIVE = "", "Definitif"
    PLT = "PLT", "Plt."
    PLH = "PLH", "Plh."
    PJ = "PJ", "Pj."


HEADING = frozenset({Level.SECRETARY, Level.UNIT_HEAD, Level.DISTRICT_HEAD})
"""Whoever holds a position of these levels heads its unit, wherever the superior stands."""
HEADING_A_PART = frozenset({Level.ADMINISTRATOR, Level.SUPERVISOR})
"""These head their unit, a bagian or bidang of its own, when the superior stands outside it."""


class OrgUnit(Row):
    """A perangkat daerah or a part of one."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    kind = models.CharField(max_length=20, choices=UnitKind.choices)
    code = models.CharField("kode", max_length=32, unique=True)
    name = models.CharField("nama", max_length=200)
    short_name = models.CharField("singkatan", max_length=60, blank=True)
    protocol_order = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name = "perangkat daerah"

    def __str__(self) -> str:
        return self.name


class Position(Row):
    """A jabatan. `superior` is who gives it its mandate; empty only for the head of region."""

    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="positions")
    superior = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subordinates"
    )
    code = models.CharField("kode", max_length=32, unique=True)
    title = models.CharField("nama jabatan", max_length=200)
    level = models.CharField("jenjang", max_length=20, choices=Level.choices)
    protocol_order = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name = "jabatan"

    def __str__(self) -> str:
        return self.title


class Official(Row):
    """A person in office. NIP is optional and shown only where a form prints it."""

    name = models.CharField("nama dan gelar", max_length=160)
    nip = models.CharField("NIP", max_length=18, blank=True)
    rank = models.CharField("pangkat/golongan", max_length=80, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="official"
    )

    class Meta:
        verbose_name = "pejabat"
        constraints = [
            models.UniqueConstraint(
                fields=["nip"], condition=~Q(nip=""), name="official_nip_unique"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def masked_nip(self) -> str:
        """The NIP with only its year of birth and last digits, enough to recognise it."""
        return f"{self.nip[:4]}{'•' * 10}{self.nip[-4:]}" if self.nip else ""


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """The one answer to who is in office on a day; `Appointment.serves_on` says the same of a row."""

    def serving(self, *, on: date) -> AppointmentQuerySet:
        """Those in office on the day: definitive or acting, begun, and not ended yet."""
        return self.filter(active_from__lte=on).filter(_not_ended_by(on))

    def ending_after(self, day: date) -> AppointmentQuerySet:
        """Those in office on the day, and those who will be."""
        return self.filter(_not_ended_by(day))

    def overlapping(self, since: date, until: date | None) -> AppointmentQuerySet:
        """Those in office on any day of the half-open period; without `until` it has no end."""
        rows = self.filter(_not_ended_by(since))
        return rows if until is None else rows.filter(active_from__lt=until)

    def heading(self) -> AppointmentQuerySet:
        """Those whose holder heads the unit in which the position stands."""
        return self.filter(heads_its_unit())


def heads_its_unit() -> Q:
    """Of an appointment: whether its position heads the unit in which it stands."""
    apart = Q(position__level__in=HEADING_A_PART) & ~Q(position__superior__unit=F("position__unit"))
    return Q(position__level__in=HEADING) | apart


def _not_ended_by(day: date) -> Q:
    return Q(active_to__isnull=True) | Q(active_to__gt=day)


class Appointment(Row):
    """An official in a position from `active_from` until the day before `active_to`."""

    position = models.ForeignKey(Position, models.PROTECT, related_name="appointments")
    official = models.ForeignKey(Official, models.PROTECT, related_name="appointments")
    acting = models.CharField(
        max_length=4, choices=ActingKind.choices, blank=True, default=ActingKind.DEFINITIVE
    )
    decree = models.CharField("nomor SK", max_length=120, blank=True)
    active_from = models.DateField("mulai")
    active_to = models.DateField("sampai", null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "penempatan"
        constraints = [
            models.CheckConstraint(
                condition=Q(active_to__isnull=True) | Q(active_to__gt=F("active_from")),
                name="appointment_period_is_half_open",
            ),
            ExclusionConstraint(
                name="appointment_one_holder_at_a_time",
                expressions=[
                    (F("position"), "="),
                    (Func(F("active_from"), F("active_to"), function="daterange"), "&&"),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official} – {self.position}"

    def serves_on(self, day: date) -> bool:
        """Whether the official holds the position on the day, as `serving` answers for many."""
        return self.active_from <= day and self.ends_after(day)

    @property
    def has_no_end(self) -> bool:
        """Whether no last day is recorded yet."""
        return self.active_to is None

    def ends_after(self, day: date) -> bool:
        """Whether the official still holds the position on the day, or may begin later."""
        return self.active_to is None or self.active_to > day

    @property
    def is_acting(self) -> bool:
        """Whether the holder is Plt., Plh. or Pj."""
        return self.acting != ActingKind.DEFINITIVE

    @property
    def printed_title(self) -> str:
        """The position as a document prints it, with Plt., Plh. or Pj. in front."""
        return (
            f"{self.get_acting_display()} {self.position.title}"
            if self.is_acting
            else self.position.title
        )
