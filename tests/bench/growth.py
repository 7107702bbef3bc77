"""`./run bench growth [--sizes 5 100 552] [--write]`: what grows with the number of regions.

A throw-away cluster is filled to each size in turn. At each size the database, its catalogue, the memory
of a server process that visits all regions, the locks of one statement over all of them, and the first
page of a region in a process that knows the others are measured. `--write` puts the table into
docs/performance.md.
"""

import argparse
import os
import statistics
import tempfile
from pathlib import Path
from typing import Any

from tests.bench import tenancy

HEADS = (
    "regions",
    "database",
    "relations",
    "columns",
    "catalogue",
    "back end, all regions",
    "with the cap of 40",
    "tables locked by a backup",
    "first page of a region",
)
CATALOGUE = (
    "SELECT pg_database_size(current_database()),"
    " (SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_attribute),"
    " (SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
    "  WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r'),"
    " (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
    "  WHERE relkind = 'r' AND nspname !~ '^(pg_|information_schema)')"
)
NO_CAP = 1_000_000
TUNED = 512 * 100
"""Locks that the product's own server keeps room for: max_locks_per_transaction × max_connections."""


def measured(where: dict[str, Any], schemas: list[str]) -> list[int | float]:
    """One row of the table, as numbers."""
    from tests import cluster
    from tests.bench import _pages

    with cluster.maintenance({**where}) as connection:
        connection.execute("CHECKPOINT")
    with _owner(where) as connection:
        connection.execute("VACUUM (ANALYZE) pg_class, pg_attribute")
        disk, relations, columns, catalogue, tables = map(
            int, connection.execute(CATALOGUE).fetchone()
        )
    return [
        len(schemas),
        disk,
        relations,
        columns,
        catalogue,
        _pages.memory(where, schemas, cap=NO_CAP),
        _pages.memory(where, schemas),
        tables,
        first_page(where, schemas[-min(5, len(schemas)) :]),
    ]


def _owner(where: dict[str, Any]) -> Any:
    import psycopg

    return psycopg.connect(
        host=where["HOST"],
        port=where["PORT"] or None,
        user=where["USER"],
        password=where["PASSWORD"] or None,
        dbname=where["NAME"],
        autocommit=True,
    )


def first_page(where: dict[str, Any], schemas: list[str]) -> float:
    """Seconds of the sign-in page on a new connection to a region, the pages' code being loaded."""
    from django.test import Client

    from tests.bench import _pages

    Client(headers={"host": f"{schemas[0]}.localhost"}).get("/masuk/")
    seconds = []
    for schema in schemas:
        with _pages._standing(_pages._app(where)):
            client = Client(headers={"host": f"{schema}.localhost"})
            seconds.append(tenancy.timed(lambda: client.get("/masuk/").content))  # noqa: B023
    return statistics.median(seconds)


def table(rows: list[list[int | float]]) -> str:
    """The table, as it stands in the documentation."""
    lines = [f"| {' | '.join(HEADS)} |", "|" + "---|" * len(HEADS)]
    for regions, disk, relations, columns, catalogue, all_of_them, capped, tables, page in rows:
        cells = [
            f"{regions}",
            f"{disk / 2**20:.0f} MB",
            f"{relations:,}",
            f"{columns:,}",
            f"{catalogue / 2**20:.0f} MB",
            f"{all_of_them / 2**20:.0f} MB",
            f"{capped / 2**20:.0f} MB",
            f"{tables:,} of {TUNED:,}",
            f"{page * 1000:.0f} ms",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    first, last = rows[0], rows[-1]
    each = [(last[i] - first[i]) / (last[0] - first[0]) for i in range(len(HEADS))]
    lines.append(
        f"\nEach region adds {each[1] / 2**20:.2f} MB of disk (empty), of which "
        f"{each[4] / 2**20:.2f} MB is catalogue, {each[2]:.0f} relations, {each[3]:.0f} columns, "
        f"{each[5] / 2**20:.2f} MB to a server process that visits it, and {each[7]:.0f} tables to lock. "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} when the run ended."
    )
    return "\n".join(lines)


def main() -> None:
    """Grow and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[5, 100, 552])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="amanah-growth-") as folder:
        where = tenancy.install(Path(folder), durable=False)
        bench = tenancy.Bench(where, max(options.sizes))
        rows = []
        for size in sorted(options.sizes):
            bench.grow(size)
            rows.append(measured(where, bench.made))
            print(rows[-1], flush=True)  # noqa: T201
        print(table(rows))  # noqa: T201
        if options.write:
            tenancy.write("growth", table(rows))


if __name__ == "__main__":
    main()
