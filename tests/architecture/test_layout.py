"""The house stands as ARCHITECTURE.md draws it."""

import platform
import sysconfig
from pathlib import Path

import pytest

from tests.architecture import house


def test_platform_is_the_standard_librarys():
    assert Path(platform.__file__).parent == Path(sysconfig.get_path("stdlib"))
    assert not (house.ROOT / "platform" / "__init__.py").exists()
    assert not (house.ROOT / "tests" / "platform").exists()


@pytest.mark.parametrize("name", ["run", ".ci/run"])
def test_what_a_person_runs_is_executable(name):
    assert (house.ROOT / name).stat().st_mode & 0o111


def test_every_folder_with_code_is_a_package():
    missing = {
        house.named(path.parent)
        for path in house.sources()
        if not (path.parent / "__init__.py").exists()
    }
    assert missing == set()


def test_nothing_that_is_built_is_kept():
    built = ("static/build/", "node_modules/", "__pycache__/", ".amanah/", "dist/")
    kept = [
        house.named(path)
        for path in house.files()
        if any(part in f"/{house.named(path)}" for part in built)
        or path.suffix in {".whl", ".pyc", ".woff2", ".min"}
        or path.name.endswith((".min.js", ".min.css"))
    ]
    assert kept == []
