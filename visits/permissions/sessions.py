"""Who may ask for a session, be there, cancel it, go in and note what became of it."""

from django.utils.translation import gettext as _

from core import clock
from core.errors import Conflict, Invalid, Refused
from core.permissions import boolean_twin
from network.enums import Side
from network.models import Engagement
from network.permissions import engagements
from network.permissions.engagements import Standing
from people.models import User
from people.selectors import hats
from visits import rules
from visits.enums import OPEN_SESSION_STATES, SessionState, SessionWay
from visits.models import Session
from visits.selectors import sessions as selectors


def check_can_open_hours(user: User) -> None:
    if not hats.of(user).is_supporter:
        raise Refused(_("Chỉ người đồng hành mới mở giờ hẹn."))


def check_can_book(user: User, engagement: Engagement, here: Standing | None = None) -> None:
    """The team or its adviser, while nothing freezes the engagement."""
    if _side(user, engagement, here) == Side.SUPPLY:
        raise Refused(_("Anh chị mở giờ trong tuần, còn nhóm chọn giờ hợp với mình."))
    engagements.check_goes_on(engagement, here)


def check_can_attend(user: User, session: Session, here: Standing | None = None) -> None:
    """The adviser says who of the staff is there, and may name somebody else until it begins."""
    if _side(user, session.engagement, here) != Side.ADVISER:
        raise Refused(_("Chỉ giáo viên phụ trách câu lạc bộ mới xác nhận được."))
    _check_is_open(session)
    _check_has_not_begun(session)
    engagements.check_goes_on(session.engagement, here)


def check_may_be_there(person: User, session: Session) -> None:
    """A colleague of the school, and not the adult who is watched over."""
    engagement = session.engagement
    club = engagement.proposal.idea.club
    if person.pk == engagement.supporter_id or not _is_staff(person, club.school_id):
        raise Invalid(selectors.NOT_STAFF, field="attendant")
    if session.way == SessionWay.ONLINE and not selectors.has_rooms() and person.pk != club.adviser_id:
        raise Invalid(
            _("Buổi này diễn ra trong cuộc trò chuyện của nhóm, nên chính giáo viên phụ trách cần có mặt."),
            field="attendant",
        )


def check_can_step_back(user: User, session: Session) -> None:
    if user.pk != session.attendant_id:
        raise Refused(_("Chỉ thầy cô đã nhận có mặt mới rút lại được."))
    if session.state != SessionState.BOOKED:
        raise Conflict(_("Buổi hẹn này không còn chờ diễn ra."))
    _check_has_not_begun(session)


def check_can_cancel(user: User, session: Session, here: Standing | None = None) -> None:
    """Each side and the staff member, also while it is frozen."""
    check_has_part(user, session, here)
    _check_is_open(session)
    _check_has_not_begun(session)


def check_can_mark(user: User, session: Session, here: Standing | None = None) -> None:
    """Each side and the staff member, from the beginning until two days after the end."""
    check_has_part(user, session, here)
    corrects = session.state == SessionState.NO_SHOW and is_beside(user, session)
    if session.state != SessionState.BOOKED and not corrects:
        raise Conflict(_("Buổi hẹn này không còn chờ ghi lại."))
    if clock.now() < session.starts_at:
        raise Conflict(_("Buổi hẹn chưa bắt đầu."))
    if clock.now() > session.ends_at + rules.MARK_WITHIN:
        raise Conflict(_("Đã quá hai ngày sau buổi hẹn, không ghi lại được nữa."))
    engagements.check_goes_on(session.engagement, here)


def check_can_join(user: User, session: Session, here: Standing | None = None) -> None:
    """Into the room: in its time, and nobody before the staff member: no adult and minor alone."""
    check_has_part(user, session, here)
    if session.state != SessionState.BOOKED:
        raise Conflict(_("Buổi hẹn này không còn chờ diễn ra."))
    if session.way != SessionWay.ONLINE:
        raise Conflict(_("Buổi này gặp tại trường, không có phòng trực tuyến."))
    engagements.check_goes_on(session.engagement, here)
    now = clock.now()
    if now < session.starts_at - rules.JOIN_EARLY:
        raise Conflict(_("Phòng mở trước giờ hẹn 15 phút."))
    if now > session.ends_at:
        raise Conflict(_("Buổi hẹn đã hết giờ."))
    if session.opened_at is None and not is_beside(user, session):
        raise Conflict(_("Thầy cô chưa vào phòng. Trang này tự hỏi lại, xin đợi một chút."))


def check_has_part(user: User, session: Session, here: Standing | None = None) -> None:
    if not is_attendant(user, session):
        _side(user, session.engagement, here)


def is_attendant(user: User, session: Session) -> bool:
    return user.pk == session.attendant_id and _is_staff(user, session.engagement.proposal.idea.club.school_id)


def is_beside(user: User, session: Session) -> bool:
    """Who watches over it: the staff member named for it, or the adviser."""
    club = session.engagement.proposal.idea.club
    advises = user.pk == club.adviser_id and club.school_id in hats.of(user).staffed_school_ids
    return advises or is_attendant(user, session)


def _is_staff(person: User, school: int) -> bool:
    return school in hats.of(person).staffed_school_ids and selectors.staff_of(school).filter(pk=person.pk).exists()


def _side(user: User, engagement: Engagement, here: Standing | None) -> Side:
    known = here.side if here else None
    return known or engagements.side_in(user, engagement)


def _check_is_open(session: Session) -> None:
    if session.state not in OPEN_SESSION_STATES:
        raise Conflict(_("Buổi hẹn này đã kết thúc."))


def _check_has_not_begun(session: Session) -> None:
    if session.starts_at <= clock.now():
        raise Conflict(_("Buổi hẹn đã bắt đầu."))


can_open_hours = boolean_twin(check_can_open_hours)
can_book = boolean_twin(check_can_book)
can_attend = boolean_twin(check_can_attend)
can_step_back = boolean_twin(check_can_step_back)
can_cancel = boolean_twin(check_can_cancel)
can_mark = boolean_twin(check_can_mark)
can_join = boolean_twin(check_can_join)
has_part = boolean_twin(check_has_part)
