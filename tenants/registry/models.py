"""Who the regions are. These tables live in `public`."""

from __future__ import annotations

from django.db import models
from django_tenants.models import DomainMixin, TenantMixin


class Kind(models.TextChoices):
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


class TimeZone(models.TextChoices):
    """The three time zones of Indonesia."""

    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class Region(TenantMixin):
    """One pemda. `schema_name` is its schema and its database role: `r` and the code without dots (r3507)."""

    code = models.CharField("kode wilayah", max_length=5, unique=True)
    name = models.CharField("nama", max_length=120)
    slug = models.SlugField("alamat", max_length=50, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    province_code = models.CharField(max_length=2)
    state = models.CharField(
        max_length=10, choices=RegionState.choices, default=RegionState.OPENING
    )
    time_zone = models.CharField(max_length=20, choices=TimeZone.choices, default=TimeZone.WIB)
    brand = models.CharField("warna", max_length=7, default="#0b5d3b")
    is_sample = models.BooleanField("data contoh", default=False)
    opened_at = models.DateTimeField(null=True)
    suspended_at = models.DateTimeField(null=True)
    suspension_reason = models.TextField(blank=True)

    auto_create_schema = False
    auto_drop_schema = False

    class Meta:
        verbose_name = "daerah"

    def __str__(self) -> str:
        return self.name

    @property
    def head_title(self) -> str:
        """What the head of region is called: Gubernur, Bupati or Wali Kota."""
        return {Kind.PROVINCE: "Gubernur", Kind.CITY: "Wali Kota"}.get(Kind(self.kind), "Bupati")


class Domain(DomainMixin):
    """A host name of a region; the primary one is `<slug>.<base>`."""

    def __str__(self) -> str:
        return self.domain
