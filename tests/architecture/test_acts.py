"""Every act can be read, is audited, takes its moment from outside, and is tested."""

import ast
import re
from pathlib import Path

from tests.architecture import house

CLOCK = re.compile(
    r"\b(datetime|date|timezone|time|clock)\.(now|today|utcnow|localdate|localtime|time)\("
)


def acts() -> list[Path]:
    """The modules of `actions/` that hold an act; the others there are their helpers."""
    return [
        path
        for path in house.sources("platform/core", "tenants", "pk", "reporting")
        if path.parent.name == "actions" and decorated(path)
    ]


def decorated(path: Path) -> list[ast.FunctionDef]:
    """The functions of a module that carry `@act`."""
    return [
        function
        for function in house.functions(path)
        for mark in function.decorator_list
        if getattr(mark, "attr", getattr(mark, "id", "")) == "act"
    ]


def test_there_are_acts():
    assert len(acts()) > 30


def test_every_act_lists_its_steps():
    without = [
        house.named(path)
        for path in acts()
        if not re.search(r"^1\. ", ast.get_docstring(house.tree(path)) or "", re.MULTILINE)
    ]
    assert without == []


def test_every_act_leaves_an_audit_sentence():
    """Its own, by `record(… sentence=…)`, that of the act it repeats, or that of the job it starts."""
    without = [
        house.named(path)
        for path in acts()
        if not re.search(r"\bsentence\b|\brecord\(|\.actions\b|\bstart_job\(", path.read_text())
    ]
    assert without == []


def test_no_act_reads_the_clock():
    reading = [house.named(path) for path in acts() if CLOCK.search(path.read_text())]
    assert reading == []


def test_every_act_is_called_by_keywords_with_its_actor_and_moment():
    wrong = [
        f"{house.named(path)}:{function.name}"
        for path in acts()
        for function in decorated(path)
        if function.args.args or not {"by", "at"} <= {a.arg for a in function.args.kwonlyargs}
    ]
    assert wrong == []
