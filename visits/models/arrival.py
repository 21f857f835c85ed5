from django.conf import settings
from django.db import models


class Arrival(models.Model):
    """When somebody first went through the door of an online session (`services/joining.py`)."""

    session = models.ForeignKey("visits.Session", models.CASCADE, related_name="arrivals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="session_arrivals")
    came_at = models.DateTimeField()

    class Meta:
        ordering = ["came_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="arrival_once_a_session")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.session_id}"
