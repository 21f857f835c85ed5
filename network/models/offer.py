from django.db import models
from django.db.models import Q

from core.trail import Trail
from network.enums import OfferKind
from network.models.post import Post


class Offer(Post):
    """Help somebody brings. `seats` is how many teams (for a visit or talk: groups) it takes a season."""

    # Alumni and volunteers offer as persons of the association or Youth Union they belong to.
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="offers")
    kind = models.CharField(max_length=20, choices=OfferKind)
    description = models.TextField(max_length=4000)
    season = models.ForeignKey("network.Season", models.PROTECT, related_name="offers")
    hours_per_month = models.PositiveSmallIntegerField(default=2)

    history = Trail(leave_out=("search_text", "changed_at", "seats_taken"))

    class Meta(Post.Meta):
        constraints = [
            *Post.Meta.constraints,
            models.CheckConstraint(condition=Q(hours_per_month__lte=40), name="offer_hours_are_humane"),
        ]

    @property
    def text(self) -> str:
        return self.description
