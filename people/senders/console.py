import sys

from people.senders.base import Letter, Sender


class ConsoleSender(Sender):
    """For trying things out: the message stands in the terminal."""

    def send(self, letter: Letter) -> None:
        sys.stdout.write(f"--- {letter.phone}\n{letter.text}\n---\n")
        sys.stdout.flush()
