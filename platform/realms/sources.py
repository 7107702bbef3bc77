"""The migrations' source files, read without Django: has any of them changed?

Starting Django takes seconds; a deployment that has nothing to migrate should not wait for it
(`config.standing`). So the checksum that names a plan is made of files, not of loaded migrations.
"""

import hashlib
import json
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import django

from realms import hardening


@lru_cache(maxsize=4)
def checksum(apps: tuple[str, ...]) -> str:
    """A hash over the migration files of `apps` (as in INSTALLED_APPS) and Django's version."""
    digest = hashlib.sha256(django.get_version().encode())
    for app in sorted(apps):
        for path in _files(app):
            digest.update(f"{app}.{path.stem}\0{checksum_of(path)}".encode())
    return digest.hexdigest()


def checksum_of(path: Path) -> str:
    """The hash of one migration's file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def public_mark(apps: tuple[str, ...], grants: dict[str, dict[str, str]], password: str) -> str:
    """A hash over everything that `realms.install` brings up to date in `public`.

    `grants` are the composition's PUBLIC_GRANTS, `password` that of the app's login.
    """
    parts = (checksum(apps), json.dumps(grants, sort_keys=True), password, *hardening.REVOKES)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _files(app: str) -> list[Path]:
    package = app.partition(".apps.")[0]
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"no package: {package}")
    folder = Path(spec.submodule_search_locations[0]) / "migrations"
    return sorted(path for path in folder.glob("*.py") if path.stem != "__init__")
