"""python -m tests.messaging.live.burst CONVERSATION COUNT [LETTERS]: messages from a process without sockets."""

import sys
from uuid import uuid4

from tests.messaging.live import crowd

__all__ = ["crowd"]

_TOGETHER = 50


def main(conversation: int, count: int, letters: int = 0) -> None:
    from messaging.services import messages
    from people.models import User

    author = User.objects.filter(username__startswith="crowd-100-").order_by("pk")[1]
    for begin in range(0, count, _TOGETHER):
        drafts = [
            messages.Draft(client_id=uuid4(), body=f"Tin {number}{' a' * (letters // 2)}")
            for number in range(begin, min(begin + _TOGETHER, count))
        ]
        messages.send_all(conversation=conversation, sendings=[messages.Sending(draft, author) for draft in drafts])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
