"""Words: the glossary bridges Indonesian and code; nothing is called `pk`; no region is named."""

import ast
import csv
import re

import pytest
from django.apps import apps

from tests.architecture import house

GLOSSARY = house.ROOT / "docs" / "glossary.md"
OURS = ("core.", "tenants.", "pk.", "reporting.")
SEEDS = ("Malang", "Solok", "Bengkulu Utara", "Lebong")


def glossary() -> dict[str, str]:
    """Each code name of the glossary with the Indonesian it stands for."""
    names = {}
    for line in GLOSSARY.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) >= 2 and "`" in cells[1]:
            names.update(dict.fromkeys(re.findall(r"`([^`]+)`", cells[1]), cells[0]))
    return names


@pytest.fixture(scope="module")
def identifiers() -> set[str]:
    """Every word that stands in our code."""
    text = "\n".join(path.read_text() for path in house.sources())
    return set(re.findall(r"[A-Za-z_][A-Za-z0-9_]*", text))


def test_every_code_name_of_the_glossary_exists(identifiers):
    names = glossary()
    assert len(names) > 40
    assert sorted(name for name in names if name not in identifiers) == []


def test_every_model_is_in_the_glossary():
    names = glossary()
    missing = [
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith(OURS) and model.__name__ not in names
    ]
    assert missing == []


def test_nothing_is_called_pk():
    found = []
    for path in house.sources():
        for node in ast.walk(house.tree(path)):
            name = {ast.Name: "id", ast.arg: "arg"}.get(type(node))
            if name and getattr(node, name) == "pk":
                found.append(f"{house.named(path)}:{node.lineno}")
    for path in [*house.sources(), *house.templates()]:
        if re.search(r"<\w+:pk>|\{[{%][^}]*\.pk\b", path.read_text()):
            found.append(house.named(path))
    assert found == []


def official_names() -> set[str]:
    """ "Kabupaten X", "Kota X" and "Provinsi X" of the official list."""
    path = house.ROOT / "tenants" / "registry" / "data" / "wilayah-id.csv"
    with path.open(newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    key = next(name for name in rows[0] if "name" in name or "nama" in name)
    return {row[key].strip() for row in rows}


def test_no_region_is_named_where_rules_live():
    """How regions differ is data; in code, only the registry, presets and samples may name one."""
    names = {name for name in official_names() if name.startswith(("Kabupaten ", "Kota "))}
    anywhere = re.compile("|".join(rf"\b{name}\b" for name in SEEDS), re.IGNORECASE)
    found = []
    for path in [*house.sources("platform/core", "pk", "reporting"), *house.templates()]:
        if house.named(path).startswith(("tenants/", "tests/")):
            continue
        text = path.read_text()
        named = anywhere.findall(text) + [name for name in names if f"{name} " in text]
        found += [f"{house.named(path)}: {name}" for name in named]
    assert found == []
