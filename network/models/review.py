from django.conf import settings
from django.db import models
from django.db.models import Q

from core.trail import Trail
from network.enums import ReviewDecision
from network.models.challenge import Challenge
from network.models.offer import Offer


class Review(models.Model):
    """The Department's look at a post before pupils see it.

    `content` is what was submitted, keyed like the post's form. While a changed post waits, the accepted text
    stays up; only accepting copies `content` onto the post (`services/reviews.py`).
    """

    challenge = models.ForeignKey("network.Challenge", models.CASCADE, null=True, blank=True, related_name="reviews")
    offer = models.ForeignKey("network.Offer", models.CASCADE, null=True, blank=True, related_name="reviews")
    content = models.JSONField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(auto_now_add=True)
    decision = models.CharField(max_length=20, choices=ReviewDecision, default=ReviewDecision.PENDING)
    reason = models.TextField(blank=True, max_length=1000)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="reviews_decided"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    history = Trail()

    class Meta:
        ordering = ["submitted_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(challenge__isnull=False, offer=None) | Q(challenge=None, offer__isnull=False),
                name="review_of_one_post",
            ),
            models.UniqueConstraint(
                fields=["challenge"], condition=Q(decision="pending"), name="one_pending_review_a_challenge"
            ),
            models.UniqueConstraint(
                fields=["offer"], condition=Q(decision="pending"), name="one_pending_review_an_offer"
            ),
            models.CheckConstraint(
                condition=Q(decision="pending") | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="decided_review_has_a_reviewer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} ({self.decision})"

    @property
    def post(self) -> Challenge | Offer:
        # The constraint review_of_one_post makes it one of the two.
        return self.challenge or self.offer  # type: ignore[return-value]
