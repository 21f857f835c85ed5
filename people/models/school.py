from django.db import models

from core.trail import Trail
from people.enums import SchoolLevel


class School(models.Model):
    """What an organisation of kind `school` has besides."""

    organisation = models.OneToOneField("people.Organisation", models.CASCADE, primary_key=True, related_name="school")
    level = models.CharField(max_length=12, choices=SchoolLevel)
    ministry_code = models.CharField(max_length=12, unique=True)
    pupil_count = models.PositiveIntegerField(default=0)
    # Headings of the school's own lists, explained by hand: folded heading → code of `people/rosters/columns.py`.
    roster_headings = models.JSONField(default=dict, blank=True)

    history = Trail()

    class Meta:
        ordering = ["organisation__name"]

    def __str__(self) -> str:
        return self.organisation.name
