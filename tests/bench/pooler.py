"""`./run bench pooler [--reads 1000000] [--write]`: a million reads behind a pooler, all from the right region.

Eight threads in two processes change region at every turn, through a real PgBouncer in transaction
mode with four server processes: plain reads, transactions, savepoints, failures, coroutines of which
some are cancelled. Meanwhile back ends and the pooler itself are killed, again and again. Each read
is a statement whose rows are compared with what that region holds. `--write` puts the line into
docs/performance.md.
"""

import argparse
import json
import os
import sys
import tempfile
import threading
import time
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "platform"), str(ROOT)]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
START, END = "<!-- measured: pooler -->", "<!-- end: pooler -->"
PROCESSES, THREADS = 2, 4
BACK_ENDS_EVERY, POOLER_EVERY = 2.0, 5.0


def main() -> None:
    """Build, run, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reads", type=int, default=1_000_000)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="amanah-bench-") as folder:
        found = _measured(Path(folder), options.reads)
    line = _line(found)
    print(line)  # noqa: T201
    if options.write:
        _write(line)
    if found["wrong"]:
        sys.exit(1)


def _measured(folder: Path, reads: int) -> dict[str, float]:
    import django

    os.environ.setdefault("AMANAH_STATE", str(folder / "state"))
    django.setup()
    from tests import cluster, regions
    from tests.isolation.conftest import as_app, seed
    from tests.isolation.pgbouncer import PgBouncer

    where = cluster.start(folder / "server")
    with cluster.maintenance(where) as connection:
        connection.execute("CREATE DATABASE bench")
    world = {**where, "NAME": "bench"}
    regions.use(world)
    regions.build("bench")
    (folder / "pooler").mkdir()
    pooler = PgBouncer(world, folder / "pooler", servers=4)
    try:
        with as_app(world, SimpleNamespace(unblock=nullcontext), **pooler.connection):
            seed()
            return _traffic(pooler, reads)
    finally:
        pooler.stop()


def _traffic(pooler: Any, reads: int) -> dict[str, float]:
    """Let it run until there are enough, killing all the while."""
    from django.db import connection

    connection.close()
    started = time.perf_counter()
    readers = [_reader(seed, reads // PROCESSES) for seed in range(PROCESSES)]
    killer = Killer(pooler)
    killer.start()
    parts = [_told(*reader) for reader in readers]
    seconds = time.perf_counter() - started
    killer.stop()
    summed = {name: sum(part[name] for part in parts) for name in ("right", "wrong", "failed")}
    return {**summed, "seconds": seconds, "back ends": killer.back_ends, "poolers": killer.poolers}


def _reader(seed: int, reads: int) -> tuple[int, int]:
    """A process with its threads; gives its key and the pipe into which it tells its counts."""
    from tests.isolation.traffic import Traffic

    ours, theirs = os.pipe()
    child = os.fork()
    if child:
        os.close(theirs)
        return child, ours
    code = 1
    try:
        traffic = Traffic(sys.maxsize, enough=reads)
        seeds = range(seed * THREADS, (seed + 1) * THREADS)
        for thread in traffic.run(seeds, coroutines=1):
            thread.join()
        counts = {"right": traffic.right, "wrong": len(traffic.wrong), "failed": traffic.failed}
        os.write(theirs, json.dumps(counts).encode())
        code = 0
    finally:
        os._exit(code)


def _told(child: int, pipe: int) -> dict[str, int]:
    """What a reader has counted, once it has ended."""
    with os.fdopen(pipe) as said:
        counts: dict[str, int] = json.loads(said.read() or "{}")
    _, status = os.waitpid(child, 0)
    if status or not counts:
        raise RuntimeError("a reader has failed")
    return counts


class Killer(threading.Thread):
    """Ends back ends and the pooler, over and over."""

    def __init__(self, pooler: Any) -> None:
        super().__init__(daemon=True)
        self.pooler, self.over = pooler, threading.Event()
        self.back_ends = self.poolers = 0

    def run(self) -> None:
        """Until it is over."""
        last = time.monotonic()
        while not self.over.wait(BACK_ENDS_EVERY):
            self.back_ends += self._end_back_ends()
            if time.monotonic() - last > POOLER_EVERY:
                self.pooler.kill()
                self.poolers += 1
                last = time.monotonic()

    def stop(self) -> None:
        """Come back when it has stopped."""
        self.over.set()
        self.join()

    def _end_back_ends(self) -> int:
        from realms import owner

        with owner.connect() as admin:
            return len(
                admin.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE usename = 'amanah_app'"
                ).fetchall()
            )


def _line(found: dict[str, float]) -> str:
    return (
        f"{found['right']:,.0f} reads, **{found['wrong']:.0f} of the wrong region**, "
        f"{found['failed']:,.0f} refused because their connection was cut "
        f"({found['back ends']:.0f} back ends and {found['poolers']:.0f} poolers were killed "
        f"meanwhile), {found['seconds']:.0f} s with {PROCESSES * THREADS} threads on "
        f"{os.cpu_count()} cores."
    )


def _write(line: str) -> None:
    page = ROOT / "docs" / "performance.md"
    before, _, rest = page.read_text().partition(START)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{START}\n{line}\n{END}{after}")


if __name__ == "__main__":
    main()
