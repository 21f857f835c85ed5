"""What doors of conversations accept."""

from typing import Any
from uuid import uuid4

from tests.architecture.bodies.said import reason
from tests.people import papers


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
