"""`./run matrix`: the tests of `realms` on the oldest Django and psycopg that `pyproject.toml` admits.

The newest ones are those of `requirements/`, with which every ordinary run is made. Each combination
gets its packages in a folder of its own, which goes before the virtual environment's.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from workshop import paths, shell
from workshop.machine import environment
from workshop.terminal import Refusal, explain, step, tell

TESTS = ("tests/realms", "tests/isolation")
PACKAGES = {"django": ("django",), "psycopg": ("psycopg", "psycopg-binary")}


def oldest(name: str) -> str:
    """The lowest version of a package that pyproject.toml admits."""
    text = (paths.ROOT / "pyproject.toml").read_text()
    found = re.search(rf'"{name}(?:\[[^]]*\])?>=([\d.]+)', text)
    if found is None:
        raise Refusal(f"pyproject.toml tidak menyebut versi terendah {name}.")
    return found.group(1)


def combinations() -> list[dict[str, str]]:
    """Each package at its oldest alone, then all of them."""
    each = [{name: oldest(name)} for name in PACKAGES]
    return [*each, {name: version for one in each for name, version in one.items()}]


def installed(versions: dict[str, str]) -> Path:
    """A folder that holds these versions."""
    title = "-".join(f"{name}{version}" for name, version in versions.items())
    folder = paths.STATE / "matrix" / title
    wanted = [
        f"{package}=={version}" for name, version in versions.items() for package in PACKAGES[name]
    ]
    if not folder.exists():
        with step(f"Memasang {', '.join(wanted)}"):
            shell.run_logged(
                [
                    paths.venv_program("python"),
                    *("-m", "pip", "install", "--no-deps"),
                    *(
                        "--disable-pip-version-check",
                        "--no-input",
                        "--target",
                        str(folder),
                        *wanted,
                    ),
                ],
                log="matrix",
                sorry="Versi ini tidak dapat dipasang. Periksa sambungan ke registri paket.",
            )
    return folder


def passes(versions: dict[str, str], arguments: list[str]) -> bool:
    """Whether the tests pass on these versions."""
    env = environment({"AMANAH_TEST_STATE": str(paths.STATE / "test")})
    env["PYTHONPATH"] = f"{installed(versions)}:{env['PYTHONPATH']}"
    tell(f"\n{versions}")
    command = [str(paths.venv_program("python")), "-m", "pytest", *TESTS, *arguments]
    done = subprocess.run(command, cwd=paths.ROOT, env={**os.environ, **env}, check=False)
    return done.returncode == 0


def main(arguments: list[str]) -> int:
    """Run every combination; arguments go to pytest."""
    try:
        failed = [one for one in combinations() if not passes(one, arguments)]
    except Refusal as refusal:
        tell(f"\n{refusal}")
        return 1
    except OSError as error:
        tell(f"\n{explain(error)}")
        return 1
    for one in failed:
        tell(f"Gagal dengan {one}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[2:]))
