"""The names that psycopg and Django keep to themselves are still there, and nothing else is leaned on."""

import ast
import re
from importlib import import_module

import pytest

from realms.backend.private import PRIVATE_NAMES
from tests.architecture import house

PRIVATE = re.compile(r"_[a-z]\w*")


@pytest.mark.parametrize(
    ("where", "name"), [(where, name) for where, names in PRIVATE_NAMES.items() for name in names]
)
def test_the_installed_version_still_has(where, name):
    module, kept_by = where.rsplit(".", 1)
    one = getattr(import_module(module), kept_by)
    slots = {slot for base in one.__mro__ for slot in getattr(base, "__slots__", ())}
    assert hasattr(one, name) or name in slots or name in getattr(one, "__annotations__", {})


def private_names_of_others(path):
    """Names with an underscore that a file reads from an object which is not its own."""
    own = {
        node.name for node in ast.walk(house.tree(path)) if hasattr(node, "name") and node.name
    } | {
        node.attr
        for node in ast.walk(house.tree(path))
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }
    for node in ast.walk(house.tree(path)):
        if not (isinstance(node, ast.Attribute) and PRIVATE.fullmatch(node.attr)):
            continue
        asked = node.value
        is_super = isinstance(asked, ast.Call) and getattr(asked.func, "id", "") == "super"
        if node.attr in {"_meta", "_base_manager"} or (node.attr in own and not is_super):
            continue
        yield node.attr


def test_private_names_of_others_stand_in_one_file():
    found = {
        f"{house.named(path)}: {name}"
        for path in house.sources("platform/realms")
        if path.name != "private.py"
        for name in private_names_of_others(path)
    }
    assert found == set()


def test_every_private_name_that_is_used_is_in_the_list():
    path = next(p for p in house.sources("platform/realms") if p.name == "private.py")
    listed = {name for names in PRIVATE_NAMES.values() for name in names}
    assert set(private_names_of_others(path)) <= listed
