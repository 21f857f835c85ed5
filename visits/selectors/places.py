"""Points on the map that we draw: where one lies, and the part of the drawing around it."""

import itertools
from dataclasses import dataclass
from functools import lru_cache

from network.selectors import commune_map
from network.selectors.commune_map import Point, Projection, Shape

# How far outside a commune's frame a point still belongs to it, in degrees (about two kilometres): quays, new land.
_NEAR = 0.02
# Room around one commune on the drawing, as a part of its size.
_ROOM = 0.6


@dataclass(frozen=True)
class Detail:
    """One commune with its neighbours, and how degrees become places on it."""

    code: str
    frame: str
    size: float
    shapes: tuple[Shape, ...]
    projection: Projection

    @property
    def dot(self) -> float:
        """How large a point is drawn."""
        return round(self.size / 45, 2)


@dataclass(frozen=True)
class Mark:
    x: float
    y: float


def detail(code: str) -> Detail | None:
    """None for a commune that is not on the map."""
    whole = commune_map.drawing()
    own = next((shape for shape in whole.shapes if shape.code == code), None)
    if own is None:
        return None
    west, north, east, south = own.bounds
    side = max(east - west, south - north, 4) * (1 + _ROOM)
    x, y = (west + east - side) / 2, (north + south - side) / 2
    shown = tuple(shape for shape in whole.shapes if _meet(shape.bounds, x, y, side))
    return Detail(code, f"{x:.1f} {y:.1f} {side:.1f} {side:.1f}", side, shown, whole.projection(code))


def mark(code: str, longitude: float | None, latitude: float | None) -> Mark | None:
    if longitude is None or latitude is None:
        return None
    x, y = commune_map.drawing().projection(code).place((longitude, latitude))
    return Mark(round(x, 2), round(y, 2))


def lies_near(code: str, longitude: float, latitude: float) -> bool:
    """In the commune, or close by."""
    rings = _boundaries().get(code, [])
    corners = [point for ring in rings for point in ring]
    return bool(corners) and all(
        min(values) - _NEAR <= value <= max(values) + _NEAR
        for value, values in zip((longitude, latitude), zip(*corners, strict=True), strict=True)
    )


def commune_at(longitude: float, latitude: float) -> str:
    """The code of the commune the point lies in, "" outside all."""
    here = (longitude, latitude)
    return next((code for code, rings in _boundaries().items() if _is_inside(here, rings)), "")


@lru_cache(maxsize=1)
def _boundaries() -> dict[str, list[list[Point]]]:
    return commune_map.boundaries()


def _is_inside(point: Point, rings: list[list[Point]]) -> bool:
    """By how often a ray to the east crosses a border; a ring inside another is a hole."""
    x, y = point
    crossings = 0
    for ring in rings:
        for (ax, ay), (bx, by) in itertools.pairwise(ring):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                crossings += 1
    return crossings % 2 == 1


def _meet(bounds: tuple[int, int, int, int], x: float, y: float, side: float) -> bool:
    west, north, east, south = bounds
    return west < x + side and east > x and north < y + side and south > y
