"""What follows a visit: who tells of it, who says how it was, who shares, who certifies."""

from django.utils.translation import gettext as _

from core import clock
from core.errors import Conflict, Refused
from core.permissions import boolean_twin
from people.models import User
from people.selectors import hats
from visits.enums import FeedbackSide, VisitSide, VisitState
from visits.models import Attendee, Certificate, Feedback, Reflection, Visit
from visits.permissions import visits as permissions
from visits.rules import REFLECT_WITHIN
from visits.selectors import visits as selectors


def check_was_held(visit: Visit) -> None:
    if visit.state != VisitState.HELD:
        raise Conflict(_("Chuyến đi chưa diễn ra."))


def check_can_reflect(user: User, attendee: Attendee) -> None:
    """The pupil, for a month, until it is sent."""
    check_was_held(attendee.visit)
    if attendee.pupil_id != user.pk or not hats.of(user).is_active_pupil:
        raise Refused(_("Chỉ em học sinh đã đi mới kể lại được chuyến này."))
    if clock.now() > attendee.visit.slot.ends_at + REFLECT_WITHIN:
        raise Conflict(_("Đã quá 30 ngày từ hôm đi. Em kể trực tiếp với thầy cô nhé."))
    if Reflection.objects.filter(attendee=attendee, sent_at__isnull=False).exists():
        raise Conflict(_("Em đã gửi bài kể này rồi."))


def check_minds(user: User, visit: Visit) -> None:
    """The organiser, or whoever runs the school: they read, answer and share what pupils tell, and certify."""
    permissions.check_is_staff_of(user, visit.school_id)
    if user.pk != visit.organiser_id:
        permissions.check_is_head_of(user, visit.school_id)


def check_can_share(user: User, reflection: Reflection) -> None:
    check_minds(user, reflection.attendee.visit)
    if reflection.sent_at is None:
        raise Conflict(_("Em chưa gửi bài kể này."))
    if reflection.shared_at is not None:
        raise Conflict(_("Bài này đã được chia sẻ rồi."))


def check_can_say(user: User, visit: Visit) -> None:
    """The host, or whoever of the school organised, went along or runs it; each side once."""
    check_was_held(visit)
    side = side_of(user, visit)
    if side is None:
        raise Refused(_("Chỉ thầy cô tổ chức, thầy cô đi cùng và nơi đón mới viết phản hồi."))
    if Feedback.objects.filter(visit=visit, side=side).exists():
        raise Conflict(_("Bên mình đã viết phản hồi rồi."))


def side_of(user: User, visit: Visit) -> FeedbackSide | None:
    if selectors.side_of(user, visit) == VisitSide.HOST:
        return FeedbackSide.HOST if permissions.hosts(user, visit) else None
    went = visit.staff.filter(person=user.pk).exists() and permissions.is_staff_of(user, visit.school_id)
    return FeedbackSide.SCHOOL if went or minds(user, visit) else None


def check_can_issue(user: User, visit: Visit) -> None:
    check_minds(user, visit)
    check_was_held(visit)


def check_can_revoke(user: User, certificate: Certificate) -> None:
    check_minds(user, certificate.attendee.visit)
    if not certificate.is_valid:
        raise Conflict(_("Giấy chứng nhận này không còn hiệu lực từ trước."))


minds = boolean_twin(check_minds)
can_reflect = boolean_twin(check_can_reflect)
can_say = boolean_twin(check_can_say)
can_issue = boolean_twin(check_can_issue)
