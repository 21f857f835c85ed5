"""Background work: each takes ids and may run twice."""

from django.utils.translation import gettext_lazy as _

from core.actors import background
from matching.services import suggestions


@background(_("tính lại gợi ý"))
def idea_changed(idea: int) -> None:
    suggestions.recompute_for_idea(idea)


@background(_("tính lại gợi ý"))
def post_changed(kind: str, post: int) -> None:
    suggestions.recompute_for_post(kind, post)


@background(_("tính lại gợi ý"))
def rebuild() -> None:
    suggestions.rebuild()
