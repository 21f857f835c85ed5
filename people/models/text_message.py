from django.db import models
from django.db.models import Q


class TextMessage(models.Model):
    """A message to a guardian's phone on its way. Its text holds a secret and is wiped once it is sent or given up."""

    # Told to the carrier, so that a message handed over twice is delivered once.
    key = models.UUIDField(unique=True)
    phone = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    # One worker at a time: whoever takes it moves this on.
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None, failed_at=None), name="text_message_waits")
        ]
        constraints = [
            models.CheckConstraint(condition=Q(sent_at=None) | Q(failed_at=None), name="text_message_one_end"),
            models.CheckConstraint(
                condition=Q(sent_at=None, failed_at=None) | Q(text=""), name="text_message_secret_wiped"
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)
