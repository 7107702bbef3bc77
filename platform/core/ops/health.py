"""Is this installation alive, and may it be sent requests?

Alive: the process answers. Ready: the database answers, no region's schema is behind or broken,
the queue answers, and the heartbeat (`core.ops.tasks`) arrived lately and did not wait long.
Each answer is yes or no and a sentence; none of them names a region's data.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache
from django.db import DatabaseError, connection
from redis.exceptions import RedisError

from realms import plan
from realms.context import FRONT, in_realm
from realms.models import SchemaVersion
from realms.schemas import SPARE

HEARTBEAT = "ops.heartbeat"
EVERY_SECONDS = 20.0
"""How often the scheduler sends a heartbeat."""
LATE_SECONDS = 120.0
"""After this long without a heartbeat the worker or the scheduler counts as gone."""
SLOW_SECONDS = 60.0
"""A heartbeat that waited longer than this means that work piles up."""


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """One answer: does it hold, and in words."""

    name: str
    ok: bool
    says: str


def note_heartbeat(*, sent_at: float, arrived_at: float) -> None:
    """Keep when the last heartbeat arrived and how long it had waited."""
    waited = max(0.0, arrived_at - sent_at)
    with in_realm(FRONT):
        cache.set(HEARTBEAT, {"arrived_at": arrived_at, "waited": waited}, timeout=None)


def database() -> HealthCheck:
    """Whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HealthCheck("database", False, "Database tidak menjawab.")
    return HealthCheck("database", True, "Database menjawab.")


def schemas() -> HealthCheck:
    """Whether every region's schema has the newest migrations."""
    try:
        with in_realm(FRONT):
            regions = SchemaVersion.objects.exclude(schema="public").exclude(
                schema__startswith=SPARE
            )
            behind = regions.exclude(plan=plan.checksum(), error="").values("schema").count()
    except DatabaseError:
        return HealthCheck("schemas", False, "Versi skema tidak terbaca.")
    if behind:
        return HealthCheck("schemas", False, f"{behind} daerah belum pada versi terbaru.")
    return HealthCheck("schemas", True, "Semua skema pada versi terbaru.")


def queue() -> HealthCheck:
    """Whether Valkey answers: broker and cache."""
    try:
        with in_realm(FRONT):
            cache.get(HEARTBEAT)
    except (RedisError, OSError):
        return HealthCheck("queue", False, "Antrean dan cache tidak menjawab.")
    return HealthCheck("queue", True, "Antrean dan cache menjawab.")


def worker(now: float | None = None) -> HealthCheck:
    """Whether background work is taken up, and how long it waits."""
    now = time.time() if now is None else now
    try:
        with in_realm(FRONT):
            beat = cache.get(HEARTBEAT)
    except (RedisError, OSError):
        beat = None
    if not beat:
        return HealthCheck("worker", False, "Belum ada denyut dari pekerja latar.")
    age = now - beat["arrived_at"]
    if age > LATE_SECONDS:
        return HealthCheck("worker", False, f"Pekerja latar diam sejak {age:.0f} detik.")
    if beat["waited"] > SLOW_SECONDS:
        return HealthCheck("worker", False, f"Pekerjaan menunggu {beat['waited']:.0f} detik.")
    return HealthCheck("worker", True, f"Pekerja latar aktif; antrean {beat['waited']:.1f} detik.")


CHECKS: tuple[Callable[[], HealthCheck], ...] = (database, schemas, queue, worker)


def findings() -> list[HealthCheck]:
    """Every answer, in order."""
    return [check() for check in CHECKS]
