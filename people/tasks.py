"""Background work: each may run twice."""

from people.services import concerns, mails, notices


def mail_urgent() -> None:
    """After something urgent happened."""
    mails.send_urgent()


def mail_digests() -> None:
    """Every morning."""
    mails.send_digests()


def mind_concerns() -> None:
    """Hourly: what nobody looked at goes up, and a mail that could not leave is tried again."""
    concerns.raise_overdue()
    mails.send_urgent()


def clean_notices() -> None:
    """Nightly."""
    notices.clean()
