"""What the tests of the house walk over: the files that are in the repository or about to be."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
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


@cache
def files() -> tuple[Path, ...]:
    """Every tracked file, and every new one that no ignore rule covers."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return tuple(path for name in listed if (path := ROOT / name).is_file())


def named(path: Path) -> str:
    """A file as a reader names it."""
    return str(path.relative_to(ROOT))


def sources(*folders: str) -> list[Path]:
    """Python files of ours under `folders` (all packages by default), without migrations."""
    return [
        path
        for path in files()
        if path.suffix == ".py"
        and "migrations" not in path.parts
        and named(path).startswith(tuple(f"{folder}/" for folder in folders or PACKAGES))
    ]


def templates() -> list[Path]:
    """Templates of ours: pages and papers, drawings, mails, style sheets of a region."""
    return [
        path
        for path in files()
        if path.suffix in {".html", ".svg", ".txt", ".css"}
        and "templates" in path.relative_to(ROOT).parts
    ]


def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text())


def functions(path: Path) -> list[ast.FunctionDef]:
    """Every function and method of a file."""
    return [
        node
        for node in ast.walk(tree(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]
