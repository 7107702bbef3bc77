"""The repository speaks of the product alone: no machine, no registry, no workplace."""

import json
import re

from tests.architecture import house

HOSTS = re.compile(
    "|".join(("pypi\\.org", "files\\.pythonhosted", "npmjs\\.", "registry\\.npm", "gitlab\\."))
)
PLACES = re.compile("|".join((re.escape(f"{house.ROOT}/"), r"/home/\w+/", "/root/")))
"""The folder in which this checkout happens to stand, and anybody's home."""


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in house.files():
        if path.suffix in {".png", ".jpg", ".pdf", ".xlsx", ".ico"} or path.name == "test_tree.py":
            continue
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            if pattern.search(line):
                found.append(f"{house.named(path)}:{number}")
    return found


def test_no_file_names_a_registry():
    assert lines_with(HOSTS) == []


def test_no_file_names_a_workplace():
    assert lines_with(PLACES) == []


def test_requirements_carry_hashes_and_no_index():
    for name in ("base", "dev"):
        text = (house.ROOT / "requirements" / f"{name}.txt").read_text()
        assert "--hash=sha256:" in text
        assert "index" not in re.sub(r"(?m)^\s*#.*$", "", text)
        assert "://" not in text


def test_the_lock_of_the_front_end_names_no_address():
    lock = json.loads((house.ROOT / "package-lock.json").read_text())
    for name, package in lock["packages"].items():
        assert "resolved" not in package, name
        assert not name or "integrity" in package, name
