"""Background work: each may run twice."""

from people.services import (
    clearance_reminders,
    concerns,
    conduct,
    consent_reminders,
    former_pupils,
    mails,
    notice_mails,
    notices,
    reference_letters,
    roster_writing,
    rosters,
    text_messages,
)


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


def mind_clearances() -> None:
    """Daily: what lapses soon, what has a new wording, whose referees are silent."""
    conduct.ask_again()
    clearance_reminders.remind_lapsing()
    reference_letters.remind()
    reference_letters.tell_expired()


def mail_notice(notice_id: int) -> None:
    notice_mails.send(notice_id=notice_id)


def write_to_referee(reference_id: int) -> None:
    reference_letters.write_first(reference_id=reference_id)


def remind_referee(reference_id: int) -> None:
    reference_letters.write_again(reference_id=reference_id)


def apply_roster(roster: int) -> None:
    roster_writing.write(roster=roster)


def mind_pupils() -> None:
    """Daily: forget who left long ago, and lists that nobody applied."""
    former_pupils.pseudonymise_due()
    rosters.tidy_up()
