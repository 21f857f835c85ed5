"""Who may write an idea, open it to others, take it back and say who is in its team."""

from django.utils.translation import gettext as _

from core.errors import Conflict, Refused
from core.permissions import boolean_twin
from network.enums import IdeaStatus
from network.models import Club, ClubMembership, Idea
from network.permissions import proposals
from network.selectors import ideas as selectors
from people.enums import Role
from people.models import User
from people.selectors import hats

advises = proposals.advises


def check_can_start(user: User, club: Club) -> None:
    """A pupil of the club, or the teacher in charge of it."""
    if club.closed_on is not None:
        raise Conflict(_("Câu lạc bộ đã ngừng hoạt động."))
    worn = hats.of(user)
    if club.adviser_id == user.pk and club.school_id in worn.organisations_as(frozenset({Role.ADVISER})):
        return
    in_club = ClubMembership.objects.filter(club=club, pupil=user, left_on=None).exists()
    if not (worn.is_active_pupil and in_club and club.school_id in worn.school_ids):
        raise Refused(_("Chỉ các bạn trong câu lạc bộ và giáo viên phụ trách mới viết được ý tưởng ở đây."))


def check_can_bring_in(user: User, club: Club) -> None:
    """From a sheet: the teacher in charge of the club, or the school's management."""
    if club.closed_on is not None:
        raise Conflict(_("Câu lạc bộ đã ngừng hoạt động."))
    worn = hats.of(user)
    in_charge = club.adviser_id == user.pk and club.school_id in worn.organisations_as(frozenset({Role.ADVISER}))
    if not in_charge and club.school_id not in worn.organisations_as(frozenset({Role.SCHOOL_ADMIN})):
        raise Refused(_("Chỉ giáo viên phụ trách và quản lý nhà trường mới nhập được ý tưởng cho câu lạc bộ này."))


def check_is_in_team(user: User, idea: Idea, in_team: bool | None = None) -> None:
    """`in_team`: the answer, where a page with many buttons has asked already."""
    worn = hats.of(user)
    may_be = worn.is_active_pupil and idea.club.school_id in worn.school_ids
    if in_team is None:
        in_team = may_be and selectors.team_of(idea).filter(pupil=user).exists()
    if not in_team:
        raise Refused(_("Chỉ các bạn trong nhóm và giáo viên phụ trách mới làm được việc này."))


def check_can_edit(user: User, idea: Idea, in_team: bool | None = None) -> None:
    """The team while it is a draft; the adviser at any time: nothing new of pupils reaches others unread."""
    _check_not_archived(idea)
    if advises(user, idea):
        return
    check_is_in_team(user, idea, in_team)
    if idea.status == IdeaStatus.SUBMITTED:
        raise Conflict(_("Ý tưởng đang chờ thầy cô đọc. Muốn sửa tiếp, em nhờ thầy cô trả lại nhé."))
    if idea.status == IdeaStatus.PUBLISHED:
        raise Conflict(_("Ý tưởng đang ở trên mạng lưới. Em gỡ xuống rồi sửa, sửa xong gửi thầy cô duyệt lại."))


def check_can_submit(user: User, idea: Idea, in_team: bool | None = None) -> None:
    if advises(user, idea):
        raise Refused(_("Thầy cô phụ trách đăng luôn được, không cần gửi duyệt."))
    check_is_in_team(user, idea, in_team)


def check_can_return(user: User, idea: Idea) -> None:
    proposals.check_advises(user, idea)


def check_can_publish(user: User, idea: Idea) -> None:
    """The adviser alone: the first grown-up eyes on what leaves the club."""
    proposals.check_advises(user, idea)
    if idea.club.closed_on is not None:
        raise Conflict(_("Câu lạc bộ đã ngừng hoạt động."))


def check_can_withdraw(user: User, idea: Idea, in_team: bool | None = None) -> None:
    """Taking back is easy on purpose: the team, the adviser, the school's management."""
    if advises(user, idea) or idea.club.school_id in hats.of(user).organisations_as(frozenset({Role.SCHOOL_ADMIN})):
        return
    check_is_in_team(user, idea, in_team)


def check_can_archive(user: User, idea: Idea, in_team: bool | None = None) -> None:
    """The adviser; the team only what nobody else has begun to read."""
    if advises(user, idea):
        return
    check_is_in_team(user, idea, in_team)
    if idea.status != IdeaStatus.DRAFT:
        raise Conflict(_("Em nhờ thầy cô phụ trách cất giúp, hoặc gỡ ý tưởng về bản nháp trước."))


def check_can_change_team(user: User, idea: Idea) -> None:
    """The adviser; the team itself while it drafts."""
    _check_not_archived(idea)
    if advises(user, idea):
        return
    check_is_in_team(user, idea)
    if idea.status != IdeaStatus.DRAFT:
        raise Conflict(_("Ý tưởng không còn là bản nháp. Em nhờ thầy cô phụ trách thêm bạn vào nhóm nhé."))


def check_can_add(user: User, idea: Idea, pupil: User) -> None:
    """The team chooses among its own club; the adviser among the school (the service checks that)."""
    check_can_change_team(user, idea)
    in_club = ClubMembership.objects.filter(club=idea.club_id, pupil=pupil, left_on=None).exists()
    if not in_club and not advises(user, idea):
        raise Refused(_("Em chỉ mời được các bạn trong câu lạc bộ của mình."))


def check_can_remove(user: User, idea: Idea, pupil: User) -> None:
    """Everybody may leave; only the adviser sends somebody else away."""
    if user.pk != pupil.pk and not advises(user, idea):
        raise Refused(_("Chỉ giáo viên phụ trách mới đưa một bạn ra khỏi nhóm được."))


def _check_not_archived(idea: Idea) -> None:
    if idea.status == IdeaStatus.ARCHIVED:
        raise Conflict(_("Ý tưởng đã cất đi, chỉ còn xem được."))


is_in_team = boolean_twin(check_is_in_team)
can_start = boolean_twin(check_can_start)
can_edit = boolean_twin(check_can_edit)
can_submit = boolean_twin(check_can_submit)
can_return = boolean_twin(check_can_return)
can_publish = boolean_twin(check_can_publish)
can_withdraw = boolean_twin(check_can_withdraw)
can_archive = boolean_twin(check_can_archive)
can_change_team = boolean_twin(check_can_change_team)
can_add = boolean_twin(check_can_add)
can_remove = boolean_twin(check_can_remove)
