"""Who may call oneself an alumnus, and who confirms it."""

from django.utils.translation import gettext as _

from core.errors import Refused
from core.permissions import boolean_twin
from people.enums import Role
from people.models import AlumnusClaim, User
from people.selectors import hats


def check_can_claim(user: User) -> None:
    if hats.of(user).is_pupil:
        raise Refused(_("Em đang là học sinh. Khi ra trường và đủ 18 tuổi, em quay lại nhé."))


def check_can_decide(user: User, claim: AlumnusClaim) -> None:
    """The school's management, never for oneself."""
    if claim.school_id not in hats.of(user).organisations_as(frozenset({Role.SCHOOL_ADMIN})):
        raise Refused(_("Chỉ quản lý của chính trường đó mới xác nhận được cựu học sinh."))
    if claim.user_id == user.pk:
        raise Refused(_("Không ai tự xác nhận cho mình."))


can_claim = boolean_twin(check_can_claim)
can_decide = boolean_twin(check_can_decide)
