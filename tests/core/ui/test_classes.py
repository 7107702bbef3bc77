"""A template names only classes that the kit knows: a class without a rule is a word lost."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CSS = ROOT / "platform" / "core" / "ui" / "static" / "src" / "css"
FOLDERS = ("platform", "tenants", "pk", "reporting")
FOR_TESTS = {"job"}


def styled() -> set[str]:
    sheets = [*CSS.rglob("*.css"), *ROOT.glob("p*/**/static/*/print.css")]
    text = "".join(path.read_text() for path in sheets)
    return set(re.findall(r"\.([a-z][a-z0-9_-]*)", text))


def named() -> dict[str, str]:
    """Each class in a page's template, and where it stands; printed documents have styles of their own."""
    found: dict[str, str] = {}
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("templates/**/*.html")):
            text = path.read_text()
            if "<style" in text or "print.css" in text or "/paper/" in str(path):
                continue
            text = re.sub(r"{#.*?#}|[\w-]+-{% if.*?endif %}", "", text, flags=re.DOTALL)
            for value in re.findall(r'\bclass="([^"]*)"', text):
                plain = re.sub(r"[\w-]*{{.*?}}[\w-]*|{%.*?%}", " ", value)
                for name in plain.split():
                    found.setdefault(name, str(path.relative_to(ROOT)))
    return found


def test_every_class_in_a_page_has_a_rule():
    known = styled() | FOR_TESTS
    lost = {name: where for name, where in named().items() if name not in known}

    assert lost == {}


def test_the_style_sheets_stay_small():
    found = "".join(path.read_text() for path in CSS.rglob("*.css")).count(";")

    assert found <= 1_500, "declarations of all style sheets"
