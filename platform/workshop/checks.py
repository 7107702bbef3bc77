"""`./run check`, `test`, `fmt`, `bench` and `requirements`.

`check` is the fast part and needs no server. `test` is check and then every test; it ends with
pytest's own summary.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from workshop import paths
from workshop.machine import environment
from workshop.terminal import Refusal, explain, tell

PYTHON = str(paths.venv_program("python"))
MANAGE = [PYTHON, "manage.py"]
COMPILE = ["pip", "compile", "--universal", "--generate-hashes", "--no-emit-index-url", "--quiet"]
"""Hashes for every platform, and no line that names an index."""
TEMPLATES = ("platform", "tenants", "pk", "reporting", "tests")
"""Where templates lie; their format is set in pyproject.toml."""


SLOW = (
    *("tests/browser", "tests/samples", "tests/workshop/test_servers.py"),
    *("tests/isolation/test_pool.py", "tests/isolation/test_pooler.py"),
    *("tests/realms/test_killed.py", "tests/realms/test_standing.py"),
    *("tests/tenants/registry/test_killed.py", "tests/tenants/registry/test_lost_worker.py"),
    *(
        "tests/tenants/registry/test_full_disk.py",
        "tests/tenants/registry/test_restore_under_load.py",
    ),
    *("tests/tenants/registry/test_command.py", "tests/tenants/registry/test_copies.py"),
)
"""What `./run test --quick` leaves out."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it is called, what is run, and how to mend what it finds."""

    title: str
    command: tuple[str, ...]
    mend: str = ""


def fast_checks() -> tuple[Check, ...]:
    """Everything that needs no database; what takes longest comes first."""
    tool = paths.venv_program
    return (
        Check("tipe", (str(tool("mypy")), *paths.PACKAGES)),
        Check("format", (str(tool("ruff")), "format", "--check", "."), "./run fmt"),
        Check("lint", (str(tool("ruff")), "check", "."), "./run fmt"),
        Check("format templat", (str(tool("djangofmt")), "--check", *TEMPLATES), "./run fmt"),
        Check("kontrak impor", (str(tool("lint-imports")),)),
        Check("pengaturan", (*MANAGE, "check", "--fail-level", "WARNING")),
        Check(
            "migrasi",
            (*MANAGE, "makemigrations", "--check", "--dry-run"),
            "./run manage makemigrations",
        ),
        Check("cerita di docs/", (PYTHON, "-m", "workshop.story", "--check"), "./run story"),
    )


def check() -> bool:
    """Run the fast checks, as many at once as there are cores; say what failed and how to mend it."""
    every = fast_checks()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        failed = [
            one for one, good in zip(every, pool.map(_passes, every), strict=True) if not good
        ]
    for one in failed:
        tell(f"Gagal: {one.title}" + (f" — perbaiki dengan: {one.mend}" if one.mend else ""))
    return not failed


def _passes(one: Check) -> bool:
    began = time.monotonic()
    done = subprocess.run(
        one.command, cwd=paths.ROOT, env=_env(), capture_output=True, text=True, check=False
    )
    good = done.returncode == 0
    said = "" if good else f"\n{(done.stdout + done.stderr).strip()}"
    tell(f"  {'✓' if good else '✗'} {one.title} ({time.monotonic() - began:.1f} s){said}")
    return good


def test(arguments: Sequence[str]) -> bool:
    """The checks, then the tests; pytest's summary is the last thing printed when all is well.

    `--quick` leaves out what drives a browser, kills processes, fills disks or starts servers of its own.
    """
    quick = "--quick" in arguments
    chosen = [each for each in arguments if each != "--quick"]
    if quick:
        chosen += [f"--ignore={slow}" for slow in SLOW]
    checked = check() if quick or not arguments else True
    workers = ["-n", "2"] if quick or not arguments else []
    command = [PYTHON, "-m", "pytest", *workers, *chosen]
    passed = subprocess.run(command, cwd=paths.ROOT, env=_env(), check=False).returncode == 0
    if passed and not checked:
        tell("Tes lulus, tetapi pemeriksaan di atasnya gagal (lihat baris ✗).")
    return checked and passed


def fmt() -> bool:
    """Format, and mend what the linter can mend."""
    ruff = str(paths.venv_program("ruff"))
    fixed = subprocess.run([ruff, "check", "--fix", "--quiet", "."], cwd=paths.ROOT, check=False)
    subprocess.run([ruff, "format", "."], cwd=paths.ROOT, check=True)
    djangofmt = str(paths.venv_program("djangofmt"))
    subprocess.run([djangofmt, "--quiet", *TEMPLATES], cwd=paths.ROOT, check=True)
    return fixed.returncode == 0


def bench(arguments: Sequence[str]) -> bool:
    """Run one measurement: a module of tests/bench/."""
    known = sorted(p.stem for p in (paths.ROOT / "tests" / "bench").glob("[a-z]*.py"))
    if not arguments or arguments[0] not in known:
        raise Refusal("Pilih yang diukur: ./run bench " + " | ".join(known or ["(belum ada)"]))
    command = [PYTHON, "-m", f"tests.bench.{arguments[0]}", *arguments[1:]]
    return subprocess.run(command, cwd=paths.ROOT, env=_env(), check=False).returncode == 0


def requirements() -> bool:
    """Compile requirements/*.txt from pyproject.toml."""
    uv = str(paths.venv_program("uv"))
    for name, extras in (("base", ["build"]), ("dev", ["build", "dev"])):
        chosen = [f"--extra={extra}" for extra in extras]
        target = f"requirements/{name}.txt"
        command = [uv, *COMPILE, "--no-header", *chosen, "pyproject.toml", "-o", target]
        if subprocess.run(command, cwd=paths.ROOT, check=False).returncode != 0:
            return False
    return True


def _env() -> dict[str, str]:
    state = os.environ.get("AMANAH_TEST_STATE") or str(paths.STATE / "test")
    return {**os.environ, **environment({"AMANAH_TEST_STATE": state})}


def main(arguments: list[str]) -> int:
    """Dispatch."""
    try:
        match arguments:
            case ["check"]:
                good = check()
            case ["test", *rest]:
                good = test(rest)
            case ["fmt"]:
                good = fmt()
            case ["bench", *rest]:
                good = bench(rest)
            case ["requirements"]:
                good = requirements()
            case _:
                raise Refusal(f"Tidak dikenal: ./run {' '.join(arguments)}. Menu: ./run")
    except Refusal as refusal:
        tell(f"\n{refusal}")
        return 1
    except OSError as error:
        tell(f"\n{explain(error)}")
        return 1
    except KeyboardInterrupt:
        return 130
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
