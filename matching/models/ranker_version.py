from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.trail import Trail
from matching.enums import RankerState

if TYPE_CHECKING:
    from matching.engine.weights import Weights


class RankerVersion(models.Model):
    """Weights learned from outcomes up to `cut_off`, with how they did on later pairs (`engine/promotion.py: Verdict`).

    At most one is current; while none is, the weights set by hand apply.
    """

    state = models.CharField(max_length=10, choices=RankerState, default=RankerState.CANDIDATE)
    trained_at = models.DateTimeField()
    cut_off = models.DateTimeField()
    outcome_count = models.PositiveIntegerField()
    metrics = models.JSONField(default=dict)
    weights = models.JSONField(default=dict)
    # Empty where the nightly training did it.
    promoted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    promoted_at = models.DateTimeField(null=True, blank=True)
    history = Trail()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state=RankerState.CURRENT), name="one_current_ranker"
            ),
            models.CheckConstraint(
                condition=~Q(state=RankerState.CURRENT) | Q(promoted_at__isnull=False),
                name="current_ranker_was_promoted",
            ),
        ]

    def __str__(self) -> str:
        return f"ranker {self.pk} ({self.state})"

    @property
    def learned(self) -> Weights:
        from matching.engine.weights import Weights  # arrays, which the models themselves do without

        return Weights.of_json(self.weights)
