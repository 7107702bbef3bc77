"""`./run bench mutants [--sample N] [--seed S] [--only PATH]`: how many wrong lines do the tests notice?

Changes N random lines of `pk`, `reporting` and `tenants/organization`, one at a time, in a copy of the
tree, and runs the tests that execute the line until one fails. Prints the share that was noticed, and
every survivor with its place and difference. The working tree is only read.

What is known is kept in the state folder, so that a run that was stopped goes on where it was:
`--minutes` stops by itself, `--again` asks the survivors anew (after tests were added).

Its own, not mutmut or cosmic-ray: those start a new interpreter for each mutant (here 8 seconds before
the first test, most of them imports), know nothing of a template database, and mutmut rewrites every
function of a module into a table of variants, which Django's models and `@act` do not survive.
Here every test is collected once, and each mutant is tried in a fork of that (`_swapping.py`); a change
that acts at import is tried in a fork that has imported libraries only.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import importlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.bench import _mutations, _swapping, _watching

ROOT = Path(__file__).resolve().parents[2]
STATE = Path(os.environ.get("AMANAH_STATE") or ROOT / ".amanah").absolute()
HOME = STATE / "mutants"
TREE = HOME / "tree"
KNOWN = HOME / "results.jsonl"
SEEN = HOME / "seen.jsonl"
LIBRARIES = (
    "celery", "cryptography.x509", "django.db.models", "django.db.backends.postgresql.base",
    "django.template", "django.forms", "django.test", "hypothesis", "lxml.etree", "psycopg",
    "psycopg_pool", "pydantic_settings", "pyhanko.sign.signers", "pyhanko.sign.validation", "pypdf",
    "pytest_django.plugin", "python_calamine", "segno", "structlog", "time_machine", "weasyprint",
    "xlsxwriter", "yaml", "holidays", "sentry_sdk", "uuid_utils", "redis",
)  # fmt: skip
"""What takes long to import and does not depend on our code."""
HOLD = "import sys; from pathlib import Path; from tests import cluster; cluster.start(Path(sys.argv[1])); input()"


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one file."""

    path: str
    edit: _mutations.Edit
    before: bytes

    @property
    def after(self) -> bytes:
        """The file with the change."""
        return self.edit.applied(self.before)

    @property
    def key(self) -> str:
        """The same for the same change of the same text."""
        said = f"{self.path}\0{self.edit.start}\0".encode() + self.edit.text + self.before
        return hashlib.sha256(said).hexdigest()[:20]

    @property
    def difference(self) -> str:
        """The lines that change."""
        lines = difflib.unified_diff(
            self.before.decode().splitlines(), self.after.decode().splitlines(), n=0, lineterm=""
        )
        return "\n".join(f"    {line}" for line in list(lines)[2:] if not line.startswith("@@"))


def tell(line: str) -> None:
    """A bench talks to the terminal."""
    print(line, flush=True)  # noqa: T201


def sources(only: str) -> list[str]:
    """The files that may be changed."""
    return sorted(
        path
        for folder in _watching.FOLDERS
        for file in (TREE / folder).rglob("*.py")
        if "migrations" not in file.parts and (path := str(file.relative_to(TREE))).startswith(only)
    )


def sample(size: int, seed: int, only: str) -> list[Mutant]:
    """Random lines, and for each one of the changes that can be made there."""
    lines: dict[tuple[str, int], list[Mutant]] = {}
    for path in sources(only):
        before = (TREE / path).read_bytes()
        # What a model says of its columns is compared with its migrations by ./run check.
        for edit in _mutations.edits(before, functions_only=path.endswith("/models.py")):
            lines.setdefault((path, edit.line), []).append(Mutant(path, edit, before))
    choose = random.Random(seed)
    places = choose.sample(sorted(lines), min(size, len(lines)))
    tell(f"{len(lines)} lines can be changed; {len(places)} are, seed {seed}.")
    found = []
    for place in places:
        changes = lines[place]
        choose.shuffle(changes)
        found += [m for m in changes if _mutations.is_python(m.after)][:1]
    return found


def copy_tree() -> None:
    """Bring the copy up to date with the working tree."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\0")  # fmt: skip
    wanted = {name for name in listed if name and (ROOT / name).is_file()}
    TREE.mkdir(parents=True, exist_ok=True)
    for file in [path for path in TREE.rglob("*") if path.is_file() or path.is_symlink()]:
        if str(file.relative_to(TREE)) not in wanted:
            file.unlink()
    for name in wanted:
        source, target = ROOT / name, TREE / name
        if not target.exists() or target.read_bytes() != source.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    build = "platform/core/ui/static/build"
    if (ROOT / build).exists():
        shutil.copytree(ROOT / build, TREE / build, dirs_exist_ok=True)


def in_fork(work: Callable[[Path], int], seconds: float) -> tuple[int | None, str]:
    """Run `work` in a fork inside the copy: its answer (None: out of time), and what it noted down."""
    note = HOME / "note"
    note.write_text("")
    child = os.fork()
    if child == 0:
        os.setsid()
        with (HOME / "output.log").open("w") as output:
            os.dup2(output.fileno(), 1)
            os.dup2(output.fileno(), 2)
            os.chdir(TREE)
            sys.path[:] = [str(TREE / "platform"), str(TREE)] + [
                entry for entry in sys.path if entry not in {"", str(ROOT), str(ROOT / "platform")}
            ]
            for name in [n for n in sys.modules if n.partition(".")[0] in {"tests", "workshop"}]:
                del sys.modules[name]
            os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
            answer = 3
            try:
                answer = work(note)
            finally:
                sys.stdout.flush()
                os._exit(int(answer))
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status), note.read_text()
        time.sleep(0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None, note.read_text()


class FirstFailure:
    """Notes the test that noticed."""

    def __init__(self, note: Path) -> None:
        self.note = note

    def pytest_runtest_logreport(self, report: Any) -> None:
        """A test that failed."""
        if report.failed:
            self.note.write_text(report.nodeid)

    def pytest_collectreport(self, report: Any) -> None:
        """A file that could not even be read."""
        self.pytest_runtest_logreport(report)


def run_tests(tests: list[str], *plugins: Any) -> int:
    """Pytest in the copy, without its cache and in the given order."""
    options = [
        "-q",
        "-p",
        "no:randomly",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-W",
        "ignore",
    ]
    return int(pytest.main([*options, "--rootdir", str(TREE), *tests], plugins=list(plugins)))


def watch() -> _watching.Map:
    """The map of tests and lines; test files that are new or changed are run once for it."""
    known = _watching.Map.read(SEEN, TREE)
    everything = {
        str(file.relative_to(TREE))
        for folder in _watching.TESTS
        for file in (TREE / folder).rglob("test_*.py")
    }
    missing = sorted(everything - known.files())
    if missing:
        tell(f"{len(missing)} test files are watched first.")
        in_fork(lambda _: run_tests(missing, _watching.Recorder(TREE, SEEN)), 3600)
    return _watching.Map.read(SEEN, TREE) if missing else known


def tried(mutant: Mutant, tests: list[str], seconds: float) -> tuple[str, str]:
    """`noticed` and by whom, or `survived`."""
    file = TREE / mutant.path
    file.write_bytes(mutant.after)
    _another_moment(file)
    try:
        answer, note = in_fork(
            lambda note: run_tests(["-x", *tests], FirstFailure(note)), 3 * seconds + 60
        )
    finally:
        file.write_bytes(mutant.before)
        _another_moment(file)
    if answer == 0:
        return "survived", ""
    return "noticed", "out of time" if answer is None else note or f"pytest ended with {answer}"


_moments = iter(range(int(time.time()), 2**40))


def _another_moment(file: Path) -> None:
    """Compiled files are told apart by size and whole seconds."""
    moment = next(_moments)
    os.utime(file, (moment, moment))


@dataclass(slots=True)
class Bench:
    """What is known of the mutants, and what is still to be found out, until when."""

    options: argparse.Namespace
    seen: _watching.Map
    places: _watching.Places
    known: dict[str, tuple[str, str]]
    end: float
    say: Callable[[str], None]

    def open(self, mutants: list[Mutant]) -> list[Mutant]:
        """Those that were not tried, or are tried again."""
        again = self.options.again
        return [
            m
            for m in mutants
            if m.key not in self.known or (again and self.known[m.key][0] == "survived")
        ]

    def tests(self, mutant: Mutant) -> list[str]:
        """Who can notice it."""
        spot = self.places.spot(mutant.path, mutant.edit.line)
        return self.seen.who_can_notice(mutant.path, spot, seconds=self.options.seconds)

    def try_all(
        self, mutants: list[Mutant], trying: Callable[[Mutant, list[str]], tuple[str, str] | None]
    ) -> None:
        """Try each while there is time, and keep its fate."""
        for number, mutant in enumerate(mutants, 1):
            if time.monotonic() > self.end:
                return
            tests, began = self.tests(mutant), time.monotonic()
            found = trying(mutant, tests) if tests else ("survived", "")
            if found is None:
                continue
            fate, by = found
            by = by if fate == "noticed" else f"{len(tests)} tests run it"
            self.known[mutant.key] = fate, by
            with KNOWN.open("a") as out:
                out.write(json.dumps({"key": mutant.key, "fate": fate, "by": by}) + "\n")
            place, took = f"{mutant.path}:{mutant.edit.line}", time.monotonic() - began
            self.say(f"{number:4} {fate:8} {took:5.1f} s  {place}  {mutant.edit.kind}  {by}")


def try_warm(bench: Bench, mutants: list[Mutant]) -> int:
    """In one pytest that has collected every test, those that change a function."""

    def trying(warm: _swapping.Warm) -> None:
        def one(mutant: Mutant, tests: list[str]) -> tuple[str, str] | None:
            function = _swapping.function_of(mutant.before, mutant.edit.line)
            if function is None:
                return None
            change = partial(_swapping.swap, TREE / mutant.path, function, mutant.after)
            return warm.tried(change, tests, 3 * bench.options.seconds + 60)

        bench.try_all(mutants, one)

    return run_tests(sorted(bench.seen.files()), _swapping.Warm(trying))


def judge(mutants: list[Mutant], options: argparse.Namespace) -> dict[str, tuple[str, str]]:
    """Each mutant's fate by its key, known or found out now."""
    end = time.monotonic() + options.minutes * 60 if options.minutes else float("inf")
    terminal = os.fdopen(os.dup(1), "w")
    bench = Bench(
        options, watch(), _watching.Places(TREE), results(), end,
        lambda line: print(line, file=terminal, flush=True),
    )  # fmt: skip
    waiting = bench.open(mutants)
    inside = [m for m in waiting if _swapping.function_of(m.before, m.edit.line)]
    if inside:
        seconds = min(end - time.monotonic(), 10**6) + 600
        in_fork(lambda _: try_warm(bench, inside), seconds)
        bench.known = results()
    # What acts at import, and functions of modules that are imported late.
    outside = [m for m in waiting if m not in inside or m.key not in bench.known]
    bench.try_all(outside, lambda mutant, tests: tried(mutant, tests, options.seconds))
    return bench.known


def results() -> dict[str, tuple[str, str]]:
    """What earlier runs found out."""
    rows = [json.loads(line) for line in KNOWN.read_text().splitlines()] if KNOWN.exists() else []
    return {row["key"]: (row["fate"], row["by"]) for row in rows}


def main() -> None:
    """Sample, try, print."""
    parser = argparse.ArgumentParser(prog="./run bench mutants")
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only files whose path begins so")
    parser.add_argument("--minutes", type=float, default=0, help="stop after so long; 0: never")
    parser.add_argument("--seconds", type=float, default=90, help="of tests for each mutant")
    parser.add_argument("--again", action="store_true", help="ask known survivors anew")
    options = parser.parse_args()
    copy_tree()
    state = Path(os.environ["AMANAH_TEST_STATE"])
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(state)], stdin=subprocess.PIPE)
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    os.environ["AMANAH_STATE"] = str(STATE)
    for name in LIBRARIES:
        try:
            importlib.import_module(name)
        except Exception as error:
            tell(f"not imported ahead: {name}: {error}")
    try:
        mutants = sample(options.sample, options.seed, options.only)
        known = judge(mutants, options)
    finally:
        holder.communicate(b"\n")
    found = [(mutant, *known[mutant.key]) for mutant in mutants if mutant.key in known]
    survivors = [(mutant, by) for mutant, fate, by in found if fate == "survived"]
    for mutant, by in survivors:
        tell(f"\n{mutant.path}:{mutant.edit.line} ({mutant.edit.kind}; {by})\n{mutant.difference}")
    noticed = len(found) - len(survivors)
    share = 100 * noticed / len(found) if found else 0
    tell(f"\n{noticed} of {len(found)} mutants noticed ({share:.1f} %), seed {options.seed}.")
    if len(found) < len(mutants):
        tell(f"{len(mutants) - len(found)} of the sample not tried.")


if __name__ == "__main__":
    main()
