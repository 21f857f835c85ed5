from django.conf import settings
from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """One line of somebody's inbox: what happened, in the words of its kind, and where to look.

    `facts` fill the sentence of the kind (`people/notice_kinds.py`), in the reader's language when it is read. They
    name no pupil: the inbox of an outside adult and a mail are no place for that.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    path = models.CharField(max_length=200, blank=True)
    # Telling the same thing twice is telling it once: "consent-expiring:12:2026".
    key = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)
    # When it went into a digest, so that none carries it twice.
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["recipient", "read_at", "-id"])]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "key"], condition=~Q(key=""), name="notice_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.recipient_id}"
