"""How the name of a pupil who left goes out of what was said: the words stay."""

from messaging.models import Attachment, Message
from messaging.selectors import own_data
from network.services import former_pupils

_WRITTEN = ("body", "original", "review_reason", "hidden_reason")


def forget(pupil: int, name: str, instead: str) -> None:
    """Subscribed to `people.events.pupil_pseudonymised`."""
    replace_name(pupil, name, instead)


def replace_name(person: int, name: str, instead: str) -> None:
    """In every conversation the person had a part in, also where the name has no marks."""
    talks = own_data.conversations_with(person)
    replaced = former_pupils.without(name, instead)
    for message in Message.objects.filter(conversation__in=talks, author__isnull=False).iterator():
        if any(replaced(getattr(message, column)) != getattr(message, column) for column in _WRITTEN):
            for column in _WRITTEN:
                setattr(message, column, replaced(getattr(message, column)))
            message.save()
    for file in Attachment.objects.filter(conversation__in=talks).iterator():
        if (plain := replaced(file.name)) != file.name:
            file.name = plain[: Attachment._meta.get_field("name").max_length]
            file.save(update_fields=["name"])
