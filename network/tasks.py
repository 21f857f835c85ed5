"""Background work: each may run twice."""

from network.services import import_jobs, proposals, waiting_proposals


def open_waiting() -> None:
    """Soon after something changed that a proposal at its last key may have waited for."""
    waiting_proposals.open_all()


def mind_proposals() -> None:
    """Hourly: open what nothing holds any more, remind who has not answered, end what nobody answered."""
    waiting_proposals.open_all()
    proposals.remind_waiting()
    proposals.expire_unanswered()


def write_import(batch_id: int) -> None:
    import_jobs.carry_out(batch_id=batch_id)


def clear_imports() -> None:
    """Nightly: previews that nobody wrote, and old copies of what was written."""
    import_jobs.clear_old()
