"""The mail of the demonstration, read from the files it was written to."""

import datetime as dt
import email
import email.policy
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings

_BETWEEN = b"-" * 79 + b"\n"
_FILES_AT_MOST = 200


@dataclass(frozen=True)
class Letter:
    """`name` is the file's and the place in it."""

    name: str
    to: str
    subject: str
    date: dt.datetime | None
    text: str
    html: str


def letters() -> list[Letter]:
    """The newest first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True) if folder.is_dir() else []
    return [letter for path in files[:_FILES_AT_MOST] for letter in reversed(_letters_in(path))]


def find(name: str) -> Letter | None:
    return next((letter for letter in letters() if letter.name == name), None)


def _letters_in(path: Path) -> list[Letter]:
    parts = [part for part in path.read_bytes().split(_BETWEEN) if part.strip()]
    return [_letter(f"{path.stem}-{place}", part) for place, part in enumerate(parts)]


def _letter(name: str, raw: bytes) -> Letter:
    message = email.message_from_bytes(raw, _class=EmailMessage, policy=email.policy.default)
    return Letter(
        name=name,
        to=str(message["to"] or ""),
        subject=str(message["subject"] or ""),
        date=message["date"].datetime if message["date"] else None,
        text=_body(message, "plain"),
        html=_body(message, "html"),
    )


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part else ""
