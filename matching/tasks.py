"""Background work: each takes ids and may run twice."""

from matching.services import suggestions


def idea_changed(idea: int) -> None:
    suggestions.recompute_for_idea(idea)


def post_changed(kind: str, post: int) -> None:
    suggestions.recompute_for_post(kind, post)


def rebuild() -> None:
    suggestions.rebuild()
