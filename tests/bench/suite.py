"""`./run bench suite [--write]`: what a test pays before it begins, beside what it would pay without the help.

A database with two regions is copied from the template instead of built; a region with the cast in
office, a cascade and a signed agreement is put back instead of walked. Medians of five, in turns.
`--write` puts the table into docs/performance.md.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "platform"), str(ROOT)]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
PAGE = ROOT / "docs" / "performance.md"
START, END = "<!-- measured: suite -->", "<!-- end: suite -->"
TURNS = 5


def timed(work: Callable[[], Any]) -> float:
    """Seconds of one call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def turns(slow: Callable[[], Any], fast: Callable[[], Any]) -> tuple[float, float]:
    """The medians of both, taken in turns."""
    pairs = [(timed(slow), timed(fast)) for _ in range(TURNS)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def databases(where: dict[str, Any], state: Path) -> tuple[float, float]:
    """Two regions by migrations, and as a copy of the template. Leaves this process in a copy."""
    from tests import cluster, regions

    regions.use(where)
    source = cluster.template(where, state, regions.build)

    def build() -> None:
        with cluster.maintenance(where) as maintenance:
            cluster.drop(maintenance, "built")
            maintenance.execute("CREATE DATABASE built")
        regions.build("built")

    seconds = turns(build, lambda: cluster.copy(where, source))
    regions.use({"NAME": cluster.copy(where, source)})
    return seconds


def worlds() -> tuple[float, float]:
    """An agreement in force by the real acts, and put back."""
    import pytest
    from django.conf import settings
    from django.db import transaction

    from pk.agreements.models import AgreementState
    from tenants.registry.context import in_region
    from tests import commits, remembered
    from tests.given import agreements

    def signed() -> None:
        with tempfile.TemporaryDirectory() as media, transaction.atomic() as _:
            settings.MEDIA_ROOT = media
            transaction.get_connection().atomic_blocks[-1]._from_testcase = True
            with in_region("35.07"):
                agreements.agreement_at(AgreementState.IN_FORCE)
            transaction.set_rollback(True)

    def put_back() -> None:
        with remembered.during(patch, SimpleNamespace(_to_restore=[])):
            signed()

    with pytest.MonkeyPatch.context() as patch:
        commits.simulate(patch)
        signed()
        put_back()
        return turns(signed, put_back)


def main() -> None:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(prog="./run bench suite")
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    with tempfile.TemporaryDirectory(prefix="amanah-bench-") as folder:
        state = Path(folder)
        from tests import cluster

        where = cluster.start(state)
        import django
        from django.conf import settings

        django.setup()
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        from config.celery import app

        app.conf.update(task_always_eager=True, task_eager_propagates=True)
        app.loader.import_default_modules()
        built, copied = databases(where, state)
        walked, put_back = worlds()
    table = "\n".join(
        (
            "| before a test begins | without the help | as the suite does it | goal |",
            "|---|---|---|---|",
            f"| a database with `public` and two regions, for each process | {built:.2f} s built by "
            f"migrations | {copied:.2f} s copied | ≤ 0.3 s for each region |",
            f"| a region with the cast, a cascade and a signed agreement, for each test | {walked:.2f} s"
            f" walked | {put_back:.3f} s put back | ≤ 0.3 s |",
        )
    )
    load = os.getloadavg()[0]
    said = f"{table}\n\nMedians of {TURNS} in turns, {os.cpu_count()} cores, load {load:.1f} at the end."
    print(said)  # noqa: T201  a bench talks to the terminal
    if write:
        before, rest = PAGE.read_text().split(START)
        PAGE.write_text(f"{before}{START}\n{said}\n{END}{rest.split(END)[1]}")


if __name__ == "__main__":
    main()
