"""`./run story`: what every act does, and every workflow's diagram, collected from the code.

The numbered list in an act's module docstring is what an auditor reads; the table in `states.py`
is what the code obeys. Both are copied, never retold.
"""

import ast
import importlib
import sys
from pathlib import Path

from workshop import paths
from workshop.terminal import tell

PACKAGES = ("platform/core", "tenants", "pk", "reporting")
DOCS = paths.ROOT / "docs" / "architecture"


def act_files() -> list[Path]:
    """Every `<room>/actions/<verb>.py`, in the order of the house."""
    found: list[Path] = []
    for package in PACKAGES:
        found += sorted((paths.ROOT / package).glob("**/actions/*.py"))
    return [path for path in found if path.name != "__init__.py" and "tests" not in path.parts]


def acts_page() -> str:
    """docs/architecture/acts.md."""
    lines = [
        "# What each act does",
        "",
        "Made by `./run story` from the module docstrings of `actions/`; do not edit.",
    ]
    room = ""
    for path in act_files():
        here = path.relative_to(paths.ROOT).parent.parent
        name = str(here).removeprefix("platform/")
        if name != room:
            room = name
            lines += ["", f"## {room}"]
        text = ast.get_docstring(ast.parse(path.read_text())) or ""
        lines += ["", f"### {path.stem}", "", text.strip()]
    return "\n".join(lines) + "\n"


def states_page() -> str:
    """docs/architecture/states.md."""
    from core.states import Workflow

    lines = [
        "# Workflows",
        "",
        "Made by `./run story` from the tables in `states.py`; do not edit.",
    ]
    for package in PACKAGES:
        for path in sorted((paths.ROOT / package).glob("*/states.py")):
            parts = path.relative_to(paths.ROOT).with_suffix("").parts
            module = importlib.import_module(".".join(p for p in parts if p != "platform"))
            for value in vars(module).values():
                if isinstance(value, Workflow):
                    room = ".".join(p for p in parts[:-1] if p != "platform")
                    lines += [
                        "",
                        f"## {room}: {value.name}",
                        "",
                        "```mermaid",
                        value.mermaid(),
                        "```",
                    ]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` say which are stale."""
    import django

    django.setup()
    pages = {DOCS / "acts.md": acts_page(), DOCS / "states.md": states_page()}
    stale = [path for path, text in pages.items() if not path.exists() or path.read_text() != text]
    if "--check" in arguments:
        for path in stale:
            tell(f"Usang: {path.relative_to(paths.ROOT)}. Perbarui dengan ./run story")
        return 1 if stale else 0
    DOCS.mkdir(parents=True, exist_ok=True)
    for path in stale:
        path.write_text(pages[path])
        tell(f"Diperbarui: {path.relative_to(paths.ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
