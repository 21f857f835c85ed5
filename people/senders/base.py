from abc import ABC, abstractmethod
from dataclasses import dataclass
from uuid import UUID


class SendFailed(Exception):
    """The carrier did not take the message. Never carries its text."""


@dataclass(frozen=True)
class Letter:
    """`key` is the same at every try, so that the carrier can deliver it once."""

    key: UUID
    phone: str
    text: str


class Sender(ABC):
    @abstractmethod
    def send(self, letter: Letter) -> None:
        """Hand the letter over, or raise `SendFailed`."""
