from django.conf import settings
from django.db import models

from messaging.enums import Emoji


class Reaction(models.Model):
    message = models.ForeignKey("messaging.Message", models.CASCADE, related_name="reactions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    emoji = models.CharField(max_length=8, choices=Emoji)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["message", "user", "emoji"], name="one_reaction_of_a_kind"),
            models.CheckConstraint(condition=models.Q(emoji__in=Emoji.values), name="reaction_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.emoji} on {self.message_id}"
