"""Boundaries of provinces and kabupaten/kota as SVG paths, from the TopoJSON that ships with the
product.

A border is an arc that its neighbours share. So each arc is put into words once for each of its
directions, and an outline is those words in a row. The projection is equirectangular with the
standard parallel at the equator: good to a few per cent between 6° N and 11° S, and not for
surveying.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data" / "indonesia-kabkota.topo.json"
WIDTH = 1000
"""The width of a map in SVG units."""

Point = tuple[int, int]
"""A corner: in steps of the file's grid, or in the smallest units of a drawing."""


@dataclass(frozen=True, slots=True)
class AreaOutline:
    """One area: its code, its name and its outline as the `d` of an SVG path."""

    code: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """A drawn map: `height` belongs to WIDTH; areas coloured one by one, province borders above
    them.
    """

    height: int
    areas: tuple[AreaOutline, ...]
    borders: tuple[AreaOutline, ...]


@cache
def _topology() -> dict[str, Any]:
    topology: dict[str, Any] = json.loads(DATA.read_text())
    return topology


@cache
def _arc(index: int) -> list[Point]:
    """The corners of an arc on the file's grid."""
    x = y = 0
    points: list[Point] = []
    for dx, dy in _topology()["arcs"][index]:
        x += dx
        y += dy
        points.append((x, y))
    return points


def _rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """The outlines of an area, each as numbers of arcs; a negative one is walked backwards."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        yield from polygon


@cache
def sheet(province_code: str = "") -> DrawnMap:
    """The map of one province, or of the whole country. Raises KeyError for an unknown province."""
    objects = _topology()["objects"]
    areas = [g for g in objects["kabkota"]["geometries"] if g["id"].startswith(province_code)]
    if not areas:
        raise KeyError(province_code)
    borders = [g for g in objects["provinsi"]["geometries"] if g["id"].startswith(province_code)]
    drawing = _Drawing(areas, digits=1 if province_code else 0)
    return DrawnMap(
        height=drawing.height,
        areas=tuple(drawing.shape(area) for area in areas),
        borders=tuple(drawing.shape(border) for border in borders),
    )


class _Drawing:
    """The grid of the file brought to the width of the map, and each arc's words in it."""

    def __init__(self, areas: list[dict[str, Any]], digits: int) -> None:
        used = {max(n, ~n) for area in areas for ring in _rings(area) for n in ring}
        corners = [point for number in used for point in _arc(number)]
        self.left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        bottom, self.top = min(y for _, y in corners), max(y for _, y in corners)
        scale_x, scale_y = _topology()["transform"]["scale"]
        self.unit = 10**digits
        self.across = WIDTH * self.unit / (right - self.left)
        self.down = self.across * scale_y / scale_x
        self.height = round((self.top - bottom) * self.down / self.unit) + 1
        self.words: dict[int, str] = {}
        self.points: dict[int, list[Point]] = {}

    def shape(self, geometry: dict[str, Any]) -> AreaOutline:
        """The area as drawn."""
        path = "".join(self._outline(ring) for ring in _rings(geometry))
        return AreaOutline(geometry["id"], geometry["properties"]["name"], path)

    def _outline(self, ring: list[int]) -> str:
        """A closed ring in relative moves; one that is too small to see keeps a dot."""
        first = self._projected(ring[0])
        x, y = first[0] if ring[0] >= 0 else first[-1]
        moves = "".join(self._moves(number) for number in ring)
        return f"M{self._said(x)} {self._said(y)}{f'l{moves}' if moves else 'h1v1h-1'}z"

    def _projected(self, number: int) -> list[Point]:
        """The corners of an arc in the drawing, those that fall on the one before left out."""
        number = max(number, ~number)
        found = self.points.get(number)
        if found is None:
            found = self.points[number] = []
            last: Point | None = None
            for x, y in _arc(number):
                point = round((x - self.left) * self.across), round((self.top - y) * self.down)
                if point != last:
                    found.append(point)
                last = point
        return found

    def _moves(self, number: int) -> str:
        """An arc as relative moves."""
        found = self.words.get(number)
        if found is None:
            points = self._projected(number)
            steps = itertools.pairwise(points if number >= 0 else reversed(points))
            found = self.words[number] = "".join(
                f"{self._apart(x - before_x)}{self._apart(y - before_y)}"
                for (before_x, before_y), (x, y) in steps
            )
        return found

    def _apart(self, value: int) -> str:
        """A number behind another: its own sign parts them, or a space."""
        return self._said(value) if value < 0 else f" {self._said(value)}"

    def _said(self, value: int) -> str:
        """A coordinate as the fewest letters."""
        if self.unit == 1:
            return str(value)
        return f"{value / self.unit:g}"
