"""Background work: each may run twice."""

from people.services import consent_reminders, text_messages


def deliver_text(message_id: int) -> None:
    text_messages.deliver(message_id=message_id)


def deliver_waiting_texts() -> None:
    """Hourly."""
    text_messages.deliver_waiting()


def remind_of_consents() -> None:
    """Daily; each school is told once before and once after the end of the school year."""
    consent_reminders.remind_schools()
