"""Distances on the globe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matching.engine.documents import Place
    from matching.engine.index import FloatArray

EARTH_KM = 6371.0088


def kilometres(
    latitude: FloatArray, longitude: FloatArray, other_latitude: FloatArray, other_longitude: FloatArray
) -> FloatArray:
    """Great-circle distance by the haversine formula (Sinnott 1984), degrees in, shapes broadcast, NaN kept."""
    north, south = np.radians(latitude), np.radians(other_latitude)
    turn = np.radians(other_longitude - longitude)
    half = np.sin((south - north) / 2) ** 2 + np.cos(north) * np.cos(south) * np.sin(turn / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))))


def distance_km(a: Place, b: Place) -> float:
    return float(kilometres(*np.array([*a, *b]).reshape(4, 1))[0])
