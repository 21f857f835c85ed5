from django.conf import settings
from django.db import models
from django.db.models import Q

from core.text import fold
from messaging.enums import MemberSide, MessageKind, MessageState

LONGEST = 4000


class Message(models.Model):
    """One thing said. It gets its place (`seq`) when it is delivered: what waits has none, and nobody else sees it.

    `client_id` is the sender's own number for it: sent twice, it is there once. What was written is never lost:
    an edit by the adviser keeps `original`, a hidden message keeps its words for those who look after safety.
    """

    conversation = models.ForeignKey("messaging.Conversation", models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=10, choices=MessageKind, default=MessageKind.TEXT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="messages_written")
    # Where the author stood then: says what to call somebody who is no member any more.
    author_side = models.CharField(max_length=10, choices=MemberSide, blank=True)
    client_id = models.UUIDField(null=True)
    body = models.TextField(max_length=LONGEST, blank=True)
    original = models.TextField(max_length=LONGEST, blank=True)
    # Of a line of the site: one of `kinds.note_labels()`.
    note = models.CharField(max_length=20, blank=True)
    # Of a note: the codes of the obstacles it tells of.
    details = models.JSONField(default=list, blank=True)
    mentions = models.JSONField(default=list, blank=True)
    reply_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replies")

    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.DELIVERED)
    seq = models.PositiveIntegerField(null=True)
    # The conversation's `head_change` when it last changed; 0 while it is as it was delivered.
    change = models.PositiveIntegerField(default=0)
    written_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    not_before = models.DateTimeField(null=True, blank=True)

    hold_reasons = models.JSONField(default=list, blank=True)
    # [kind, start, end] in the words as they were written.
    findings = models.JSONField(default=list, blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review_reason = models.CharField(max_length=500, blank=True)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.CharField(max_length=500, blank=True)
    search_text = models.TextField(blank=True)

    class Meta:
        ordering = ["conversation", "seq"]
        indexes = [
            models.Index(fields=["author", "written_at"]),
            models.Index(fields=["conversation", "change"], condition=Q(change__gt=0), name="message_changed"),
            models.Index(fields=["state", "not_before"], condition=~Q(state="delivered"), name="message_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "seq"], name="one_message_a_place"),
            models.UniqueConstraint(fields=["author", "client_id"], name="one_message_a_client_id"),
            models.CheckConstraint(
                condition=Q(state=MessageState.DELIVERED, seq__isnull=False, delivered_at__isnull=False)
                | (~Q(state=MessageState.DELIVERED) & Q(seq=None, delivered_at=None)),
                name="delivered_message_has_a_place",
            ),
            models.CheckConstraint(
                condition=Q(kind=MessageKind.NOTE, author=None, client_id=None)
                | Q(kind=MessageKind.TEXT, author__isnull=False, client_id__isnull=False),
                name="text_has_an_author",
            ),
            models.CheckConstraint(
                condition=~Q(state=MessageState.BLOCKED) | Q(reviewed_by__isnull=False), name="blocked_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk} in {self.conversation_id}"

    def save(self, **kwargs: object) -> None:
        self.complete()
        super().save(**kwargs)  # type: ignore[arg-type]

    def complete(self) -> None:
        """What follows from the other columns; whoever writes many rows at once calls it for each."""
        self.search_text = fold(self.body)
