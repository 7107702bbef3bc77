"""Running other programs: their output in a log, their failure as a sentence."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from workshop import paths
from workshop.terminal import NO_ROOM, Refusal, disk_full, step, tail, tell


def run_logged(
    command: Sequence[str | Path],
    *,
    log: str,
    sorry: str,
    env: Mapping[str, str] | None = None,
) -> None:
    """Run a program with its output in `<state>/logs/<log>.log`. Raises Refusal with `sorry`."""
    paths.LOGS.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = paths.LOGS / f"{log}.log"
    with path.open("wb") as file:
        code = subprocess.run(
            [str(part) for part in command],
            cwd=paths.ROOT,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            check=False,
        ).returncode
    if code == 0:
        return
    if NO_ROOM in path.read_text(errors="replace"):
        raise disk_full(paths.STATE)
    raise Refusal(f"{sorry}\n{tail(path)}\n    (lengkapnya: {path})")


def privileged() -> list[str] | None:
    """What to put before a command that needs root: nothing, sudo, or None when impossible."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        if asked.returncode == 0:
            return ["sudo", "-n"]
    return None


def apt_install(packages: Sequence[str], *, why: str) -> None:
    """Install Debian packages, or say who must install what. Raises Refusal."""
    names = " ".join(packages)
    by_hand = (
        f"{why} Minta administrator mesin ini menjalankan:\n"
        f"    sudo apt-get install {names}\nlalu ulangi perintah ini."
    )
    before = privileged()
    if before is None or not shutil.which("apt-get"):
        raise Refusal(by_hand)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    install = [*before, "apt-get", "install", "-y", "--no-install-recommends", *packages]
    with step(f"Memasang paket sistem: {names}"):
        try:
            run_logged(install, log="apt", sorry=by_hand, env=quiet)
        except Refusal:
            tell("    daftar paket diperbarui dulu")
            run_logged([*before, "apt-get", "update"], log="apt", sorry=by_hand, env=quiet)
            run_logged(install, log="apt", sorry=by_hand, env=quiet)
