"""How conversations forget a person: the words go, their places stay, so that nothing that was counted moves.

Inside the erasure's transaction (`people/services/erasure.py`). What a case of concern has sealed stays sealed.
"""

from django.utils.translation import gettext as _

from core import clock
from messaging.enums import MessageState
from messaging.models import Attachment, Message, Reading
from messaging.services import attachments, former_pupils, places
from people.models import User
from people.services import history


def messages(person: User) -> None:
    """What was never said to anybody goes; what was said, or kept from being said, stays as a place without words."""
    waiting = Message.objects.filter(author=person, state__in=(MessageState.HELD, MessageState.DELAYED))
    waiting.delete()
    said = Message.objects.filter(author=person).exclude(body="", original="").values_list("pk", "conversation")
    for pk, conversation in list(said):
        _blank(pk, conversation)


def files(person: User) -> None:
    for row in Attachment.objects.filter(uploader=person):
        attachments.remove(row)


def signs(person: User) -> None:
    """How far somebody read is nobody's business any more; the signs stay, as nobody's."""
    Reading.objects.filter(user=person).delete()


def words(person: User) -> None:
    """The full name, wherever others wrote it in a conversation the person had a part in."""
    former_pupils.replace_name(person.pk, person.full_name, history.NAME)


def _blank(pk: int, conversation: int) -> None:
    row = places.locked(conversation)
    message = row.messages.get(pk=pk)
    message.body, message.original, message.findings, message.mentions = "", "", [], []
    message.review_reason = ""
    if message.seq is None:
        message.save()
        return
    message.hidden_at = message.hidden_at or clock.now()
    message.hidden_reason = message.hidden_reason or _("Người viết đã xóa dữ liệu của mình.")
    places.note_change(row, message)
