"""Trying a mutant without a new interpreter: in a fork of a pytest that has collected everything.

A change inside a function is tried by giving the function that stands in memory the changed code. A change
of a constant, a class or a decorator has effects at import, so it needs a fresh import (`mutants.py`).
"""

from __future__ import annotations

import ast
import gc
import os
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

Tried = tuple[str, str]
"""`noticed` and by which test, or `survived` and an empty text."""


def function_of(source: bytes, line: int) -> ast.FunctionDef | None:
    """The outermost function whose body has a line; None where the line acts at import."""
    return _outermost(ast.parse(source), line)


def _outermost(node: ast.AST, line: int) -> ast.FunctionDef | None:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef):
            if child.body[0].lineno <= line <= (child.end_lineno or 0):
                return child
        elif isinstance(child, ast.ClassDef) and (found := _outermost(child, line)):
            return found
    return None


def swap(path: Path, function: ast.FunctionDef, after: bytes) -> bool:
    """Give the function in memory the code that it has in `after`; False if it is not found."""
    lines = {function.lineno, *(mark.lineno for mark in function.decorator_list)}
    new = next(
        (
            code
            for code in _codes(compile(after, str(path), "exec"))
            if code.co_name == function.name and code.co_firstlineno in lines
        ),
        None,
    )
    done = False
    for found in gc.get_objects() if new else ():
        if isinstance(found, FunctionType):
            old = found.__code__
            same = (new.co_qualname, new.co_firstlineno) == (old.co_qualname, old.co_firstlineno)
            if same and old.co_filename == str(path):
                found.__code__ = new
                done = True
    return done


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


class Warm:
    """A plugin: instead of running the tests once, `trying` tries mutants on some of them each."""

    def __init__(self, trying: Callable[[Warm], None]) -> None:
        self.trying = trying
        self.failed = ""
        self.session: Any = None

    def pytest_runtestloop(self, session: Any) -> bool:
        """All tests are collected, and none was run."""
        self.session = session
        self.items = {item.nodeid: item for item in session.items}
        gc.collect()
        gc.freeze()
        self.trying(self)
        return True

    def pytest_runtest_logreport(self, report: Any) -> None:
        """The first test that fails has noticed."""
        if report.failed and not self.failed:
            self.failed = report.nodeid

    def tried(self, change: Callable[[], bool], tests: list[str], seconds: float) -> Tried | None:
        """Make a change in a fork and run `tests` until one fails; None if it cannot be made."""
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.setsid()
            answer = 3
            try:
                gc.unfreeze()
                answer = self._run(tests) if change() else 4
                os.write(write, self.failed.encode())
            except BaseException:
                os.write(write, traceback.format_exc().encode()[-3000:])
            finally:
                os._exit(answer)
        os.close(write)
        status = _wait(child, seconds)
        if status is None:
            self._drop(child)
        note = os.read(read, 4096).decode()
        os.close(read)
        if status is None:
            return "noticed", "out of time"
        if status == 3:
            raise RuntimeError(note)
        if status == 4:
            return None
        return ("survived", "") if status == 0 else ("noticed", note or f"ended with {status}")

    def _run(self, tests: list[str]) -> int:
        items = [self.items[test] for test in tests if test in self.items]
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed:
                break
        self.session._setupstate.teardown_exact(None)
        return 1 if self.failed else 0

    def _drop(self, child: int) -> None:
        """The database of a child that had to be killed."""
        from tests import cluster

        with cluster.maintenance(self.session.config.cluster) as connection:
            cluster.drop(connection, f"{cluster.PREFIX}run_{child}")


def _wait(child: int, seconds: float) -> int | None:
    """The exit code of a child; None if it had to be killed."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None
