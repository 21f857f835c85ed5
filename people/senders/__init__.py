"""Who carries a message to a phone. `SENDER` in the environment chooses; without it messages become files."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from people.senders.base import Letter, Sender, SendFailed
from people.senders.console import ConsoleSender
from people.senders.file import FileSender
from people.senders.http import HttpSender

SENDERS: dict[str, type[Sender]] = {"file": FileSender, "console": ConsoleSender, "http": HttpSender}

__all__ = ["Letter", "SendFailed", "Sender", "chosen", "reaches_phones"]


def chosen() -> Sender:
    if settings.SENDER not in SENDERS:
        raise ImproperlyConfigured(f"SENDER must be one of {', '.join(SENDERS)}, not “{settings.SENDER}”.")
    return SENDERS[settings.SENDER]()


def reaches_phones() -> bool:
    """False while messages stay on this machine: the school then hands out paper."""
    return bool(settings.SENDER == "http")
