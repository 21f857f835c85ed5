"""The state machines, each one table. `manage.py draw_states` draws them into `docs/states/`."""

from django.utils.translation import gettext_lazy as _

from core.machine import Machine, Transition
from network.enums import EngagementStatus, IdeaStatus, PostStatus, ProposalState

_PROPOSED = ProposalState.PROPOSED
_ACCEPTED = ProposalState.SUPPLY_ACCEPTED
_APPROVED = ProposalState.ADVISER_APPROVED
_AWAITING = ProposalState.AWAITING_CONSENT
_OPEN = (_PROPOSED, _ACCEPTED, _APPROVED, _AWAITING)

POST = Machine(
    "post",
    PostStatus,
    PostStatus.DRAFT,
    [
        Transition("submit", (PostStatus.DRAFT, PostStatus.CHANGES_REQUESTED), PostStatus.IN_REVIEW, _("gửi duyệt")),
        # What changes after acceptance is reviewed again; the accepted text stays up meanwhile.
        Transition("resubmit", PostStatus.PUBLISHED, PostStatus.PUBLISHED, _("gửi duyệt bản sửa")),
        Transition("recall", PostStatus.IN_REVIEW, PostStatus.DRAFT, _("lấy lại để sửa")),
        Transition("accept", PostStatus.IN_REVIEW, PostStatus.PUBLISHED, _("duyệt")),
        Transition("request_changes", PostStatus.IN_REVIEW, PostStatus.CHANGES_REQUESTED, _("yêu cầu sửa")),
        Transition("refuse", PostStatus.IN_REVIEW, PostStatus.REFUSED, _("không duyệt")),
        Transition("close", PostStatus.PUBLISHED, PostStatus.CLOSED, _("đóng")),
    ],
)

IDEA = Machine(
    "idea",
    IdeaStatus,
    IdeaStatus.DRAFT,
    [
        Transition("submit", IdeaStatus.DRAFT, IdeaStatus.SUBMITTED, _("gửi giáo viên phụ trách")),
        Transition("return", IdeaStatus.SUBMITTED, IdeaStatus.DRAFT, _("trả lại để sửa")),
        Transition("publish", IdeaStatus.SUBMITTED, IdeaStatus.PUBLISHED, _("đăng lên mạng lưới")),
        # The adviser's own second step: the team has not said that it is done.
        Transition("publish_draft", IdeaStatus.DRAFT, IdeaStatus.PUBLISHED, _("đăng dù nhóm chưa gửi")),
        Transition("withdraw", IdeaStatus.PUBLISHED, IdeaStatus.DRAFT, _("gỡ xuống")),
        Transition(
            "archive", (IdeaStatus.DRAFT, IdeaStatus.SUBMITTED, IdeaStatus.PUBLISHED), IdeaStatus.ARCHIVED, _("cất đi")
        ),
    ],
)

PROPOSAL = Machine(
    "proposal",
    ProposalState,
    _PROPOSED,
    [
        Transition("accept", _PROPOSED, _ACCEPTED, _("bên hỗ trợ nhận lời")),
        Transition("accept", _APPROVED, _AWAITING, _("bên hỗ trợ nhận lời")),
        Transition("approve", _PROPOSED, _APPROVED, _("giáo viên phụ trách duyệt")),
        Transition("approve", _ACCEPTED, _AWAITING, _("giáo viên phụ trách duyệt")),
        Transition("engage", _AWAITING, ProposalState.ENGAGED, _("đủ đồng ý của phụ huynh, bắt đầu đồng hành")),
        # A key turned back: the other one stays turned.
        Transition("unaccept", _ACCEPTED, _PROPOSED, _("bên hỗ trợ rút lời nhận")),
        Transition("unaccept", _AWAITING, _APPROVED, _("bên hỗ trợ rút lời nhận")),
        Transition("unapprove", _APPROVED, _PROPOSED, _("giáo viên phụ trách rút duyệt")),
        Transition("unapprove", _AWAITING, _ACCEPTED, _("giáo viên phụ trách rút duyệt")),
        Transition("refuse", _OPEN, ProposalState.REFUSED, _("từ chối")),
        Transition("withdraw", _OPEN, ProposalState.WITHDRAWN, _("rút lại")),
        Transition("expire", _OPEN, ProposalState.EXPIRED, _("hết hạn")),
    ],
)

ENGAGEMENT = Machine(
    "engagement",
    EngagementStatus,
    EngagementStatus.ACTIVE,
    [
        Transition("close", EngagementStatus.ACTIVE, EngagementStatus.CLOSED, _("kết thúc và cảm ơn")),
        Transition("end", EngagementStatus.ACTIVE, EngagementStatus.ENDED, _("dừng giữa chừng")),
    ],
)

MACHINES = {machine.name: machine for machine in (POST, IDEA, PROPOSAL, ENGAGEMENT)}
