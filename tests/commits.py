"""`on_commit` inside a test's transaction.

Django runs such callbacks when the outermost transaction commits, which in a test never happens.
Here they run when the only blocks left open are the test's own.
"""

from typing import Any

import pytest
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper


def simulate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run callbacks when the outermost block of the code under test ends; outside one, at once."""
    leave = transaction.Atomic.__exit__
    ask = BaseDatabaseWrapper.on_commit

    def leave_and_run(self: transaction.Atomic, kind: Any, error: Any, trace: Any) -> None:
        leave(self, kind, error, trace)
        connection = transaction.get_connection(self.using)
        if error is None and not self._from_testcase and _only_the_test_is_open(connection):  # type: ignore[attr-defined]
            _run(connection)

    def ask_or_run(self: BaseDatabaseWrapper, func: Any, robust: bool = False) -> None:
        ask(self, func, robust)
        if _only_the_test_is_open(self):
            _run(self)

    monkeypatch.setattr(transaction.Atomic, "__exit__", leave_and_run)
    monkeypatch.setattr(BaseDatabaseWrapper, "on_commit", ask_or_run)


def _only_the_test_is_open(connection: BaseDatabaseWrapper) -> bool:
    blocks = connection.atomic_blocks
    return bool(blocks) and all(block._from_testcase for block in blocks)


def _run(connection: BaseDatabaseWrapper) -> None:
    waiting, connection.run_on_commit = connection.run_on_commit, []
    for _, callback, robust in waiting:
        try:
            callback()
        except Exception:
            if not robust:
                raise
