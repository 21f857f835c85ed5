from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from people.enums import KnownFor, RefereeRelation
from people.rules import REFEREES


class Reference(models.Model):
    """A person whom an adult named to speak for them, and what that person answered. Reviewers alone read answers."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="references")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    email = models.EmailField()
    relation = models.CharField(max_length=20, choices=RefereeRelation)
    named_at = models.DateTimeField()
    # After this moment no answer is taken; the adult names somebody else.
    expires_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    # Replaced by the adult, or put aside by a reviewer: the place is free again.
    ended_at = models.DateTimeField(null=True, blank=True)

    answered_at = models.DateTimeField(null=True, blank=True)
    known_for = models.CharField(max_length=10, choices=KnownFor, blank=True)
    with_children = models.TextField(blank=True)
    has_concern = models.BooleanField(null=True)
    concern = models.TextField(blank=True)
    recommends = models.BooleanField(null=True)

    # A reviewer looked into the concern and wrote down what came of it. Until then it blocks.
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    settled_note = models.TextField(blank=True)

    class Meta:
        ordering = ["named_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "place"], condition=Q(ended_at=None), name="reference_place_once"),
            models.UniqueConstraint("user", Lower("email"), condition=Q(ended_at=None), name="reference_address_once"),
            models.CheckConstraint(condition=Q(place__gte=1, place__lte=REFEREES), name="reference_two_places"),
            models.CheckConstraint(
                condition=Q(answered_at=None, has_concern=None, recommends=None)
                | Q(answered_at__isnull=False, has_concern__isnull=False, recommends__isnull=False),
                name="reference_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.place}"

    @property
    def is_positive(self) -> bool:
        return bool(self.recommends) and not self.is_worrying

    @property
    def is_worrying(self) -> bool:
        return bool(self.has_concern) and self.settled_at is None
