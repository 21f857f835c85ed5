"""Background work: each may run twice."""

from people.services import concerns, consent_reminders, mails, notices, text_messages


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


def deliver_text(message_id: int) -> None:
    text_messages.deliver(message_id=message_id)


def deliver_waiting_texts() -> None:
    """Hourly."""
    text_messages.deliver_waiting()


def remind_of_consents() -> None:
    """Daily; each school is told once before and once after the end of the school year."""
    consent_reminders.remind_schools()
