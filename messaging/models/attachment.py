from django.conf import settings
from django.db import models

from core import shelves


class Shelf(shelves.Shelf):
    """Files leave it through `services/attachments.py` alone."""

    setting = "MESSAGE_FILES_ROOT"


class Attachment(models.Model):
    """A file brought into a conversation; it belongs to no message until one is sent with it.

    The bytes lie on the shelf under a name nobody can guess and are served to members alone.
    """

    conversation = models.ForeignKey("messaging.Conversation", models.PROTECT, related_name="attachments")
    message = models.ForeignKey("messaging.Message", models.PROTECT, null=True, blank=True, related_name="attachments")
    uploader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    file = models.FileField(storage=Shelf(), upload_to="%Y/%m/", max_length=200)
    name = models.CharField(max_length=150)
    type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
