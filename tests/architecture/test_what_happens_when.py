"""The page that answers twelve questions points at files and names which exist."""

import ast
import re

import pytest

from tests.architecture import house

PAGE = house.ROOT / "docs" / "architecture" / "what-happens-when.md"
REFERENCE = re.compile(r"`([\w/.-]+\.py):(\w+)`")


def references() -> list[tuple[str, str]]:
    return REFERENCE.findall(PAGE.read_text())


def names_of(path) -> set[str]:
    """What a file defines at its top: functions, classes, assigned names."""
    found = set()
    for node in house.tree(path).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        if isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return found


def test_the_page_answers_twelve_questions():
    assert len(re.findall(r"^## \d+\. ", PAGE.read_text(), re.MULTILINE)) == 12
    assert len(references()) > 40


@pytest.mark.parametrize(("file", "name"), references())
def test_a_reference_leads_somewhere(file, name):
    assert name in names_of(house.ROOT / file)
