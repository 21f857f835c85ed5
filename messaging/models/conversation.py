from django.db import models


class Conversation(models.Model):
    """What is said about one thing: a proposal, an engagement, a team's idea, a visit (`kinds.py`).

    Its members and whether it may go on are asked of that thing at each use, never stored. `services/places.py` alone
    gives out `head_seq` (messages) and `head_change` (changes to messages), both without gaps, with this row locked.
    """

    kind = models.CharField(max_length=20)
    subject = models.BigIntegerField()
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField()
    head_seq = models.PositiveIntegerField(default=0)
    head_change = models.PositiveIntegerField(default=0)
    # What its last line says, so that each change is said once. No right depends on these.
    said_frozen = models.BooleanField(default=False)
    said_closed = models.BooleanField(default=False)

    class Meta:
        ordering = ["-last_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "subject"], name="one_conversation_a_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
