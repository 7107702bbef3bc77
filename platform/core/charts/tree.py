"""A tree as a drawing: boxes with wrapped words, levels in rows, status by shape and colour.

The same drawing goes on the screen, where links move the viewBox, and onto a poster.
"""

from __future__ import annotations

import textwrap
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from core.charts import tidy
from core.charts.elements import (
    ACCENT,
    FONT,
    INK,
    LINE,
    MUTED,
    PAPER,
    TINTS,
    TONES,
    element,
    rect,
    text,
)

WIDTH = 216.0
PADDING = 10.0
LINE_HEIGHT = 16.0
LETTERS, BOLD_LETTERS, SMALL_LETTERS = 29, 25, 32
MARGIN = 12.0
SHAPES = {"good": "circle", "warn": "triangle", "bad": "diamond", "neutral": "square"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One box: what it is, what it states, who answers for it, and how it stands."""

    key: Hashable
    kicker: str
    statement: str
    owner: str = ""
    notes: tuple[str, ...] = ()
    status: str = ""
    tone: str = "neutral"
    href: str = ""
    children: tuple[Leaf, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """What part of the drawing is seen."""

    x: float
    y: float
    width: float
    height: float

    def moved(self, right: float, down: float) -> View:
        """By shares of what is seen."""
        return View(
            self.x + right * self.width, self.y + down * self.height, self.width, self.height
        )

    def zoomed(self, factor: float) -> View:
        """Nearer (above 1) or farther, around the middle."""
        width, height = self.width / factor, self.height / factor
        x, y = self.x + (self.width - width) / 2, self.y + (self.height - height) / 2
        return View(x, y, width, height)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished drawing, still without a frame."""

    title: str
    width: float
    height: float
    body: SafeString

    @property
    def whole(self) -> View:
        """All of it."""
        return View(0, 0, self.width, self.height)

    def svg(
        self, view: View | None = None, *, width: str | None = None, height: str | None = None
    ) -> SafeString:
        """The `<svg>`, of the part in `view`, as large as asked."""
        seen = view or self.whole
        frame = f"{seen.x:.0f} {seen.y:.0f} {seen.width:.0f} {seen.height:.0f}"
        return element(
            "svg",
            element("title", self.title),
            self.body,
            xmlns="http://www.w3.org/2000/svg",
            class_="chart tree-drawing",
            viewBox=frame,
            width=width,
            height=height,
            role="group",
            aria_label=self.title,
            font_family=FONT,
            font_size=12,
        )


def draw(
    roots: Sequence[Leaf], *, title: str, links: Sequence[tuple[Hashable, Hashable]] = ()
) -> Drawing:
    """The tree below `roots`; `links` are pairs of keys joined by a dashed line."""
    leaves: dict[Hashable, Leaf] = {}
    layout = tidy.lay_out([_box(root, leaves) for root in roots])
    boxes = {box.key: box for box in layout.boxes}
    body = [_joint(box, child) for box in layout.boxes for child in box.children]
    body += [_link(boxes[a], boxes[b]) for a, b in links if a in boxes and b in boxes]
    body += [_leaf(leaves[box.key], box) for box in layout.boxes]
    moved = element("g", *body, transform=f"translate({MARGIN:.0f} {MARGIN:.0f})")
    return Drawing(title, layout.width + 2 * MARGIN, layout.height + 2 * MARGIN, moved)


def _box(leaf: Leaf, leaves: dict[Hashable, Leaf]) -> tidy.Box:
    leaves[leaf.key] = leaf
    lines = len(_wrapped(leaf.kicker, SMALL_LETTERS)) + len(_wrapped(leaf.statement, BOLD_LETTERS))
    lines += sum(len(_wrapped(words)) for words in (*leaf.notes, leaf.owner))
    lines += 1 if leaf.status else 0
    height = lines * LINE_HEIGHT + 2 * PADDING
    return tidy.Box(leaf.key, WIDTH, height, [_box(child, leaves) for child in leaf.children])


def _leaf(leaf: Leaf, box: tidy.Box) -> SafeString:
    x, y = box.x + PADDING, box.y + PADDING + 11
    parts = [
        rect(box.x, box.y, box.width, box.height, fill=PAPER, stroke=LINE, rx=3),
        rect(box.x, box.y, 4, box.height, fill=TONES[leaf.tone]),
    ]
    for words in _wrapped(leaf.kicker, SMALL_LETTERS):
        parts.append(text(x, y, words, fill=MUTED, font_size=11))
        y += LINE_HEIGHT
    for words in _wrapped(leaf.statement, BOLD_LETTERS):
        parts.append(text(x, y, words, font_weight=600))
        y += LINE_HEIGHT
    for note in leaf.notes:
        for words in _wrapped(note):
            parts.append(text(x, y, words, fill=MUTED))
            y += LINE_HEIGHT
    for words in _wrapped(leaf.owner):
        parts.append(text(x, y, words, fill=INK))
        y += LINE_HEIGHT
    if leaf.status:
        parts.append(_shape(leaf.tone, x + 5, y - 4))
        parts.append(text(x + 16, y, leaf.status, fill=TONES[leaf.tone], font_weight=600))
    # The spaces are never drawn; they keep the words of a link apart for who hears them.
    said = element("g", *(piece for part in parts for piece in (part, " ")))
    return element("a", said, href=leaf.href) if leaf.href else said


def _joint(above: tidy.Box, below: tidy.Box) -> SafeString:
    top, bottom = above.y + above.height, below.y
    turn = bottom - tidy.LEVEL_GAP / 2
    path = f"M{above.middle:.1f} {top:.1f}V{turn:.1f}H{below.middle:.1f}V{bottom:.1f}"
    return element("path", d=path, fill="none", stroke=LINE, stroke_width=1.5)


def _link(start: tidy.Box, end: tidy.Box) -> SafeString:
    x1, y1 = start.middle, start.y
    x2, y2 = end.middle, end.y + end.height
    bend = (y1 + y2) / 2
    path = f"M{x1:.1f} {y1:.1f}C{x1:.1f} {bend:.1f} {x2:.1f} {bend:.1f} {x2:.1f} {y2:.1f}"
    return element(
        "path", d=path, fill="none", stroke=ACCENT, stroke_width=1.5, stroke_dasharray="6 4"
    )


def _shape(tone: str, x: float, y: float) -> SafeString:
    colours: Mapping[str, str] = {"fill": TINTS[tone], "stroke": TONES[tone]}
    shape = SHAPES[tone]
    if shape == "circle":
        return element("circle", cx=x, cy=y, r=5, **colours)
    if shape == "square":
        return rect(x - 4.5, y - 4.5, 9, 9, **colours)
    sharp = (
        [(0, -6), (6, 5), (-6, 5)] if shape == "triangle" else [(0, -6), (6, 0), (0, 6), (-6, 0)]
    )
    points = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in sharp)
    return element("polygon", points=points, **colours)


def _wrapped(words: str, letters: int = LETTERS) -> list[str]:
    return textwrap.wrap(words, letters, break_long_words=True) if words else []
