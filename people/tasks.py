"""Background work: each may run twice."""

from people.services import clearance_reminders, conduct, notice_mails, reference_letters


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
