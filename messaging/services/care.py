"""When somebody's words sound as if they wished to harm themselves: whoever leads safety at school knows at once.

The author reads a kind sentence with helpline 111, the message waits for the adviser like any other.

Where no phrase was found and the message is only like such messages, the same but for the case: a sealed case with the
last messages of a conversation is not opened on a guess. The adviser reads it marked as urgent and may report it.
"""

from django.utils.translation import gettext as _

from messaging.enums import MemberSide
from messaging.finding_words import opens_case
from messaging.kinds import Standing
from messaging.models import Message
from messaging.services import concern_subjects
from people.services import care_calls
from people.services.care_calls import Call


def watch(message: Message, here: Standing) -> None:
    """After it was saved, within its transaction."""
    author = message.author
    if (
        author is None
        or not opens_case(message.findings)
        or not here.has_pupils
        or message.author_side == MemberSide.ADVISER
    ):
        return
    subject = concern_subjects.conversation(author, message.conversation_id)
    text = _("Máy nhận thấy một tin nhắn có thể là lời muốn làm đau chính mình. Tin nằm trong bản sao kèm theo.")
    care_calls.take(Call(author, {"text": message.body}, subject, text))
