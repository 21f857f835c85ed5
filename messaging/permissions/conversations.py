"""Who may write in a conversation, and who decides on what waits."""

from django.utils.translation import gettext as _

from core.errors import Conflict, NotFound, Refused
from core.permissions import boolean_twin, reason
from messaging.enums import MemberSide
from messaging.kinds import Member, Standing
from messaging.models import Message
from messaging.selectors import conversations as selectors
from people.models import User


def check_is_member(user: User, here: Standing) -> Member:
    if not selectors.is_member(user, here):
        raise NotFound(selectors.MISSING)
    return here.members[user.pk]


def check_can_write(user: User, here: Standing) -> Member:
    """A member, while nothing stands in the way. Asked on every send, within its transaction."""
    member = check_is_member(user, here)
    if here.is_closed:
        raise Conflict(_("Cuộc trò chuyện đã khép lại, chỉ còn xem được."))
    if here.obstacles:
        raise Conflict(_("Đang tạm dừng: %(why)s") % {"why": here.obstacles[0].label})
    return member


def check_can_review(user: User, here: Standing) -> Member:
    """Decides on what waits and hides what was said: the adviser who is in the conversation today."""
    member = check_is_member(user, here)
    if member.side != MemberSide.ADVISER:
        raise Refused(_("Chỉ giáo viên phụ trách mới quyết định được."))
    return member


def check_can_go_out(message: Message, here: Standing) -> None:
    """Of what waits: the conversation goes on today, and its author is still in it."""
    if here.is_closed:
        raise Conflict(_("Cuộc trò chuyện đã khép lại, nên tin này không gửi được nữa."))
    if here.obstacles:
        raise Conflict(_("Chưa gửi được vì đang tạm dừng: %(why)s") % {"why": here.obstacles[0].label})
    if message.author_id not in here.members:
        raise Conflict(_("Người viết không còn ở trong cuộc trò chuyện, nên tin này không gửi được nữa."))


def why_it_stays(message: Message, here: Standing) -> str:
    """In the words of the check; empty when it may go out."""
    return reason(check_can_go_out, message, here) or ""


can_go_out = boolean_twin(check_can_go_out)
can_write = boolean_twin(check_can_write)
can_review = boolean_twin(check_can_review)
