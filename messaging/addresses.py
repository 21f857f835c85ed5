"""Where in the site a message stands."""


def thread(conversation: int, seq: int | None = None) -> str:
    """The conversation's page, at that message."""
    place = f"/conversations/{conversation}/"
    return place if seq is None else f"{place}?at={seq}"
