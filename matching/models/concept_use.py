from django.db import models
from django.db.models import Q


class ConceptUse(models.Model):
    """A published idea or post names a concept by a whole form. Derived from the texts: `services/concept_uses.py`."""

    concept = models.CharField(max_length=40)
    idea = models.ForeignKey("network.Idea", models.CASCADE, null=True, blank=True, related_name="concept_uses")
    challenge = models.ForeignKey(
        "network.Challenge", models.CASCADE, null=True, blank=True, related_name="concept_uses"
    )
    offer = models.ForeignKey("network.Offer", models.CASCADE, null=True, blank=True, related_name="concept_uses")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["concept"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(idea__isnull=False, challenge=None, offer=None)
                | Q(idea=None, challenge__isnull=False, offer=None)
                | Q(idea=None, challenge=None, offer__isnull=False),
                name="concept_use_of_one_text",
            ),
            models.UniqueConstraint(fields=["concept", "idea"], name="concept_use_once_an_idea"),
            models.UniqueConstraint(fields=["concept", "challenge"], name="concept_use_once_a_challenge"),
            models.UniqueConstraint(fields=["concept", "offer"], name="concept_use_once_an_offer"),
        ]

    def __str__(self) -> str:
        return f"{self.concept} {self.idea_id or self.challenge_id or self.offer_id}"
