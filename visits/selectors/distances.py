"""How far one commune is from another, between their centres."""

from collections.abc import Mapping

import numpy as np

from matching.engine import geo
from people.models import AdminUnit

# Latitude and longitude in degrees, as far as they are known.
Centre = tuple[float | None, float | None]


def kilometres_from(commune: int) -> dict[int, float]:
    """By commune, for those whose centre is known; nothing where this one's is not."""
    known = {pk: (north, east) for pk, north, east in AdminUnit.objects.values_list("pk", "latitude", "longitude")}
    return between(known.get(commune, (None, None)), known)


def between(here: Centre, centres: Mapping[int, Centre]) -> dict[int, float]:
    """By commune, how far its centre is from `here`."""
    known = {pk: centre for pk, centre in centres.items() if None not in centre}
    if None in here or not known:
        return {}
    latitudes, longitudes = np.array(list(known.values()), dtype=float).T
    found = geo.kilometres(latitudes, longitudes, np.array(here[0]), np.array(here[1]))
    return dict(zip(known, found.tolist(), strict=True))
