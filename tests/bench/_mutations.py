"""The small changes that `mutants.py` makes to a source text, each of them wrong in all likelihood.

Comparisons, constants by one, and/or, not, plus and minus, `return None`, a statement left out, two
arguments exchanged, a condition of a filter left out, filter and exclude, first and last, any and all,
min and max, the sign of an order.

Not changed, because nothing would be wrong (arguments whose order says nothing, the first of one row), or
no test of behaviour has to notice it: docstrings and texts, annotations, log
lines, `__str__`, what only shapes a class (`frozen`, `slots`), the look of a form's widget, and what a
model says of its columns (`./run check` compares that with the migrations).
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

COMPARISONS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
OPERATORS = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
PAIRS = {"filter": "exclude", "first": "last", "any": "all", "min": "max"}
NAMES = PAIRS | {new: old for old, new in PAIRS.items()}
NARROWING = {"filter", "exclude", "get", "Q", "update"}
ORDERLESS = {
    "has_role",
    "for_roles",
    "select_related",
    "prefetch_related",
    "filter",
    "exclude",
    "Q",
}
"""Calls whose arguments may stand in any order."""
LOGS = {"log", "logger", "logging"}
SHAPES = {
    "frozen", "slots", "strict", "repr", "init", "widget", "attrs", "max_length", "rows", "label",
    "help_text", "initial_help", "update_fields",
}  # fmt: skip
EMPTY = (None, False, "", 0)


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the bytes from `start` to `end` on `line` by `text`."""

    line: int
    start: int
    end: int
    text: bytes
    kind: str

    def applied(self, source: bytes) -> bytes:
        """The source with this change."""
        return source[: self.start] + self.text + source[self.end :]


def edits(source: bytes, *, functions_only: bool = False) -> list[Edit]:
    """Every change of `source`, Python still or not; with `functions_only` none outside a function."""
    finder = _Finder(source, functions_only)
    finder.visit(ast.parse(source))
    return finder.found


def is_python(source: bytes) -> bool:
    """Whether a changed text can be compiled: to try that for every change would take minutes."""
    try:
        compile(source, "mutant", "exec")
    except SyntaxError:
        return False
    return True


class _Finder(ast.NodeVisitor):
    def __init__(self, source: bytes, functions_only: bool) -> None:
        self.found: list[Edit] = []
        self.functions_only, self.depth = functions_only, 0
        starts, at = [0], 0
        for line in source.splitlines(keepends=True):
            at += len(line)
            starts.append(at)
        self.starts = starts

    # What is walked, and what is left alone

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.expr | ast.stmt) and (self.depth or not self.functions_only):
            for kind, text in _changes(node):
                self._keep(node, kind, text)
        super().visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Text; and before Python 3.12 the places inside one are not known."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if node.name in {"__str__", "__repr__"}:
            return
        self.depth += 1
        for default in [*node.args.defaults, *node.args.kw_defaults]:
            if default is not None:
                self.visit(default)
        for statement in node.body:
            self.visit(statement)
        self.depth -= 1

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        depth, self.depth = self.depth, 0
        for statement in node.body:
            self.visit(statement)
        self.depth = depth

    def visit_If(self, node: ast.If) -> None:
        if "TYPE_CHECKING" not in ast.dump(node.test):
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if _named(node.func) in {"TypeVar", "cast"} or _is_log(node):
            return
        self.generic_visit(node)

    def visit_keyword(self, node: ast.keyword) -> None:
        if node.arg not in SHAPES:
            self.generic_visit(node)

    def _keep(self, node: ast.expr | ast.stmt, kind: str, text: str) -> None:
        start = self.starts[node.lineno - 1] + node.col_offset
        end = self.starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        self.found.append(Edit(node.lineno, start, end, text.encode(), kind))


def _changes(node: ast.AST) -> Iterator[tuple[str, str]]:
    """What may stand in the place of `node`."""
    for kind, change in CHANGES:
        for new in change(node):
            yield kind, new if isinstance(new, str) else ast.unparse(new)


# Each takes a node and gives what may stand in its place.


def _comparison(node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.Compare):
        return
    for index, operator in enumerate(node.ops):
        new = copy.deepcopy(node)
        new.ops[index] = COMPARISONS[type(operator)]()
        yield f"({ast.unparse(new)})"


def _junction(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.BoolOp):
        new = copy.deepcopy(node)
        new.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield f"({ast.unparse(new)})"


def _negation(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.Invert):
        yield f"({ast.unparse(node.operand)})"
    if isinstance(node, ast.If | ast.While):
        return
    if isinstance(node, ast.IfExp):
        new = copy.deepcopy(node)
        new.body, new.orelse = new.orelse, new.body
        yield f"({ast.unparse(new)})"


def _operator(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        new = copy.deepcopy(node)
        new.op = OPERATORS[type(node.op)]()
        yield f"({ast.unparse(new)})"
    if isinstance(node, ast.AugAssign) and type(node.op) in OPERATORS:
        changed = copy.deepcopy(node)
        changed.op = OPERATORS[type(node.op)]()
        yield ast.unparse(changed)


def _constant(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            yield repr(not node.value)
        elif isinstance(node.value, int):
            yield f"{node.value + 1}"
            yield f"({node.value - 1})"
    match node:
        case ast.Call(func=ast.Name("Decimal"), args=[ast.Constant(str()), *_]):
            yield f"({ast.unparse(node)} + 1)"


def _answer(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Return) and node.value is not None:
        empty = isinstance(node.value, ast.Constant) and node.value.value in EMPTY
        if not empty and not _is_empty(node.value):
            yield "return None"


def _removal(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Expr):
        if not isinstance(node.value, ast.Constant | ast.Yield | ast.YieldFrom) and not (
            isinstance(node.value, ast.Call) and _is_log(node.value)
        ):
            yield "pass"
    elif isinstance(node, ast.Raise | ast.AugAssign | ast.Continue):
        yield "pass"
    elif isinstance(node, ast.Break):
        yield "continue"
    elif isinstance(node, ast.Assign) and not any(
        isinstance(target, ast.Name | ast.Tuple) for target in node.targets
    ):
        yield "pass"


def _exchange(node: ast.AST) -> Iterator[ast.AST]:
    if not isinstance(node, ast.Call) or _is_log(node):
        return
    positional = node.args[:2] if _named(node.func) not in ORDERLESS else []
    if len(positional) > 1 and not any(isinstance(one, ast.Starred) for one in positional):
        new = copy.deepcopy(node)
        new.args[0], new.args[1] = new.args[1], new.args[0]
        if ast.dump(new) != ast.dump(node):
            yield new
    for index in range(len(node.keywords) - 1):
        new = copy.deepcopy(node)
        one, two = new.keywords[index : index + 2]
        one.value, two.value = two.value, one.value
        if one.arg and two.arg and ast.dump(new) != ast.dump(node):
            yield new


def _narrowing(node: ast.AST) -> Iterator[ast.AST]:
    if not isinstance(node, ast.Call) or _named(node.func) not in NARROWING:
        return
    if len(node.args) + len(node.keywords) > 1:
        for index in range(len(node.keywords)):
            new = copy.deepcopy(node)
            del new.keywords[index]
            yield new
        for index in range(len(node.args)):
            new = copy.deepcopy(node)
            del new.args[index]
            yield new


def _name(node: ast.AST) -> Iterator[ast.AST]:
    if not isinstance(node, ast.Call):
        return
    name = _named(node.func)
    ordered = name not in {"first", "last"} or "order_by" in ast.unparse(node)
    if name in NAMES and ordered:
        new = copy.deepcopy(node)
        if isinstance(new.func, ast.Attribute):
            new.func.attr = NAMES[name]
        elif isinstance(new.func, ast.Name):
            new.func.id = NAMES[name]
        yield new
    if name == "order_by":
        for index, argument in enumerate(node.args):
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                new = copy.deepcopy(node)
                said = argument.value
                new.args[index] = ast.Constant(said[1:] if said[0] == "-" else f"-{said}")
                yield new


CHANGES = (
    ("comparison", _comparison),
    ("and/or", _junction),
    ("negation", _negation),
    ("operator", _operator),
    ("constant", _constant),
    ("return None", _answer),
    ("removed", _removal),
    ("exchanged", _exchange),
    ("condition removed", _narrowing),
    ("name", _name),
)


def _named(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def _is_log(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and _named(call.func.value) in LOGS


def _is_empty(value: ast.expr) -> bool:
    return isinstance(value, ast.List | ast.Tuple | ast.Set) and not value.elts
