"""Letters to one person each, in plain text."""

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives


def send(*, to: str, subject: str, paragraphs: list[str]) -> None:
    EmailMessage(subject=subject, body="\n\n".join(paragraphs), to=[to]).send()


def send_with_calendar(*, to: str, subject: str, paragraphs: list[str], calendar: bytes, method: str) -> None:
    """The calendar travels twice: as what mail programs understand by themselves, and as a file to open by hand."""
    mail = EmailMultiAlternatives(subject=subject, body="\n\n".join(paragraphs), to=[to])
    mail.attach_alternative(calendar.decode(), f"text/calendar; method={method}")
    mail.attach("nhip-cau.ics", calendar, "application/ics")
    mail.send()


def address(path: str) -> str:
    """A whole address of this site, for a letter."""
    return f"{settings.SITE_URL}{path}"
