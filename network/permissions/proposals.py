"""Who may ask, and who holds which of the three keys."""

from django.utils.translation import gettext as _

from core import clock
from core.errors import Conflict, Refused
from core.permissions import boolean_twin
from network.enums import ProposalSide, ProposalState
from network.models import Challenge, Idea, Offer, Proposal
from network.selectors import ideas as idea_selectors
from network.selectors import posts as post_selectors
from people.enums import Role
from people.models import User
from people.selectors import hats


def check_speaks_for_post(user: User, post: Challenge | Offer) -> None:
    """The supply key: the cleared author, or a cleared representative of the same organisation."""
    worn = hats.of(user)
    if not worn.is_cleared_supporter:
        raise Refused(_("Anh chị cần hoàn tất thẩm định trước khi kết nối với học sinh."))
    if post.author_id == user.pk and post.organisation_id in worn.supported_organisation_ids:
        return
    if post.organisation_id not in worn.organisations_as(frozenset({Role.REPRESENTATIVE})):
        raise Refused(_("Chỉ người đăng bài hoặc đại diện của tổ chức mới trả lời được."))


def check_advises(user: User, idea: Idea) -> None:
    """The adviser's key: the teacher in charge of the club, no other colleague."""
    club = idea.club
    holds_hat = club.school_id in hats.of(user).organisations_as(frozenset({Role.ADVISER}))
    if club.adviser_id != user.pk or not holds_hat:
        raise Refused(_("Chỉ giáo viên phụ trách câu lạc bộ mới duyệt được."))


def check_is_in_team(user: User, idea: Idea) -> None:
    worn = hats.of(user)
    is_member = idea_selectors.team_of(idea).filter(pupil=user).exists()
    if not (worn.is_active_pupil and idea.club.school_id in worn.school_ids and is_member):
        raise Refused(_("Chỉ các bạn trong nhóm mới gửi được đề nghị cho ý tưởng này."))


def side_of(user: User, idea: Idea, post: Challenge | Offer) -> ProposalSide:
    """On whose behalf this person may ask; Refused when on nobody's."""
    if speaks_for_post(user, post):
        return ProposalSide.SUPPLY
    if advises(user, idea):
        return ProposalSide.TEAM
    if hats.of(user).is_supporter:
        check_speaks_for_post(user, post)
    check_is_in_team(user, idea)
    return ProposalSide.TEAM


def check_can_propose(user: User, idea: Idea, post: Challenge | Offer) -> None:
    side_of(user, idea, post)
    check_pair_is_open(idea, post)


def check_can_introduce(user: User, idea: Idea, post: Challenge | Offer) -> None:
    """Bring two together without holding a key of either: the Department everywhere, a school its own clubs."""
    worn = hats.of(user)
    of_school = idea.club.school_id in worn.organisations_as(frozenset({Role.SCHOOL_ADMIN}))
    if not (worn.is_department_officer or of_school):
        raise Refused(_("Chỉ cán bộ Sở, hoặc quản lý nhà trường với câu lạc bộ của trường, mới giới thiệu hai bên."))
    check_pair_is_open(idea, post)


def check_pair_is_open(idea: Idea, post: Challenge | Offer) -> None:
    """Both ends may still meet: asked when proposing and again at every key."""
    check_both_are_shown(idea, post)
    if post.deadline and post.deadline < clock.today():
        raise Conflict(_("Đã qua hạn nhận nhóm."))
    if post.seats_left < 1:
        raise Conflict(_("Đã hết chỗ."))


def check_both_are_shown(idea: Idea, post: Challenge | Offer) -> None:
    if not Idea.objects.filter(idea_selectors.is_open_to_partners(), pk=idea.pk).exists():
        raise Conflict(_("Ý tưởng chưa đăng lên mạng lưới hoặc câu lạc bộ đang thiếu giáo viên phụ trách."))
    if not type(post)._default_manager.filter(post_selectors.is_open_to_pupils(), pk=post.pk).exists():
        raise Conflict(_("Bài này không còn mở."))


def check_can_engage(proposal: Proposal) -> None:
    """Asked when the last key turns: both ends are still shown, and who accepted may still speak for the post."""
    check_both_are_shown(proposal.idea, proposal.post)
    if proposal.accepted_by is None or not speaks_for_post(proposal.accepted_by, proposal.post):
        raise Conflict(_("Thẩm định của người đồng hành hoặc của tổ chức đang không còn hiệu lực."))


def check_may_go_on(proposal: Proposal) -> None:
    """What holds an open proposal today, for its page; at the last key it goes on by itself once this is gone."""
    if proposal.state != ProposalState.AWAITING_CONSENT:
        check_pair_is_open(proposal.idea, proposal.post)
        return
    check_can_engage(proposal)
    if proposal.post.seats_left < 1:
        raise Conflict(_("Đã hết chỗ."))


def check_can_accept(user: User, proposal: Proposal) -> None:
    check_speaks_for_post(user, proposal.post)
    _check_holds_one_key(user, proposal)


def check_can_approve(user: User, proposal: Proposal) -> None:
    check_advises(user, proposal.idea)
    _check_holds_one_key(user, proposal)


def _check_holds_one_key(user: User, proposal: Proposal) -> None:
    """A teacher who is also the firm's: the adviser watches over the adult, so they are two people."""
    if advises(user, proposal.idea) and speaks_for_post(user, proposal.post):
        raise Refused(_("Một người không giữ hai chìa khóa. Nhờ một đồng nghiệp quyết định thay."))


def check_can_refuse(user: User, proposal: Proposal) -> None:
    """Whoever holds a key may say no."""
    if not (advises(user, proposal.idea) or speaks_for_post(user, proposal.post)):
        raise Refused(_("Chỉ bên được hỏi hoặc giáo viên phụ trách mới từ chối được."))


def check_can_withdraw(user: User, proposal: Proposal) -> None:
    """Whoever asked takes it back: the person, or the adviser for the team, or a colleague for the organisation."""
    if proposal.created_by_id == user.pk:
        return
    if proposal.side == ProposalSide.TEAM and advises(user, proposal.idea):
        return
    if proposal.side == ProposalSide.SUPPLY and speaks_for_post(user, proposal.post):
        return
    raise Refused(_("Chỉ bên đã gửi đề nghị mới rút lại được."))


def check_can_talk(user: User, proposal: Proposal) -> None:
    """Ask for more or answer: adults only, until an engagement opens its supervised conversation."""
    if not (advises(user, proposal.idea) or speaks_for_post(user, proposal.post)):
        raise Refused(_("Chỉ giáo viên phụ trách và bên hỗ trợ trao đổi ở bước này."))


speaks_for_post = boolean_twin(check_speaks_for_post)
advises = boolean_twin(check_advises)
is_in_team = boolean_twin(check_is_in_team)
can_propose = boolean_twin(check_can_propose)
can_introduce = boolean_twin(check_can_introduce)
can_engage = boolean_twin(check_can_engage)
can_accept = boolean_twin(check_can_accept)
can_approve = boolean_twin(check_can_approve)
can_refuse = boolean_twin(check_can_refuse)
can_withdraw = boolean_twin(check_can_withdraw)
can_talk = boolean_twin(check_can_talk)
