"""The map of the city's communes as drawn paths, made once from the boundaries in `people/data/`.

Every corner is rounded to one grid, so that neighbours keep the border they share; corners that fall together or
lie on a straight line are dropped. The far island of Bạch Long Vĩ is drawn in a box of its own.
"""

import itertools
import json
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import people

BOUNDARIES = Path(people.__file__).parent / "data" / "hai_phong_communes.geojson"
WIDTH = 1000
MARGIN = 10
FAR_ISLAND = "11948"
# The box of the far island: its side, and how much it is enlarged against the rest.
BOX = 110
_MAGNIFIED = 2.5
# How much wider than the communes looked at the frame around them is.
_NEAR = 5

Point = tuple[float, float]
Cell = tuple[int, int]


@dataclass(frozen=True)
class Shape:
    """`bounds`: west, north, east, south on the drawing."""

    code: str
    path: str
    bounds: tuple[int, int, int, int]


@dataclass(frozen=True)
class Projection:
    """From degrees to the drawing and back: `x`, `y` is where `west`, `north` stands, then units a degree."""

    x: float
    y: float
    west: float
    north: float
    across: float
    down: float

    def place(self, point: Point) -> Point:
        return self.x + (point[0] - self.west) * self.across, self.y + (self.north - point[1]) * self.down


@dataclass(frozen=True)
class Drawing:
    """`box` is where the far island stands: x, y, side; `far` how it is drawn there."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    box: tuple[int, int, int]
    near: Projection
    far: Projection

    def projection(self, code: str) -> Projection:
        return self.far if code == FAR_ISLAND else self.near


@lru_cache(maxsize=1)
def drawing() -> Drawing:
    rings = boundaries()
    points = [point for code, own in rings.items() if code != FAR_ISLAND for ring in own for point in ring]
    west, east = min(lon for lon, _ in points), max(lon for lon, _ in points)
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    # Equirectangular: at this size a degree of longitude is shorter by the cosine of the middle latitude.
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / ((east - west) * squeeze)
    height = round((north - south) * scale) + 2 * MARGIN
    box = (WIDTH - BOX - MARGIN, MARGIN, BOX)

    near = Projection(MARGIN, MARGIN, west, north, squeeze * scale, scale)
    centre, size = _middle(rings[FAR_ISLAND]), scale * _MAGNIFIED
    far = Projection(box[0] + BOX / 2, box[1] + BOX / 2, *centre, squeeze * size, size)

    def draw(code: str) -> Shape:
        put = far.place if code == FAR_ISLAND else near.place
        cells = [[_cell(put(point)) for point in ring] for ring in rings[code]]
        return Shape(code, "".join(_path(ring) for ring in cells), _bounds([cell for ring in cells for cell in ring]))

    return Drawing(WIDTH, height, tuple(draw(code) for code in sorted(rings)), box, near, far)


def frame(codes: set[str]) -> str:
    """The part of the drawing to look at, as a view box: the whole, or a few communes with what lies around them."""
    whole = drawing()
    own = [shape.bounds for shape in whole.shapes if shape.code in codes]
    if not own or len(own) == len(whole.shapes):
        return f"0 0 {whole.width} {whole.height}"
    corners = [(bounds[side], bounds[side + 1]) for bounds in own for side in (0, 2)]
    west, north, east, south = _bounds(corners)
    width = min(whole.width, max(_NEAR * (east - west), _NEAR * (south - north) * whole.width / whole.height))
    height = width * whole.height / whole.width
    x = min(max((west + east - width) / 2, 0), whole.width - width)
    y = min(max((north + south - height) / 2, 0), whole.height - height)
    return f"{x:.0f} {y:.0f} {width:.0f} {height:.0f}"


def boundaries() -> dict[str, list[list[Point]]]:
    """The rings of each commune, in degrees, by code."""
    features = json.loads(BOUNDARIES.read_text(encoding="utf-8"))["features"]
    return {str(feature["properties"]["code"]): _rings(feature["geometry"]) for feature in features}


def _cell(point: Point) -> Cell:
    return round(point[0]), round(point[1])


def _bounds(cells: list[Cell]) -> tuple[int, int, int, int]:
    return min(x for x, _ in cells), min(y for _, y in cells), max(x for x, _ in cells), max(y for _, y in cells)


def _middle(rings: list[list[Point]]) -> Point:
    points = [point for ring in rings for point in ring]
    return sum(lon for lon, _ in points) / len(points), sum(lat for _, lat in points) / len(points)


def _rings(geometry: dict[str, Any]) -> list[list[Point]]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[(lon, lat) for lon, lat, *_ in ring] for polygon in polygons for ring in polygon]


def _path(cells: list[Cell]) -> str:
    """A closed path in relative steps; "" for an islet that shrank below the grid."""
    kept = _corners(cells)
    if len(kept) < 3:
        return ""
    steps = "".join(f"{b[0] - a[0]} {b[1] - a[1]} " for a, b in itertools.pairwise(kept))
    return f"M{kept[0][0]} {kept[0][1]}l{steps.strip().replace(' -', '-')}z"


def _corners(cells: list[Cell]) -> list[Cell]:
    kept: list[Cell] = []
    for cell in cells:
        if kept and cell == kept[-1]:
            continue
        if len(kept) > 1 and _is_straight(kept[-2], kept[-1], cell):
            kept.pop()
        kept.append(cell)
    return kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept


def _is_straight(a: Cell, b: Cell, c: Cell) -> bool:
    return (b[0] - a[0]) * (c[1] - b[1]) == (b[1] - a[1]) * (c[0] - b[0])
