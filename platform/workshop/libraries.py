"""System libraries that installed wheels need and do not bring: found by asking the loader, installed or named.

A wheel's program says nothing of what it lacks until it is started, and then in the middle of a test. So each one
is asked beforehand, in the loader's own words. What WeasyPrint opens by name is tried by name. Standard library only.
"""

import ctypes
import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from workshop import paths, shell
from workshop.terminal import Refusal

OPENED_BY_NAME = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
"""What WeasyPrint loads while it runs; no program lists them."""
DEBIAN = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libatomic.so.1": "libatomic1",
    "libstdc++.so.6": "libstdc++6",
    "libgcc_s.so.1": "libgcc-s1",
}
"""The Debian package of each library that a wheel has been seen to need."""
_ELF = b"\x7fELF"
_MISSING = " => not found"
_WHY = "Pustaka sistem yang dipakai oleh pustaka Python belum terpasang."


def provide() -> None:
    """Install what is missing. Raises Refusal with what an administrator must install, or what is unknown."""
    lacking = {library: "" for library in OPENED_BY_NAME if not loads(library)}
    lacking |= needed_by(programs(paths.VENV))
    unknown = {library: user for library, user in lacking.items() if library not in DEBIAN}
    if unknown:
        named = "\n".join(
            f"    {library}, dipakai oleh {user}" for library, user in unknown.items()
        )
        raise Refusal(f"{_WHY} Cari dan pasang paket Debian yang memuatnya:\n{named}")
    if lacking:
        shell.apt_install(sorted({DEBIAN[library] for library in lacking}), why=_WHY)


def needed_by(found: Iterable[Path]) -> dict[str, str]:
    """Each library that a program asks for and the loader does not find, with one program that asks."""
    return {library: str(program) for program in found for library in lacked_by(program)}


def lacked_by(program: Path) -> list[str]:
    """The libraries of one program that the loader does not find. The program itself is not started."""
    try:
        said = subprocess.run(
            [program],
            env={**os.environ, "LD_TRACE_LOADED_OBJECTS": "1", "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=30,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return []  # made for another machine: whoever starts it will hear so
    return [line.removesuffix(_MISSING).strip() for line in said.splitlines() if _MISSING in line]


def programs(folder: Path) -> Iterator[Path]:
    """The programs that lie in wheels below `folder`."""
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place) / name
            if ".so" not in name and os.access(path, os.X_OK) and path.is_file():
                with path.open("rb") as file:
                    if file.read(len(_ELF)) == _ELF and not path.is_symlink():
                        yield path


def loads(library: str) -> bool:
    """Whether the loader finds a library by its name."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
