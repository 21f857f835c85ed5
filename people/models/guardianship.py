from django.conf import settings
from django.db import models

from core.trail import Trail
from people.enums import GuardianRelation


class Guardianship(models.Model):
    guardian = models.ForeignKey("people.Guardian", models.CASCADE, related_name="guardianships")
    pupil = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="guardianships")
    relation = models.CharField(max_length=20, choices=GuardianRelation, default=GuardianRelation.OTHER)
    ended_on = models.DateField(null=True, blank=True)

    history = Trail()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["guardian", "pupil"], name="guardianship_once")]

    def __str__(self) -> str:
        return f"{self.guardian_id} → {self.pupil_id}"
