"""What is asked in `tests.bench.tenancy`: one region out to an archive, and back beside the living one."""

import hashlib
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from psycopg import sql

ROWS, TURNS = 20_000, 7
RAW = "bench_raw_in"
Tables = list[tuple[str, str]]


def measure(where: dict[str, Any], schema: str, folder: Path) -> dict[str, float]:
    """Ratios of export and restore to COPY of the same rows, and the seconds of the acts.

    The raw limit reads all tables in one snapshot into files and syncs them; back, it makes the
    tables by the same SQL in one message and copies the files in. Ours encrypts, checks, and records.
    Raises AssertionError when a restored table is not, byte for byte, what was copied out.
    """
    from realms import owner, schemas
    from tenants.registry.models import Region

    code = f"{schema[1:3]}.{schema[3:]}"
    settings.ARCHIVE_ROOT, settings.MEDIA_ROOT = folder / "archives", folder / "media"
    operator = _fill(code)
    tables = _tables(schema)
    # A copy takes the passwords away, and says in its audit what it is; every export is in the audit.
    kept = [table for table in tables if table[0] not in {"accounts_user", "audit_event"}]
    seconds: dict[str, list[float]] = {
        name: [] for name in ("raw out", "out", "raw in", "from stock", "without")
    }
    with owner.as_owner(), owner.connect() as raw:
        for _ in range(TURNS + 1):
            region = Region.objects.get(code=code)
            seconds["raw out"].append(_timed(lambda: _raw_out(raw, schema, tables, folder / "raw")))
            archive, took = _export(region, operator)
            seconds["out"].append(took)
            seconds["raw in"].append(_timed(lambda: _raw_in(raw, tables, folder / "raw")))
            assert _sums(raw, RAW, of=kept) == _sums(raw, schema, of=kept)
            raw.execute(f"DROP SCHEMA {RAW} CASCADE")
            for name, spares in (("from stock", 1), ("without", 0)):
                schemas.stock(spares)
                copy, took = _restore(archive, operator)
                seconds[name].append(took)
                assert _sums(raw, copy.schema_name, of=kept) == _sums(raw, schema, of=kept)
                _forget(copy)
    warm = {name: taken[1:] for name, taken in seconds.items()}
    ratios = {
        name: statistics.median(a / b for a, b in zip(warm[name], warm[raw_name], strict=True))
        for name, raw_name in (("out", "raw out"), ("from stock", "raw in"), ("without", "raw in"))
    }
    return ratios | {f"{name} seconds": statistics.median(warm[name]) for name in ratios}


def _timed(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _fill(code: str) -> Any:
    """Rows in the region, as many as a busy year leaves; gives an operator."""
    from core.accounts.models import Role, User
    from core.jobs.models import Job
    from realms.context import OPERATOR, in_realm
    from tenants.registry.context import in_region

    now = timezone.now()
    with in_region(code), transaction.atomic():
        Job.objects.bulk_create(
            Job(
                kind="bench",
                title=f"Pekerjaan {n} " + "x" * 150,
                requested_at=now,
                state=Job.State.FINISHED,
            )
            for n in range(ROWS)
        )
    with in_realm(OPERATOR):
        return User.objects.create(username="pengukur", name="Pengukur", roles=[Role.OPERATOR])


def _export(region: Any, by: Any) -> tuple[Any, float]:
    from tenants.registry.actions.export import export

    started = time.perf_counter()
    archive = export(region=region, by=by, at=timezone.now())
    return archive, time.perf_counter() - started


def _restore(archive: Any, by: Any) -> tuple[Any, float]:
    from tenants.registry.actions.restore import Restoring, restore

    asked = Restoring(
        archive=archive.path, fingerprint=archive.fingerprint, slug="salinan-ukur", as_copy=True
    )
    started = time.perf_counter()
    region = restore(restoring=asked, by=by, at=timezone.now())
    return region, time.perf_counter() - started


def _forget(copy: Any) -> None:
    from realms import schemas

    with transaction.atomic():
        schemas.drop(copy.schema_name)
        copy.delete()


def _tables(schema: str) -> Tables:
    """Name and columns (as SQL) of every table that belongs into an archive."""
    from realms.context import OWNER, in_realm
    from tenants.registry.archives import copying

    with in_realm(OWNER):
        return [
            (table.name, ", ".join(f'"{column}"' for column in table.columns))
            for table in copying.tables(schema)
        ]


def _raw_out(raw: psycopg.Connection, schema: str, tables: Tables, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    with raw.transaction(), raw.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for table, columns in tables:
            with (
                (folder / table).open("wb") as file,
                cursor.copy(_copy(schema, table, columns, "TO STDOUT")) as copy,
            ):
                for chunk in copy:
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())


def _raw_in(raw: psycopg.Connection, tables: Tables, folder: Path) -> None:
    from realms import plan

    with raw.transaction(), raw.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                f"CREATE SCHEMA {RAW}; SET LOCAL search_path = {RAW}, public; {plan.plan().sql}"
            )
        )
        for table, columns in tables:
            with cursor.copy(_copy(RAW, table, columns, "FROM STDIN")) as copy:
                copy.write((folder / table).read_bytes())


def _copy(schema: str, table: str, columns: str, way: str) -> sql.SQL:
    return sql.SQL(f'COPY "{schema}"."{table}" ({columns}) {way}')


def _sums(raw: psycopg.Connection, schema: str, *, of: Tables) -> dict[str, str]:
    """A hash of the rows of each of these tables."""
    sums = {}
    with raw.cursor() as cursor:
        for table, columns in of:
            with cursor.copy(_copy(schema, table, columns, "TO STDOUT")) as copy:
                sums[table] = hashlib.sha256(b"".join(sorted(bytes(c) for c in copy))).hexdigest()
    return sums
