"""Who may work in an engagement, and who may end it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.errors import Conflict, Refused
from core.permissions import boolean_twin
from network.enums import EngagementStatus, Side
from network.models import Engagement
from network.permissions import proposals
from network.selectors import engagements as selectors
from people.models import User


@dataclass(frozen=True)
class Standing:
    """How a person stands in an engagement at this moment: asked once where a page has many buttons."""

    side: Side | None
    obstacles: Sequence[selectors.Obstacle]


def standing_of(user: User, engagement: Engagement) -> Standing:
    side = side_in(user, engagement) if has_side(user, engagement) else None
    return Standing(side, selectors.obstacles(engagement))


def side_in(user: User, engagement: Engagement) -> Side:
    """Which side this person stands on; Refused for everybody else."""
    proposal = engagement.proposal
    if proposals.advises(user, proposal.idea):
        return Side.ADVISER
    if proposals.speaks_for_post(user, proposal.post):
        return Side.SUPPLY
    if proposals.is_in_team(user, proposal.idea):
        return Side.TEAM
    raise Refused(_("Chỉ người trong nhóm đồng hành mới làm được việc này."))


def check_can_work_in(user: User, engagement: Engagement, here: Standing | None = None) -> None:
    """Goals and check-ins: all three sides, while nothing freezes it."""
    _side(user, engagement, here)
    check_goes_on(engagement, here)


def check_goes_on(engagement: Engagement, here: Standing | None = None) -> None:
    """It lives and nothing freezes it, whoever asks."""
    if engagement.status != EngagementStatus.ACTIVE:
        raise Conflict(_("Buổi đồng hành đã khép lại, chỉ còn xem được."))
    _check_nothing_freezes(engagement, here)


def check_can_answer_closing(user: User, engagement: Engagement, here: Standing | None = None) -> None:
    """Each side's last words, once it was completed; where a key was withdrawn nothing more passes."""
    _side(user, engagement, here)
    if engagement.status == EngagementStatus.ACTIVE:
        raise Conflict(_("Khép lại buổi đồng hành trước rồi mới trả lời."))
    if engagement.status == EngagementStatus.ENDED:
        raise Conflict(_("Buổi đồng hành đã khép lại, chỉ còn xem được."))
    _check_nothing_freezes(engagement, here)


def check_can_close(user: User, engagement: Engagement, here: Standing | None = None) -> None:
    """Each adult key can be withdrawn at any time; pupils tell their adviser."""
    if _side(user, engagement, here) == Side.TEAM:
        raise Refused(_("Em nhờ giáo viên phụ trách khép lại giúp nhé."))


def _side(user: User, engagement: Engagement, here: Standing | None) -> Side:
    known = here.side if here else None
    return known or side_in(user, engagement)


def _check_nothing_freezes(engagement: Engagement, here: Standing | None) -> None:
    found = here.obstacles if here else selectors.obstacles(engagement)
    if found:
        raise Conflict(_("Đang tạm dừng: %(why)s") % {"why": selectors.SENTENCES[found[0]]})


has_side = boolean_twin(side_in)
can_work_in = boolean_twin(check_can_work_in)
can_answer_closing = boolean_twin(check_can_answer_closing)
can_close = boolean_twin(check_can_close)
