"""Background work: each may run twice."""

from network.services import proposals


def mind_proposals() -> None:
    """Hourly: remind who has not answered, end what nobody answered."""
    proposals.remind_waiting()
    proposals.expire_unanswered()
