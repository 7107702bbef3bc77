"""Which tests run which lines, and therefore which tests can notice a change there.

Each test is run once under coverage. What was seen is kept per test file: a line is kept by its function
and its distance from the function's first line, so that a move within a file does no harm.
"""

from __future__ import annotations

import ast
import hashlib
import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

FOLDERS = ("pk", "reporting", "tenants/organization")
"""What is changed."""
TESTS = (
    "tests/pk",
    "tests/reporting",
    "tests/tenants/organization",
    "tests/tenants/policy",
    "tests/api",
)
"""Who is asked: not the browser, nor the tests that kill processes or open pools of connections."""
Spot = tuple[str, str, int]
"""Path, function, and lines below its first."""


@dataclass(slots=True)
class Places:
    """The functions of a tree's files, by line."""

    root: Path
    known: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)

    def spot(self, path: str, line: int) -> Spot | None:
        """The innermost function around a line; None outside of all."""
        inside = [f for f in self._functions(path) if f[0] <= line <= f[1]]
        if not inside:
            return None
        first, _, name = max(inside)
        return path, name, line - first

    def _functions(self, path: str) -> list[tuple[int, int, str]]:
        if path not in self.known:
            found: list[tuple[int, int, str]] = []
            _gather(ast.parse((self.root / path).read_bytes()), "", found)
            self.known[path] = found
        return self.known[path]


def _gather(node: ast.AST, prefix: str, found: list[tuple[int, int, str]]) -> None:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = f"{prefix}{child.name}"
            if not isinstance(child, ast.ClassDef):
                first = min([child.lineno, *(d.lineno for d in child.decorator_list)])
                found.append((first, child.end_lineno or child.lineno, name))
            _gather(child, f"{name}.", found)
        else:
            _gather(child, prefix, found)


class Recorder:
    """A plugin of pytest that writes a line of JSON for each test that passed, file by file.

    A world of `tests/given` that a test only gets back counts as if the test had walked its acts.
    """

    def __init__(self, root: Path, kept: Path) -> None:
        from coverage import Coverage

        include = [f"{root / folder}/*" for folder in FOLDERS]
        self.coverage = Coverage(data_file=None, config_file=False, include=include)
        self.root, self.kept, self.places, self.failed = root, kept, Places(root), False
        self.running: list[set[Spot]] = []
        self.walked: dict[Any, set[Spot]] = {}
        self.done: dict[str, list[str]] = {}

    def pytest_collection_finish(self) -> None:
        """Listen to the memory of worlds."""
        from tests import remembered

        walk, put_back = remembered._walk, remembered._put_back

        def walk_and_see(test: Any, key: Any, build: Any) -> Any:
            self._take()
            self.running.append(set())
            answer = walk(test, key, build)
            self._take()
            self.walked[key] = self.running.pop()
            self.running[-1] |= self.walked[key]
            return answer

        def put_back_and_see(test: Any, key: Any, kept: Any) -> None:
            put_back(test, key, kept)
            self.running[-1] |= self.walked.get(key, set())

        remembered._walk, remembered._put_back = walk_and_see, put_back_and_see

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: Any, nextitem: Any) -> Iterator[None]:
        """Watch one test."""
        self.failed, self.running, began = False, [set()], time.monotonic()
        self.coverage.start()
        try:
            return (yield)
        finally:
            seconds = time.monotonic() - began
            self._take()
            self.coverage.stop()
            file = item.nodeid.partition("::")[0]
            rows = self.done.setdefault(file, [])
            if not self.failed:
                rows.append(self._said(item.nodeid, file, seconds))
            if nextitem is None or nextitem.nodeid.partition("::")[0] != file:
                with self.kept.open("a") as out:
                    out.writelines(rows)

    def _take(self) -> None:
        """Move what was run since the last time to the test or the walk that ran it."""
        self.coverage.stop()
        data = self.coverage.get_data()
        for name in data.measured_files():
            path = str(Path(name).relative_to(self.root))
            spots = (self.places.spot(path, line) for line in data.lines(name) or ())
            self.running[-1] |= {spot for spot in spots if spot}
        self.coverage.erase()
        self.coverage.start()

    def _said(self, test: str, file: str, seconds: float) -> str:
        lines: dict[str, dict[str, list[int]]] = {}
        for path, name, offset in sorted(self.running[0]):
            lines.setdefault(path, {}).setdefault(name, []).append(offset)
        of = digest(self.root / file)
        said = {"test": test, "of": of, "seconds": round(seconds, 2), "lines": lines}
        return json.dumps(said) + "\n"

    def pytest_runtest_logreport(self, report: Any) -> None:
        """A test that fails as it is can notice nothing."""
        self.failed = self.failed or report.failed


def digest(path: Path) -> str:
    """What stands in a file now."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


@dataclass(slots=True)
class Map:
    """Which test runs what, and how long it takes."""

    seconds: dict[str, float] = field(default_factory=dict)
    by_spot: dict[Spot, set[str]] = field(default_factory=dict)
    by_function: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    by_file: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, kept: Path, root: Path) -> Map:
        """What was seen of the test files as they stand now."""
        found, digests = cls(), {}
        for line in kept.read_text().splitlines() if kept.exists() else ():
            said = json.loads(line)
            file = said["test"].partition("::")[0]
            if file not in digests:
                digests[file] = digest(root / file) if (root / file).exists() else ""
            if said["of"] == digests[file]:
                found._add(said)
        return found

    def _add(self, said: dict[str, Any]) -> None:
        test = said["test"]
        self.seconds[test] = said["seconds"]
        for path, functions in said["lines"].items():
            self.by_file.setdefault(path, set()).add(test)
            for name, offsets in functions.items():
                self.by_function.setdefault((path, name), set()).add(test)
                for offset in offsets:
                    self.by_spot.setdefault((path, name, offset), set()).add(test)

    def files(self) -> set[str]:
        """The test files of which something is known."""
        return {test.partition("::")[0] for test in self.seconds}

    def who_can_notice(self, path: str, spot: Spot | None, *, seconds: float) -> list[str]:
        """The tests that run a line, else its function, file or room: nearest first, then quickest.

        As many as fit into `seconds`, and always the first.
        """
        found: Iterable[str] = ()
        if spot is not None:
            found = self.by_spot.get(spot) or self.by_function.get(spot[:2]) or ()
        room = "/".join(path.split("/")[:2])
        near = f"tests/{room}/"
        found = found or self.by_file.get(path) or self._of_room(room)
        chosen: list[str] = []
        spent = 0.0
        for test in sorted(found, key=lambda t: (not t.startswith(near), self.seconds[t], t)):
            spent += self.seconds[test]
            if chosen and spent > seconds:
                break
            chosen.append(test)
        return chosen

    def _of_room(self, room: str) -> set[str]:
        files = [file for file in self.by_file if file.startswith(f"{room}/")]
        return {test for file in files for test in self.by_file[file]}
