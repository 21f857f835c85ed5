"""Where in the site a message stands."""

from django.urls import reverse


def thread(conversation: int, seq: int | None = None) -> str:
    """The conversation's page, at that message."""
    place = reverse("conversation_detail", args=[conversation])
    return place if seq is None else f"{place}?at={seq}"
