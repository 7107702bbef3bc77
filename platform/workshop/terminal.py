"""What the person at the terminal reads: steps with their duration, and refusals that say what to do."""

import errno
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from workshop import paths

NO_ROOM = "No space left on device"
STILL_AFTER = 15.0
"""Seconds after which a running step says that it is still running."""


class Refusal(Exception):
    """We cannot go on, and this is what to do about it."""


class Voice:
    """Where sentences go. `--accounts` moves them to stderr, so that stdout holds JSON alone."""

    stream: TextIO = sys.stdout


def tell(sentence: str = "") -> None:
    """One line for the person at the terminal."""
    Voice.stream.write(sentence + "\n")
    Voice.stream.flush()


@contextmanager
def step(what: str) -> Iterator[None]:
    """Announce a step, keep saying that it runs, and say how long it took."""
    began = time.monotonic()
    done = threading.Event()

    def still() -> None:
        while not done.wait(STILL_AFTER):
            tell(f"    … masih berjalan, {time.monotonic() - began:.0f} detik")

    tell(f"  • {what} …")
    threading.Thread(target=still, daemon=True).start()
    try:
        yield
    finally:
        done.set()
    seconds = time.monotonic() - began
    if seconds >= 1:
        tell(f"    selesai dalam {seconds:.1f} detik".replace(".", ","))


def disk_full(folder: Path) -> Refusal:
    """The sentence for a full disk."""
    return Refusal(
        f"Disk penuh: sisa {paths.free_mib(folder)} MiB di {folder}. Kosongkan sebagian, atau "
        "pilih folder di disk lain dengan AMANAH_STATE=/folder/lain, lalu jalankan perintah ini "
        "lagi. Data yang sudah tersimpan tetap ada."
    )


def explain(error: OSError) -> Refusal:
    """A sentence for what the operating system refused."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return disk_full(paths.STATE)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return Refusal(
            f"Tidak boleh menulis di {error.filename or paths.STATE}. Jalankan sebagai pemilik "
            "folder itu, atau pilih folder lain dengan AMANAH_STATE=/folder/lain."
        )
    return Refusal(f"Sistem menolak: {error}.")


def tail(log: Path, lines: int = 12) -> str:
    """The end of a log, indented, for a refusal."""
    if not log.exists():
        return ""
    text = log.read_text(errors="replace").splitlines()[-lines:]
    return "\n".join(f"    {line}" for line in text)
