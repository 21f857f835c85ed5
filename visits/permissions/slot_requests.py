"""Who asks for a slot that does not exist yet, who answers, who takes it back."""

from django.utils.translation import gettext as _

from core.errors import Refused
from core.permissions import boolean_twin
from network.permissions.proposals import check_speaks_for_post
from people.models import User
from people.selectors import hats
from visits.models import SlotRequest, SlotRequestHost
from visits.permissions.visits import check_is_head_of, check_is_staff_of


def check_can_ask(user: User) -> None:
    if not hats.of(user).staffed_school_ids:
        raise Refused(_("Chỉ thầy cô của trường mới gửi được yêu cầu này."))


def check_can_ask_for(user: User, school: int) -> None:
    check_is_staff_of(user, school)


def check_can_withdraw(user: User, request: SlotRequest) -> None:
    """Whoever asked, or the head of school."""
    check_is_staff_of(user, request.school_id)
    if user.pk != request.asked_by_id:
        check_is_head_of(user, request.school_id)


def check_can_answer(user: User, told: SlotRequestHost) -> None:
    """Whoever speaks for the offer whose host was told."""
    check_speaks_for_post(user, told.offer)
    if told.request.school_id in hats.of(user).staffed_school_ids:
        raise Refused(_("Đây là yêu cầu của chính trường mình. Nhờ một đồng nghiệp trả lời thay."))


can_ask = boolean_twin(check_can_ask)
can_withdraw = boolean_twin(check_can_withdraw)
can_answer = boolean_twin(check_can_answer)
