"""A tidy tree (Buchheim, Jünger and Leipert 2002) with boxes of their own width and height.

Parents stand centred above their children, equal subtrees look equal, and nothing overlaps. All
boxes of a level begin on one line; a level is as high as its highest box. Linear in the number of
boxes, without recursion, so that a deep tree does no harm.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field

GAP = 20.0
LEVEL_GAP = 44.0


@dataclass(slots=True)
class Box:
    """A box to be placed; `x` and `y` are its upper left corner once `lay_out` is done."""

    key: Hashable
    width: float
    height: float
    children: list[Box] = field(default_factory=list)
    x: float = 0.0
    y: float = 0.0
    level: int = 0
    _parent: Box | None = field(default=None, repr=False)
    _number: int = 0
    _prelim: float = 0.0
    _mod: float = 0.0
    _shift: float = 0.0
    _change: float = 0.0
    _thread: Box | None = field(default=None, repr=False)
    _ancestor: Box | None = field(default=None, repr=False)

    @property
    def middle(self) -> float:
        """The x of the middle of the box."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands: boxes in the order of reading, and the size of the whole."""

    boxes: tuple[Box, ...]
    width: float
    height: float
    level_tops: tuple[float, ...]


def lay_out(roots: Sequence[Box]) -> Layout:
    """Place the boxes; several roots stand side by side."""
    if not roots:
        return Layout((), 0.0, 0.0, ())
    above = Box("", 0.0, 0.0, list(roots))
    boxes = [box for box in _prepared(above) if box is not above]
    for box in reversed([above, *boxes]):
        _first_walk_children(box)
    _second_walk(above)
    left = min(box.x for box in boxes)
    heights: dict[int, float] = {}
    for box in boxes:
        box.x -= left
        heights[box.level] = max(heights.get(box.level, 0.0), box.height)
    tops, top = [], 0.0
    for level in sorted(heights):
        tops.append(top)
        top += heights[level] + LEVEL_GAP
    for box in boxes:
        box.y = tops[box.level]
    width = max(box.x + box.width for box in boxes)
    return Layout(tuple(boxes), width, top - LEVEL_GAP, tuple(tops))


def _prepared(above: Box) -> Iterator[Box]:
    """Every box, parents before children, with level, parent and number set."""
    above.level, above._ancestor = -1, above
    waiting = [above]
    while waiting:
        box = waiting.pop()
        yield box
        for number, child in enumerate(box.children):
            child._parent, child._number, child.level = box, number, box.level + 1
            child._ancestor = child
        waiting += reversed(box.children)


def _first_walk_children(box: Box) -> None:
    """Place the children of a box beside each other; their own children are placed already."""
    ancestor = box.children[0] if box.children else None
    for child in box.children:
        _put_beside(child)
        if ancestor is not None:
            ancestor = _apportion(child, ancestor)
    _execute_shifts(box)


def _put_beside(box: Box) -> None:
    middle = 0.0
    if box.children:
        first, last = box.children[0], box.children[-1]
        middle = (first._prelim + last._prelim) / 2
    left = _sibling(box)
    if left is None:
        box._prelim = middle
        return
    box._prelim = left._prelim + _distance(left, box)
    box._mod = box._prelim - middle if box.children else 0.0


def _apportion(box: Box, ancestor: Box) -> Box:
    left = _sibling(box)
    if left is None or box._parent is None:
        return ancestor
    in_right, out_right = box, box
    in_left, out_left = left, box._parent.children[0]
    sum_in_right = sum_out_right = box._mod
    sum_in_left, sum_out_left = in_left._mod, out_left._mod
    while (after_left := _right_edge(in_left)) and (after_right := _left_edge(in_right)):
        in_left, in_right = after_left, after_right
        out_left = _left_edge(out_left) or out_left
        out_right = _right_edge(out_right) or out_right
        out_right._ancestor = box
        shift = (
            (in_left._prelim + sum_in_left)
            - (in_right._prelim + sum_in_right)
            + _distance(in_left, in_right)
        )
        if shift > 0:
            own = in_left._ancestor
            from_ = own if own is not None and own._parent is box._parent else ancestor
            _move_subtree(from_, box, shift)
            sum_in_right += shift
            sum_out_right += shift
        sum_in_left += in_left._mod
        sum_in_right += in_right._mod
        sum_out_left += out_left._mod
        sum_out_right += out_right._mod
    if _right_edge(in_left) and not _right_edge(out_right):
        out_right._thread = _right_edge(in_left)
        out_right._mod += sum_in_left - sum_out_right
    if _left_edge(in_right) and not _left_edge(out_left):
        out_left._thread = _left_edge(in_right)
        out_left._mod += sum_in_right - sum_out_left
        ancestor = box
    return ancestor


def _move_subtree(left: Box, right: Box, shift: float) -> None:
    between = right._number - left._number
    right._change -= shift / between
    right._shift += shift
    left._change += shift / between
    right._prelim += shift
    right._mod += shift


def _execute_shifts(box: Box) -> None:
    shift = change = 0.0
    for child in reversed(box.children):
        child._prelim += shift
        child._mod += shift
        change += child._change
        shift += child._shift + change


def _second_walk(above: Box) -> None:
    waiting = [(above, 0.0)]
    while waiting:
        box, mod = waiting.pop()
        box.x = box._prelim + mod - box.width / 2
        waiting += [(child, mod + box._mod) for child in box.children]


def _sibling(box: Box) -> Box | None:
    if box._parent is None or box._number == 0:
        return None
    return box._parent.children[box._number - 1]


def _left_edge(box: Box) -> Box | None:
    return box.children[0] if box.children else box._thread


def _right_edge(box: Box) -> Box | None:
    return box.children[-1] if box.children else box._thread


def _distance(left: Box, right: Box) -> float:
    return (left.width + right.width) / 2 + GAP
