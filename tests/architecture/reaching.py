"""What a function really calls: itself and every function of ours that it names, as far as that leads.

Read from the syntax trees: a name that was imported, a function of the same module, an attribute of an
imported module, a method of a class of the same module. What is chosen at run time is not seen.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.architecture import house

Place = tuple[Path, str]
"""A module and one of its functions (`name`, or `Class.name`)."""


@dataclass(frozen=True, slots=True)
class Module:
    """The functions of a module, and what its imported names stand for."""

    functions: dict[str, ast.FunctionDef]
    imported: dict[str, tuple[str, str]]


@cache
def by_name() -> dict[str, Path]:
    """Every module of ours by its dotted name."""
    found = {}
    for path in house.sources():
        parts = path.relative_to(house.ROOT).with_suffix("").parts
        parts = parts[1:] if parts[0] == "platform" else parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def module(path: Path) -> Module:
    """One module, read once."""
    return parsed(house.tree(path))


def parsed(tree: ast.Module) -> Module:
    """The same of a tree."""
    functions: dict[str, ast.FunctionDef] = {}
    imported: dict[str, tuple[str, str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for name in node.names:
                imported[name.asname or name.name] = (node.module or "", name.name)
        elif isinstance(node, ast.Import):
            for name in node.names:
                imported[name.asname or name.name.partition(".")[0]] = (name.name, "")
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            functions[node.name] = node
        elif isinstance(node, ast.ClassDef):
            functions |= {
                f"{node.name}.{inner.name}": inner
                for inner in node.body
                if isinstance(inner, ast.FunctionDef)
            }
    return Module(functions, imported)


def reached(start: Place) -> Iterator[tuple[Place, ast.FunctionDef]]:
    """The function at `start`, and all of ours that it leads to, each once."""
    waiting, seen = [start], {start}
    while waiting:
        place = waiting.pop()
        function = module(place[0]).functions[place[1]]
        yield place, function
        for there in named(place[0], function):
            if there not in seen:
                seen.add(there)
                waiting.append(there)


def named(path: Path, function: ast.FunctionDef) -> Iterator[Place]:
    """The functions of ours that one function names."""
    here = module(path)
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            if node.id in here.functions:
                yield path, node.id
            for name in here.functions:  # making an object runs what its class says
                if name.startswith(f"{node.id}."):
                    yield path, name
            if node.id in here.imported:
                yield from _function(*here.imported[node.id])
        elif isinstance(node, ast.Attribute) and _name(node.value) in here.imported:
            package, name = here.imported[_name(node.value)]
            yield from _function(f"{package}.{name}".rstrip("."), node.attr)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _function(name: str, attribute: str) -> Iterator[Place]:
    path = by_name().get(name)
    if path is None:
        return
    there = module(path)
    if attribute in there.functions:
        yield path, attribute
    elif attribute in there.imported and there.imported[attribute] != (name, attribute):
        yield from _function(*there.imported[attribute])
