from django.conf import settings
from django.db import models


class IdeaVersion(models.Model):
    """An idea's texts as they stood after one change.

    `content`: title, problem, solution, stage, visibility, field (code), language, needs [[kind, text], …], and `note`
    where an adviser returned it with a reason.
    """

    idea = models.ForeignKey("network.Idea", models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["idea", "number"], name="idea_version_once")]

    def __str__(self) -> str:
        return f"{self.idea_id} v{self.number}"
