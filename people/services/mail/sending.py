"""Letters to one person each, in plain text."""

from django.conf import settings
from django.core.mail import EmailMessage


def send(*, to: str, subject: str, paragraphs: list[str]) -> None:
    EmailMessage(subject=subject, body="\n\n".join(paragraphs), to=[to]).send()


def address(path: str) -> str:
    """A whole address of this site, for a letter."""
    return f"{settings.SITE_URL}{path}"
