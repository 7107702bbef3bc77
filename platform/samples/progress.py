"""Processes that build the small sample regions, and what is told while they do."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from django.conf import settings

EVERY = 20
LAZY = "-c synchronous_commit=off"
"""What a power cut takes back is built again, so these processes need not wait for the disk."""


class Progress:
    """Counts the regions that all processes have completed, and says so now and then."""

    def __init__(self, total: int, done: int, say: Callable[[str], None]) -> None:
        self.total, self.done, self.before = total, done, done
        self.say = say
        self.started = time.monotonic()
        self.lock = threading.Lock()

    def follow(self, share: list[str]) -> list[str]:
        """Build the regions of these codes in one process; gives those that were left undone."""
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "demo", "--small", *share]
        env = {**os.environ, "PGOPTIONS": LAZY}
        with subprocess.Popen(  # noqa: S603 our own words
            command, env=env, stdout=subprocess.PIPE, text=True
        ) as builder:
            left = set(share)
            for line in builder.stdout or ():
                left.discard(line.strip())
                self._count()
        return [code for code in share if code in left]

    def _count(self) -> None:
        with self.lock:
            self.done += 1
            if self.done % EVERY and self.done < self.total:
                return
            seconds = time.monotonic() - self.started
            rest = seconds / (self.done - self.before) * (self.total - self.done)
            self.say(
                f"{self.done} dari {self.total} daerah lain siap "
                f"({seconds:.0f} detik, kira-kira {rest:.0f} detik lagi)"
            )
