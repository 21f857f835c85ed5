from django.db import models
from django.db.models import Q

from network.models import Challenge, Offer


class Suggestion(models.Model):
    """One scored, explained pair among the best of either end: each end's list is its rows by score.

    Pages read these rows; whether the viewer may see both ends is asked anew.

    `explanation`: {"contributions": [[name, value], …] adding up to `score`, "reasons": […], "counter_reasons": […],
    "changes": […]} in the engine's language-free codes. What of it is still true today, `matching/standing.py` says;
    `matching/wording.py` makes sentences of it for the reader.
    """

    run = models.ForeignKey("matching.Run", models.CASCADE, related_name="suggestions")
    idea = models.ForeignKey("network.Idea", models.CASCADE, related_name="suggestions")
    challenge = models.ForeignKey(
        "network.Challenge", models.CASCADE, null=True, blank=True, related_name="suggestions"
    )
    offer = models.ForeignKey("network.Offer", models.CASCADE, null=True, blank=True, related_name="suggestions")
    score = models.FloatField()
    # The next candidate after a proposal nobody answered.
    is_next = models.BooleanField(default=False)
    explanation = models.JSONField(default=dict)

    class Meta:
        ordering = ["-score", "pk"]
        indexes = [
            models.Index(fields=["idea", "-score"]),
            models.Index(fields=["challenge", "-score"]),
            models.Index(fields=["offer", "-score"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(challenge__isnull=False, offer=None) | Q(challenge=None, offer__isnull=False),
                name="suggestion_of_one_post",
            ),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="suggestion_score_in_unit"),
            models.UniqueConstraint(fields=["idea", "challenge"], name="suggestion_once_a_challenge"),
            models.UniqueConstraint(fields=["idea", "offer"], name="suggestion_once_an_offer"),
        ]

    def __str__(self) -> str:
        return f"{self.idea_id} ↔ {self.challenge_id or self.offer_id}: {self.score:.2f}"

    @property
    def post(self) -> Challenge | Offer:
        # The constraint suggestion_of_one_post makes it one of the two.
        return self.challenge or self.offer  # type: ignore[return-value]
