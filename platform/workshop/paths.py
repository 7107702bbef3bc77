"""Where things lie. Standard library only: read before anything is installed."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATE = Path(os.environ.get("AMANAH_STATE") or ROOT / ".amanah").expanduser().absolute()
"""Everything the product writes when it runs by itself."""
VENV = STATE / "venv"
LOGS = STATE / "logs"
BYTECODE = STATE / "bytecode"
"""What Python compiled, once for all processes; the source folders stay clean."""
PACKAGES = (
    "platform/config",
    "platform/core",
    "platform/realms",
    "platform/samples",
    "platform/workshop",
    "tenants",
    "pk",
    "reporting",
)
REQUIREMENTS = ROOT / "requirements"
BUILD = ROOT / "platform" / "core" / "ui" / "static" / "build"
"""The built script, styles and fonts; never committed."""


def port() -> int:
    """The port of the web server, from PORT; 8000 by default, 0 when PORT is no port."""
    given = os.environ.get("PORT") or "8000"
    return int(given) if given.isdecimal() and int(given) < 65536 else 0


def venv_program(name: str) -> Path:
    """A program of the virtual environment."""
    return VENV / "bin" / name


def inside_venv() -> bool:
    """Whether this process already runs on the product's own Python."""
    return Path(sys.prefix).resolve() == VENV.resolve()


def ours(pattern: str) -> list[Path]:
    """Files of our own packages, in order."""
    return sorted(path for top in PACKAGES for path in (ROOT / top).glob(pattern))


def free_mib(folder: Path) -> int:
    """Free room where `folder` is or will be, in MiB."""
    while not folder.exists():
        folder = folder.parent
    system = os.statvfs(folder)
    return system.f_bavail * system.f_frsize // 2**20
