"""Boundaries of provinces and kabupaten/kota as SVG paths, from the TopoJSON that ships with the
product.

The file is read and projected once per process. The projection is equirectangular with the
standard parallel at the equator: good to a few per cent between 6° N and 11° S, and not for
surveying.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "indonesia-kabkota.topo.json"
WIDTH = 1000
"""The width of a map in SVG units."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """One area: its code, its name and its outline as the `d` of an SVG path."""

    code: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawn map: `height` belongs to WIDTH; areas coloured one by one, province borders above
    them.
    """

    height: int
    areas: tuple[Shape, ...]
    borders: tuple[Shape, ...]


@cache
def _topology() -> dict[str, Any]:
    """The file, with its arcs as absolute degrees."""
    topology: dict[str, Any] = json.loads(DATA.read_text())
    (scale_x, scale_y), (left, bottom) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs: list[list[Point]] = []
    for deltas in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            points.append((left + x * scale_x, bottom + y * scale_y))
        arcs.append(points)
    return {"arcs": arcs, "objects": topology["objects"]}


def _rings(geometry: dict[str, Any]) -> Iterator[list[Point]]:
    arcs = _topology()["arcs"]
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        for ring in polygon:
            points: list[Point] = []
            for index in ring:
                arc = arcs[index] if index >= 0 else arcs[~index][::-1]
                points.extend(arc[1:] if points else arc)
            yield points


@cache
def sheet(province_code: str = "") -> Sheet:
    """The map of one province, or of the whole country. Raises KeyError for an unknown province."""
    objects = _topology()["objects"]
    areas = [g for g in objects["kabkota"]["geometries"] if g["id"].startswith(province_code)]
    if not areas:
        raise KeyError(province_code)
    borders = [g for g in objects["provinsi"]["geometries"] if g["id"].startswith(province_code)]
    points = [point for area in areas for ring in _rings(area) for point in ring]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    bottom, top = min(y for _, y in points), max(y for _, y in points)
    factor = WIDTH / (right - left)
    digits = 0 if not province_code else 1

    def project(ring: list[Point]) -> Iterator[Point]:
        for x, y in ring:
            yield round((x - left) * factor, digits), round((top - y) * factor, digits)

    def shape(geometry: dict[str, Any]) -> Shape:
        path = "".join(_path(project(ring), digits) for ring in _rings(geometry))
        return Shape(geometry["id"], geometry["properties"]["name"], path)

    return Sheet(
        height=round((top - bottom) * factor) + 1,
        areas=tuple(shape(area) for area in areas),
        borders=tuple(shape(border) for border in borders),
    )


def _path(points: Iterable[Point], digits: int) -> str:
    """A closed ring in relative moves, repeated points left out; a ring too small to see keeps a
    dot.
    """
    commands: list[str] = []
    last: Point | None = None
    for x, y in points:
        if last is None:
            commands.append(f"M{_number(x, digits)} {_number(y, digits)}")
        elif (x, y) != last:
            dx, dy = round(x - last[0], digits), round(y - last[1], digits)
            commands.append(f"l{_number(dx, digits)} {_number(dy, digits)}")
        last = (x, y)
    if len(commands) == 1:
        commands.append("h1v1h-1")
    return "".join(commands) + "z"


def _number(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".removesuffix(".0")
