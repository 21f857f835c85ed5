"""Who in a school may enrol its pupils, and what may be recorded about one of them."""

from django.utils.translation import gettext as _

from core.errors import Refused
from core.permissions import boolean_twin
from people.models import School, User
from people.selectors import gates, hats
from people.selectors.pupil_papers import IN_CHARGE


def check_can_enrol_in(user: User, school: School) -> None:
    if school.pk not in hats.of(user).organisations_as(IN_CHARGE):
        raise Refused(_("Chỉ quản lý nhà trường hoặc giáo viên phụ trách của trường mới thêm được học sinh."))


def check_can_keep_papers_of(user: User, pupil: User) -> None:
    """Guardians and their paper consents: those in charge in the pupil's own school of today."""
    if user.pk == pupil.pk or not gates.pupils_in_schools(_schools_led_by(user)).filter(pk=pupil.pk).exists():
        raise Refused(_("Chỉ thầy cô phụ trách ở trường của em học sinh mới ghi được giấy tờ của phụ huynh."))


def check_can_second(user: User, pupil: User, first: User) -> None:
    """What one of the staff wrote down counts by the word of another one."""
    check_can_keep_papers_of(user, pupil)
    if user.pk == first.pk:
        raise Refused(_("Thầy cô đã ghi việc này. Cần một thầy cô khác xác nhận."))


def check_can_assent(user: User) -> None:
    if not hats.of(user).is_pupil:
        raise Refused(_("Bước này chỉ dành cho học sinh."))


can_enrol_in = boolean_twin(check_can_enrol_in)
can_keep_papers_of = boolean_twin(check_can_keep_papers_of)
can_second = boolean_twin(check_can_second)
can_assent = boolean_twin(check_can_assent)


def _schools_led_by(user: User) -> frozenset[int]:
    return hats.of(user).organisations_as(IN_CHARGE)
