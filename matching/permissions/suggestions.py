"""Who may see why two fit, and who may say "not for us"."""

from django.utils.translation import gettext as _

from core.errors import Refused
from core.permissions import boolean_twin, reason
from matching.models import Suggestion
from network.enums import ProposalSide
from network.permissions import proposals
from people.models import User


def check_can_dismiss(user: User, suggestion: Suggestion) -> None:
    """Adults only: what pupils click teaches the recommender nothing."""
    if not (proposals.speaks_for_post(user, suggestion.post) or proposals.advises(user, suggestion.idea)):
        raise Refused(_("Chỉ giáo viên phụ trách hoặc bên đăng bài mới bỏ được một gợi ý."))


def side_of(user: User, suggestion: Suggestion) -> ProposalSide | None:
    """On whose behalf this reader may do something about the pair; None for whoever only reads."""
    try:
        return proposals.side_of(user, suggestion.idea, suggestion.post)
    except Refused:
        return None


def why_not_propose(user: User, suggestion: Suggestion, side: ProposalSide | None) -> str | None:
    """The sentence that stands in the way, or none; `side` is `side_of` this user."""
    if side is None:
        return reason(proposals.check_can_propose, user, suggestion.idea, suggestion.post)
    return reason(proposals.check_pair_is_open, suggestion.idea, suggestion.post)


can_dismiss = boolean_twin(check_can_dismiss)
