from django.conf import settings
from django.db import models
from django.db.models import Q

from matching.enums import Standing
from network.models import Challenge, Offer


class RoundPair(models.Model):
    """A candidate of a round, as it was scored at the round's cut-off, and what became of it.

    `chosen`: by the plan of the round's objective. `standing` and `reason` are people's; once published, `proposal` or
    `refusal` says what came of it.
    """

    round = models.ForeignKey("matching.Round", models.CASCADE, related_name="pairs")
    idea = models.ForeignKey("network.Idea", models.CASCADE, related_name="round_pairs")
    challenge = models.ForeignKey(
        "network.Challenge", models.CASCADE, null=True, blank=True, related_name="round_pairs"
    )
    offer = models.ForeignKey("network.Offer", models.CASCADE, null=True, blank=True, related_name="round_pairs")
    score = models.FloatField()
    chosen = models.BooleanField(default=False)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.FREE)
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    proposal = models.OneToOneField(
        "network.Proposal", models.PROTECT, null=True, blank=True, related_name="round_pair"
    )
    refusal = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-score", "pk"]
        indexes = [models.Index(fields=["round", "chosen", "-score"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(challenge__isnull=False, offer=None) | Q(challenge=None, offer__isnull=False),
                name="round_pair_of_one_post",
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.EXCLUDED) | ~Q(reason=""), name="excluded_round_pair_has_a_reason"
            ),
            models.UniqueConstraint(fields=["round", "idea", "challenge"], name="round_pair_once_a_challenge"),
            models.UniqueConstraint(fields=["round", "idea", "offer"], name="round_pair_once_an_offer"),
        ]

    def __str__(self) -> str:
        return f"{self.idea_id} ↔ {self.challenge_id or self.offer_id}: {self.score:.2f}"

    @property
    def post(self) -> Challenge | Offer:
        # The constraint round_pair_of_one_post makes it one of the two.
        return self.challenge or self.offer  # type: ignore[return-value]

    @property
    def post_key(self) -> str:
        """ "offer:8", as the round's configuration calls it."""
        return f"challenge:{self.challenge_id}" if self.challenge_id else f"offer:{self.offer_id}"

    @property
    def points(self) -> int:
        return round(self.score * 100)
