from django.conf import settings
from django.db import models
from django.db.models import Q

from core.trail import Trail

TEAM_SIZE = 5


class TeamMember(models.Model):
    """A pupil in an idea's team.

    Numbered places make "at most five" and "one team a season" constraints of the database; a trigger refuses
    a pupil of another school.
    """

    idea = models.ForeignKey("network.Idea", models.CASCADE, related_name="team")
    pupil = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="team_places")
    # The idea's own season, copied so that the database can refuse a second team in it.
    season = models.ForeignKey("network.Season", models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    joined_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True, blank=True)

    history = Trail()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.CheckConstraint(condition=Q(place__gte=1, place__lte=TEAM_SIZE), name="team_of_at_most_five"),
            models.UniqueConstraint(fields=["idea", "place"], condition=Q(left_at=None), name="team_place_once"),
            models.UniqueConstraint(fields=["pupil", "season"], condition=Q(left_at=None), name="one_team_a_season"),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} in {self.idea_id}"
