from django.db import models
from django.db.models import Q


class Exposure(models.Model):
    """How far an idea or a post was shown in a week, as of the week's last rebuild that showed it.

    Suggestions themselves are replaced every night; this is what is left of them. `services/exposures.py` writes it.
    """

    # Its Monday.
    week = models.DateField()
    idea = models.ForeignKey("network.Idea", models.CASCADE, null=True, blank=True, related_name="exposures")
    challenge = models.ForeignKey("network.Challenge", models.CASCADE, null=True, blank=True, related_name="exposures")
    offer = models.ForeignKey("network.Offer", models.CASCADE, null=True, blank=True, related_name="exposures")
    # How long its own list was, and among the first of how many lists of the other side it stood.
    suggestions = models.PositiveIntegerField()
    lists = models.PositiveIntegerField()

    class Meta:
        ordering = ["-week", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(idea__isnull=False, challenge=None, offer=None)
                | Q(idea=None, challenge__isnull=False, offer=None)
                | Q(idea=None, challenge=None, offer__isnull=False),
                name="exposure_of_one_end",
            ),
            models.UniqueConstraint(fields=["week", "idea"], name="exposure_of_an_idea_once_a_week"),
            models.UniqueConstraint(fields=["week", "challenge"], name="exposure_of_a_challenge_once_a_week"),
            models.UniqueConstraint(fields=["week", "offer"], name="exposure_of_an_offer_once_a_week"),
        ]

    def __str__(self) -> str:
        return f"{self.week}: {self.suggestions}, {self.lists}"
