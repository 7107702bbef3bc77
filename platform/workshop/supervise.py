"""One supervisor over everything the demo starts: starts in order, restarts what dies, stops all.

Children end when the supervisor ends, however it ends. A child that dies is started again with a
sentence; one that keeps dying stops the whole, with the reason.
"""

import os
import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from workshop import paths
from workshop.server_accounts import Servant
from workshop.terminal import NO_ROOM, Refusal, disk_full, tail, tell

LOW_ROOM_MIB = 100
LOG_LIMIT = 20 * 2**20
TOO_OFTEN = 6
"""Restarts within a minute after which we give up."""
READY_WITHIN = 240.0
STOP_WITHIN = 15.0
ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Ctrl-C, SIGTERM, a closed terminal; `nohup` keeps the last from us."""


@dataclass(slots=True)
class Child:
    """One process to keep alive. `answers` tells whether it is ready for work."""

    name: str
    title: str
    command: list[str]
    answers: Callable[[], bool]
    env: Mapping[str, str] = field(default_factory=dict)
    account: Servant = field(default_factory=Servant)
    stop_signal: signal.Signals = signal.SIGTERM
    process: subprocess.Popen[bytes] | None = None
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=TOO_OFTEN))

    @property
    def log(self) -> Path:
        """Where its output goes."""
        return paths.LOGS / f"{self.name}.log"

    def start(self) -> None:
        """Start the process; its output is appended to its log."""
        paths.LOGS.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env={**os.environ, **self.env},
                cwd="/" if self.account.uid is not None else paths.ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=self.account.before_exec(self.stop_signal),
            )

    def died(self) -> str:
        """How it ended, or nothing while it lives."""
        code = self.process.poll() if self.process else None
        if code is None:
            return ""
        return signal.Signals(-code).name if code < 0 else f"kode {code}"

    def stop(self) -> None:
        """Ask it to end, and insist when it does not."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Asked(Exception):
    """The person, or the system, asked us to stop."""


@dataclass(slots=True)
class Supervisor:
    """The children, in the order in which they start; they stop in the reverse order."""

    children: list[Child] = field(default_factory=list)
    told_low_room: bool = False

    def listen(self) -> None:
        """Turn Ctrl-C, SIGTERM and a closed terminal into an orderly end."""

        def asked(number: int, _frame: FrameType | None) -> None:
            raise Asked(signal.Signals(number).name)

        for number in ENDS:
            if signal.getsignal(number) != signal.SIG_IGN or number == signal.SIGINT:
                signal.signal(number, asked)

    def launch(self, child: Child) -> None:
        """Start a child and wait until it answers. Raises Refusal when it does not."""
        self.children.append(child)
        child.start()
        self._await(child)

    def watch(self) -> None:
        """Keep everything alive until asked to stop. Raises Refusal when a child keeps dying."""
        while True:
            self.tend()

    def tend(self) -> None:
        """One round of watching; takes half a second."""
        time.sleep(0.5)
        for child in self.children:
            if how := child.died():
                self._revive(child, how)
        self._mind_the_disk()

    def stop(self) -> None:
        """Stop everything, last started first."""
        for number in ENDS:
            signal.signal(number, signal.SIG_IGN)
        for child in reversed(self.children):
            child.stop()

    def _revive(self, child: Child, how: str) -> None:
        tell(f"{child.title} berhenti mendadak ({how}). Dinyalakan lagi …")
        began = time.monotonic()
        self._count_death(child)
        child.start()
        self._await(child)
        seconds = f"{time.monotonic() - began:.1f}".replace(".", ",")
        tell(f"{child.title} hidup lagi setelah {seconds} detik. Anda tidak perlu berbuat apa-apa.")

    def _await(self, child: Child) -> None:
        """Wait until the child answers, starting it again while what it left behind still stands."""
        until = time.monotonic() + READY_WITHIN
        while not child.answers():
            if child.died():
                self._count_death(child)
                time.sleep(1)
                child.start()
            if time.monotonic() > until:
                raise self._lost(child)
            time.sleep(0.1)
        if child.died():
            raise self._lost(child)

    def _count_death(self, child: Child) -> None:
        now = time.monotonic()
        child.deaths.append(now)
        if len(child.deaths) == TOO_OFTEN and now - child.deaths[0] < 60:
            raise self._lost(child)

    def _lost(self, child: Child) -> Refusal:
        if NO_ROOM in tail(child.log, 40) or paths.free_mib(paths.STATE) < 20:
            return disk_full(paths.STATE)
        return Refusal(
            f"{child.title} tidak mau menyala. Baris terakhir catatannya:\n{tail(child.log)}\n"
            f"    (lengkapnya: {child.log})"
        )

    def _mind_the_disk(self) -> None:
        free = paths.free_mib(paths.STATE)
        if free < LOW_ROOM_MIB and not self.told_low_room:
            tell(
                f"Disk hampir penuh: sisa {free} MiB di {paths.STATE}. Kosongkan sebagian sekarang; "
                "bila habis, penyimpanan berhenti, tetapi yang sudah tersimpan tetap ada."
            )
        self.told_low_room = free < LOW_ROOM_MIB
