"""The recommender's learned versions, for the Department; and which weights count now."""

from dataclasses import dataclass

from django.db.models import QuerySet

from matching.engine import weights
from matching.engine.weights import Weights
from matching.enums import RankerState
from matching.models import RankerVersion
from people.models import User
from people.selectors import hats


@dataclass(frozen=True)
class Line:
    """How much a scorer weighs on a side, as a share of all, beside what was set by hand."""

    name: str
    demand: float
    demand_by_hand: float
    supply: float
    supply_by_hand: float


def current() -> RankerVersion | None:
    return RankerVersion.objects.filter(state=RankerState.CURRENT).first()


def in_use(version: RankerVersion | None) -> Weights:
    return version.learned if version else weights.FIXED


def all_for(viewer: User) -> QuerySet[RankerVersion]:
    """Newest first; nothing but to the Department."""
    rows = RankerVersion.objects.select_related("promoted_by")
    return rows if hats.of(viewer).is_department_officer else rows.none()


def before(version: RankerVersion) -> RankerVersion | None:
    """Which was current before it: the last promoted of the retired; none where the weights set by hand were."""
    earlier = RankerVersion.objects.filter(state=RankerState.RETIRED, pk__lt=version.pk, promoted_at__isnull=False)
    return earlier.order_by("-pk").first()


def lines(version: RankerVersion | None) -> list[Line]:
    """One a scorer, the heaviest first."""
    used = in_use(version)
    columns = [_shares(side) for side in (used.demand, weights.FIXED.demand, used.supply, weights.FIXED.supply)]
    found = [Line(name, *(column[name] for column in columns)) for name in columns[0]]
    return sorted(found, key=lambda line: (-line.demand - line.supply, line.name))


def _shares(side: weights.ByPiece) -> dict[str, float]:
    whole = sum(sum(pieces) for pieces in side.values()) or 1.0
    return {name: 100 * sum(pieces) / whole for name, pieces in side.items()}
