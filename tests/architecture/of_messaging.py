"""The rights' table of conversations, of messages that wait for a teacher, and of the files sent in them.

Who is not in a conversation does not know of it, the school's administrators among them.
"""

from typing import Any
from uuid import uuid4

from messaging.models import Attachment, Message
from messaging.services import attachments, conversations, messages
from people.models import User
from tests.architecture.acts import act, both
from tests.architecture.said import reason
from tests.people import papers

_IN_THE_TALK = "pupil adviser mentor"

ACTS = [
    act(
        "GET:talk_review GET:talk_search GET:conversation_list GET:api-conversation-list GET:api-conversation-unread"
        " GET:api-conversation-search GET:api-held-message-list",
        rest="ok",
    ),
    act(
        f"POST:conversation_about {both('conversation_detail', 'conversation_messages')}"
        " POST:api-conversation-list GET:api-conversation-detail GET:api-conversation-messages"
        " POST:api-conversation-messages POST:api-conversation-read POST:api-conversation-react"
        " POST:message_file_upload POST:api-conversation-file-upload",
        "engagement_talk",
        rest="missing",
        ok=_IN_THE_TALK,
    ),
    act("GET:message_file GET:api-conversation-file", "talk_file", rest="missing", ok=_IN_THE_TALK),
    act(
        f"{both('message_hide')} POST:api-message-hide",
        "talk_said",
        rest="missing",
        ok="adviser",
        refused="pupil mentor",
    ),
    act(
        f"{both('talk_decide')} POST:api-held-message-allow POST:api-held-message-edit POST:api-held-message-block",
        "talk_held",
        rest="missing",
        ok="adviser",
    ),
    act("GET:message_file GET:api-conversation-file", "talk_held_file", rest="missing", ok="adviser mentor"),
]


def _message(args: dict[str, Any]) -> dict[str, Any]:
    return {"client_id": str(uuid4()), "body": "Cả nhóm đã đo xong tuần này.", "reply_to": "", "attached": ""}


def _send(args: dict[str, Any]) -> dict[str, Any]:
    return {"client_id": str(uuid4()), "body": "Nhóm mình họp lúc mấy giờ?", "reply_to": None, "files": []}


BODIES: dict[str, Any] = {
    "POST:api-conversation-list": lambda args: {"kind": "engagement", "subject": args["subject"]},
    "POST:api-conversation-messages": _send,
    "conversation-read": lambda args: {"seq": 1},
    "conversation-react": lambda args: {"seq": args["seq"], "emoji": "👍", "on": True},
    "message_file_upload": lambda args: {"file": papers.pdf()},
    "conversation-file-upload": lambda args: {"file": papers.pdf()},
    "message_hide": lambda args: {"ready": "", "words": "Lời này chưa hợp với nhóm."},
    "message-hide": reason,
    "talk_decide": lambda args: {"decision": "block", "ready": "tone", "words": "Viết lại giúp cô nhé.", "body": ""},
    "held-message-edit": lambda args: {"body": "Hẹn cả nhóm ở trường nhé."},
    "held-message-block": reason,
    "conversation_detail": _message,
    "conversation_messages": _message,
}


def build(world: Any) -> None:
    """The running engagement's conversation: a pupil said something and sent a file; the mentor's first words wait."""
    pupil, mentor = world.people["pupil"], world.people["mentor"]
    subject = world.args["engagement"]["pk"]
    talk = conversations.open_about(kind="engagement", subject=subject, by=pupil)
    file = attachments.upload(conversation=talk.pk, file=papers.pdf(), by=pupil)
    said = _say(talk.pk, pupil, "Chúng em chào anh ạ.", file)
    # The mentor's words wait also at night.
    file_held = attachments.upload(conversation=talk.pk, file=papers.pdf(), by=mentor)
    held = _say(talk.pk, mentor, "Anh chào các em, hẹn gặp cả nhóm.", file_held)
    world.args["engagement_talk"] = {"pk": talk.pk, "kind": "engagement", "subject": subject, "seq": said.seq}
    world.args["talk_said"] = {"pk": said.pk}
    world.args["talk_held"] = {"pk": held.pk}
    world.args["talk_file"] = {"pk": file.pk}
    world.args["talk_held_file"] = {"pk": file_held.pk}


def _say(talk: int, by: User, body: str, file: Attachment) -> Message:
    draft = messages.Draft(client_id=uuid4(), body=body, attachments=[file.pk])
    return messages.send(conversation=talk, draft=draft, by=by)
