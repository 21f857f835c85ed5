"""Learned versions of the ranker: trained at night, promoted when better, taken back with one click."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, jobs, trail
from core.actors import signed
from core.errors import Conflict
from matching.engine import promotion
from matching.engine.promotion import Verdict
from matching.engine.weights import Weights
from matching.enums import RankerState
from matching.models import RankerVersion
from matching.permissions import rankers as permissions
from matching.selectors import lessons
from matching.selectors import rankers as selectors
from people.models import User


def train() -> RankerVersion | None:
    """With enough new outcomes: a new version, current at once if it orders later pairs better. Else none."""
    last, now = RankerVersion.objects.first(), clock.now()
    if lessons.decided_since(last.cut_off if last else None) < promotion.ENOUGH:
        return None
    history = lessons.examples(now)
    if len(history) < promotion.ENOUGH:
        return None
    used = selectors.in_use(selectors.current())
    try:
        weights, verdict = promotion.trained(history, used)
    except ValueError:  # a part of the history in which everything went one way
        return None
    version = RankerVersion(trained_at=now, cut_off=now, outcome_count=len(history))
    return _keep(version, weights, verdict, used)


@transaction.atomic
def _keep(version: RankerVersion, weights: Weights, verdict: Verdict, compared_with: Weights) -> RankerVersion:
    version.weights, version.metrics = weights.as_json(), verdict.as_json()
    current = RankerVersion.objects.select_for_update().filter(state=RankerState.CURRENT).first()
    # Somebody may have gone back to another one during the training: then it was compared with the wrong one.
    if promotion.is_better(verdict) and selectors.in_use(current) == compared_with:
        _retire(current)
        version.state, version.promoted_at = RankerState.CURRENT, clock.now()
        jobs.enqueue("matching.tasks.rebuild")
    version.save()
    return version


@signed
@transaction.atomic
def roll_back(*, version: int, by: User) -> RankerVersion | None:
    """From `version`, the current one, to the one before, or to the weights set by hand (None)."""
    permissions.check_can_roll_back(by)
    current = RankerVersion.objects.select_for_update().filter(state=RankerState.CURRENT, pk=version).first()
    if current is None:
        raise Conflict(_("Mô hình này không còn là mô hình đang dùng. Hãy tải lại trang."))
    _retire(current)
    earlier = selectors.before(current)
    if earlier is not None:
        earlier.state, earlier.promoted_by, earlier.promoted_at = RankerState.CURRENT, by, clock.now()
        earlier.save()
    jobs.enqueue("matching.tasks.rebuild")
    return earlier


def _retire(current: RankerVersion | None) -> None:
    if current is not None:
        trail.update(RankerVersion.objects.filter(pk=current.pk), state=RankerState.RETIRED)
