"""Who the regions are. These tables live in `public`."""

from __future__ import annotations

from django.db import models
from django_tenants.models import DomainMixin, TenantMixin

from core.models import Row


class RegionKind(models.TextChoices):
    """The three kinds of autonomous regional government."""

    PROVINCE = "provinsi", "Provinsi"
    REGENCY = "kabupaten", "Kabupaten"
    CITY = "kota", "Kota"


class RegionState(models.TextChoices):
    """Where a region stands in its life."""

    OPENING = "OPENING", "Sedang dibuka"
    ACTIVE = "ACTIVE", "Aktif"
    SUSPENDED = "SUSPENDED", "Ditangguhkan"
    BROKEN = "BROKEN", "Perlu perbaikan"
    CLOSED = "CLOSED", "Ditutup"
    DESTROYED = "DESTROYED", "Dimusnahkan"


class TimeZone(models.TextChoices):
    """The three time zones of Indonesia."""

    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class Region(Row, TenantMixin):
    """One pemda. `schema_name` is its schema and its database role: `r` and the code without dots (r3507).

    A side copy, restored for comparison, is a region too: its code is the original's with a plus
    sign and a number (35.07+1), its schema `r3507_1`, and `copy_of` names the original's code.
    """

    code = models.CharField("kode wilayah", max_length=8, unique=True)
    name = models.CharField("nama", max_length=120)
    slug = models.SlugField("alamat", max_length=50, unique=True)
    kind = models.CharField(max_length=10, choices=RegionKind.choices)
    province_code = models.CharField(max_length=2)
    state = models.CharField(
        max_length=10, choices=RegionState.choices, default=RegionState.OPENING
    )
    time_zone = models.CharField(max_length=20, choices=TimeZone.choices, default=TimeZone.WIB)
    brand = models.CharField("warna", max_length=7, default="#0b5d3b")
    is_sample = models.BooleanField("data contoh", default=False)
    preset = models.CharField("kebijakan awal", max_length=40, blank=True)
    steward_username = models.CharField("pengelola pertama", max_length=64, blank=True)
    copy_of = models.CharField("salinan dari", max_length=5, blank=True)
    restored_from = models.CharField("sidik jari arsip asal", max_length=64, blank=True)
    opened_at = models.DateTimeField(null=True)
    suspended_at = models.DateTimeField(null=True)
    suspension_reason = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    keep_until = models.DateField("disimpan sampai", null=True)
    destroyed_at = models.DateTimeField(null=True)

    auto_create_schema = False
    auto_drop_schema = False

    class Meta:
        verbose_name = "daerah"

    def __str__(self) -> str:
        return self.name

    @property
    def head_title(self) -> str:
        """What the head of region is called: Gubernur, Bupati or Wali Kota."""
        return {RegionKind.PROVINCE: "Gubernur", RegionKind.CITY: "Wali Kota"}.get(
            RegionKind(self.kind), "Bupati"
        )


class Domain(DomainMixin):
    """A host name of a region; the primary one is `<slug>.<base>`. The others serve, or lead to it."""

    redirects = models.BooleanField("dialihkan ke alamat utama", default=False)

    def __str__(self) -> str:
        return self.domain


class RegionStatus(models.Model):
    """What the operators see of a region without reading its rows; written by the status task."""

    region = models.OneToOneField(Region, models.CASCADE, primary_key=True, related_name="status")
    measured_at = models.DateTimeField()
    schema_version = models.CharField("versi skema", max_length=64, blank=True)
    database_bytes = models.BigIntegerField(default=0)
    media_bytes = models.BigIntegerField(default=0)
    accounts = models.PositiveIntegerField("akun", default=0)
    failed_jobs = models.PositiveIntegerField("pekerjaan gagal", default=0)
    last_activity_at = models.DateTimeField("kegiatan terakhir", null=True)

    def __str__(self) -> str:
        return f"{self.region_id} {self.measured_at:%Y-%m-%d %H:%M}"


class Archive(Row):
    """An archive of one region, made here or brought here. `fingerprint` is the SHA-256 of its manifest."""

    class Reason(models.TextChoices):
        """Why the archive was made."""

        ASKED = "ASKED", "Ekspor atas permintaan"
        CLOSING = "CLOSING", "Sebelum daerah ditutup"
        REPLACING = "REPLACING", "Sebelum isi daerah diganti"

    region_code = models.CharField(max_length=8)
    region_name = models.CharField(max_length=120)
    reason = models.CharField(max_length=10, choices=Reason.choices)
    path = models.CharField(max_length=200, unique=True)
    fingerprint = models.CharField(max_length=64)
    schema_version = models.CharField(max_length=64)
    tables = models.PositiveIntegerField()
    rows = models.PositiveBigIntegerField()
    files = models.PositiveIntegerField()
    size_bytes = models.PositiveBigIntegerField()
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=160)

    def __str__(self) -> str:
        return f"{self.region_name} {self.made_at:%Y-%m-%d %H:%M}"


class Destruction(Row):
    """The certificate of a destruction: what was destroyed, counted table by table, and what was kept."""

    number = models.CharField(max_length=32, unique=True)
    region_code = models.CharField(max_length=8)
    region_name = models.CharField(max_length=120)
    archive = models.ForeignKey(Archive, models.PROTECT, related_name="destructions")
    content = models.JSONField()
    ordered_by_name = models.CharField(max_length=160)
    ordered_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.number


class Batch(Row):
    """A list of regions to open in one go. `rows` holds, per line of the file, what was asked and what came of it."""

    title = models.CharField(max_length=160)
    rows = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    asked_by_name = models.CharField(max_length=160)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title
