"""Who may remind whom, and move a slot's time."""

from django.utils.translation import gettext as _

from core import clock
from core.errors import Conflict, Refused
from core.permissions import boolean_twin
from network.permissions.proposals import check_speaks_for_post
from people.models import User
from people.selectors import hats
from visits.enums import Holder
from visits.models import Slot, Visit
from visits.permissions.visits import hosts, is_head_of
from visits.selectors.waits import Wait


def check_can_remind(user: User, visit: Visit) -> None:
    """Whoever prepares the visit or receives it."""
    if visit.school_id not in hats.of(user).staffed_school_ids and not hosts(user, visit):
        raise Refused(_("Chỉ thầy cô của trường và nơi đón mới nhắc được."))


def check_is_worth_reminding(user: User, wait: Wait) -> None:
    """Nobody reminds oneself, and nobody is reminded twice a day."""
    decides = wait.visit.organiser_id != user.pk and is_head_of(user, wait.visit.school_id)
    if (wait.holder == Holder.ORGANISER and wait.visit.organiser_id == user.pk) or (
        wait.holder == Holder.HEAD and decides
    ):
        raise Conflict(_("Bước này đang chờ chính thầy cô."))
    if wait.holder == Holder.HOST and hosts(user, wait.visit):
        raise Conflict(_("Bước này đang chờ chính anh chị."))
    if wait.is_reminded:
        raise Conflict(_("Hôm nay đã có người nhắc rồi. Mỗi ngày một lần là đủ."))


def check_can_move_slot(user: User, slot: Slot) -> None:
    check_speaks_for_post(user, slot.offer)
    if slot.closed_at:
        raise Conflict(_("Khung giờ này đã đóng."))
    if slot.starts_at <= clock.now():
        raise Conflict(_("Khung giờ này đã bắt đầu, không dời được nữa."))


can_remind = boolean_twin(check_can_remind)
is_worth_reminding = boolean_twin(check_is_worth_reminding)
can_move_slot = boolean_twin(check_can_move_slot)
