"""Every act can be read, is audited, takes its moment from outside, and is tested."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture import house, reaching

TRAIL = (house.ROOT / "platform" / "core" / "audit" / "trail.py", "record")
WITHOUT_SENTENCE = {
    "tenants/registry/actions/destroy.py:_finish": "the last step of what `_drop` has told",
    "tenants/registry/actions/restore.py:_bring_back": "`restore` tells it at its end, in `_serve`",
    "tenants/registry/actions/start.py:start": "the act that the job carries out tells",
}
"""Acts that leave no sentence of their own, each with the reason."""


def acts() -> list[Path]:
    """The modules of `actions/` that hold an act; the others there are their helpers."""
    return [
        path
        for path in house.sources("platform/core", "tenants", "pk", "reporting")
        if path.parent.name == "actions" and decorated(path)
    ]


def decorated(path: Path) -> list[ast.FunctionDef]:
    """The functions of a module that carry `@act`."""
    return [function for function in house.functions(path) if is_act(function)]


def is_act(function: ast.FunctionDef) -> bool:
    """Whether a function carries `@act`."""
    marks = [getattr(mark, "attr", getattr(mark, "id", "")) for mark in function.decorator_list]
    return "act" in marks


def test_there_are_acts():
    assert len(acts()) > 30


def test_every_act_lists_its_steps():
    without = [
        house.named(path)
        for path in acts()
        if not re.search(r"^1\. ", ast.get_docstring(house.tree(path)) or "", re.MULTILINE)
    ]
    assert without == []


def everything_done() -> list[reaching.Place]:
    """The functions with `@act`, and the others of their folders that are told who and when."""
    return [
        (path, name)
        for path in house.sources("platform/core", "tenants", "pk", "reporting")
        if path.parent.name == "actions"
        for name, function in reaching.module(path).functions.items()
        if is_act(function) or (not name.startswith("_") and told_who_and_when(function))
    ]


def told_who_and_when(function: ast.FunctionDef) -> bool:
    """Whether a function takes `by` and `at`."""
    return {"by", "at"} <= {argument.arg for argument in function.args.kwonlyargs}


def leaves_a_sentence(place: reaching.Place) -> bool:
    """Whether the act, or what it calls, records in the trail."""
    return any(there == TRAIL for there, _ in reaching.reached(place))


def reads_the_clock(function: ast.FunctionDef) -> bool:
    """`timezone.now()`, `date.today()`, `time.time()` and their like; `localdate(at)` reads no clock."""
    for node in ast.walk(function):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        of = getattr(getattr(node.func, "value", None), "id", "")
        if name in {"now", "utcnow", "today", "time"} and of in {
            "datetime",
            "date",
            "timezone",
            "time",
        }:
            return True
        if name in {"localdate", "localtime"} and not node.args and not node.keywords:
            return True
    return False


def said(place: reaching.Place) -> str:
    return f"{house.named(place[0])}:{place[1]}"


def test_every_act_leaves_an_audit_sentence():
    without = {said(place) for place in everything_done() if not leaves_a_sentence(place)}
    assert without == set(WITHOUT_SENTENCE)


def test_no_act_reads_the_clock_nor_does_what_it_calls():
    reading = [
        f"{said(place)} by {said(there)}"
        for place in everything_done()
        for there, function in reaching.reached(place)
        if reads_the_clock(function)
    ]
    assert reading == []


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("timezone.now()", True),
        ("date.today()", True),
        ("timezone.localdate()", True),
        ("localdate()", True),
        ("time.time()", True),
        ("timezone.localdate(at)", False),
        ("day_of(at)", False),
        ("row.time()", False),
    ],
)
def test_a_clock_is_known_when_it_is_read(text, reads):
    function = ast.parse(f"def act(at):\n    return {text}").body[0]
    assert reads_the_clock(function) == reads


def test_every_act_is_called_by_keywords_with_its_actor_and_moment():
    wrong = [
        f"{house.named(path)}:{function.name}"
        for path in acts()
        for function in decorated(path)
        if function.args.args or not {"by", "at"} <= {a.arg for a in function.args.kwonlyargs}
    ]
    assert wrong == []
