from pathlib import Path

from django.conf import settings

from core import clock
from people.senders.base import Letter, Sender


class FileSender(Sender):
    """One file a message, readable by this machine's own account alone. Sent twice it is one file."""

    def send(self, letter: Letter) -> None:
        folder = Path(settings.SENT_PATH)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.glob(f"*-{letter.key}.txt")):
            return
        place = folder / f"{clock.now():%Y%m%dT%H%M%S%f}-{letter.key}.txt"
        place.touch(mode=0o600)
        place.write_text(f"{letter.phone}\n\n{letter.text}\n", encoding="utf-8")
