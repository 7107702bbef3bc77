"""What the operators' list shows of a region, measured so that no operator reads its rows.

Sizes come from PostgreSQL's catalogue. The few counts are taken by the region's own role and only
the numbers leave its schema.
"""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Max

from core.accounts.models import User
from core.audit.models import Event
from core.jobs.models import Job
from realms import schemas
from tenants.registry.archives.writing import media_folder
from tenants.registry.context import in_region
from tenants.registry.models import Region, RegionState, RegionStatus
from tenants.registry.queries.operators import as_operator
from tenants.registry.tenant import Tenant

_GONE = (RegionState.DESTROYED, RegionState.OPENING)


def measure(region: Region, *, at: datetime) -> None:
    """Measure one region and keep the result for the operators."""
    _keep(region, _size(region.schema_name), at=at)


def measure_all(*, at: datetime) -> None:
    """Measure every region that has a schema."""
    with as_operator():
        regions = list(Region.objects.exclude(state__in=_GONE).order_by("code"))
        sizes = _sizes()
    for region in regions:
        _keep(region, sizes.get(region.schema_name, 0), at=at)


def _keep(region: Region, size: int, *, at: datetime) -> None:
    counted = _counted(region)
    with as_operator():
        RegionStatus.objects.update_or_create(
            region=region,
            defaults={
                "measured_at": at,
                "database_bytes": size,
                "media_bytes": _media_bytes(region.schema_name),
                "schema_version": schemas.version(region.schema_name),
                **counted,
            },
        )


def _counted(region: Region) -> dict[str, Any]:
    with in_region(Tenant.of(region)):
        return {
            "accounts": User.objects.filter(is_active=True).count(),
            "failed_jobs": Job.objects.filter(state=Job.State.FAILED).count(),
            "last_activity_at": Event.objects.aggregate(last=Max("at"))["last"],
        }


def _media_bytes(schema: str) -> int:
    return sum(p.stat().st_size for p in media_folder(schema).rglob("*") if p.is_file())


_SIZE = (
    "SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class"
    " WHERE relkind = 'r' AND relnamespace = to_regnamespace(%s)"
)
_SIZES = (
    "SELECT n.nspname::text, sum(pg_total_relation_size(c.oid)) FROM pg_class c"
    " JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.relkind = 'r' AND n.nspname ~ '^r[0-9]{2}' GROUP BY n.nspname"
)


def _size(schema: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_SIZE, [f'"{schema}"'])
        return int(cursor.fetchone()[0])


def _sizes() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(_SIZES)
        return {name: int(size) for name, size in cursor.fetchall()}
