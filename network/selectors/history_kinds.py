"""The things of the network whose history has a page, and what it adds to a pupil's."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from network.enums import PostStatus
from network.models import (
    Challenge,
    Club,
    ClubMembership,
    Engagement,
    Goal,
    Idea,
    Offer,
    Proposal,
    Review,
    TeamMember,
)
from people.enums import Role
from people.selectors import history
from people.selectors.hats import Hats
from people.selectors.history import Kind, Part
from people.selectors.history_values import LABELS

_ADMIN = frozenset({Role.SCHOOL_ADMIN})
_POST = (
    "title", "status", "author", "organisation", "commune", "mode", "age_min", "age_max", "seats", "deadline",
    "reviewer", "published_at",
)  # fmt: skip
_REVIEW = ("submitted_by", "decision", "reason", "decided_by", "decided_at")


def register() -> None:
    LABELS.update(_LABELS)
    history.register(_CLUB, _IDEA, _ENGAGEMENT, _CHALLENGE, _OFFER)
    history.add_parts("pupil", *_OF_PUPIL)


def _clubs() -> QuerySet[Club]:
    return Club.objects.select_related("school__organisation")


def _ideas() -> QuerySet[Idea]:
    return Idea.objects.select_related("club__school__organisation")


def _engagements() -> QuerySet[Engagement]:
    return Engagement.objects.select_related("proposal__idea__club")


def _runs_club(worn: Hats, club: Club) -> bool:
    return club.school_id in worn.organisations_as(_ADMIN)


def _runs_idea(worn: Hats, idea: Idea) -> bool:
    return _runs_club(worn, idea.club)


def _runs_engagement(worn: Hats, engagement: Engagement) -> bool:
    return _runs_idea(worn, engagement.proposal.idea)


def _reviews(worn: Hats, post: Any) -> bool:
    """Once it has been handed in: a draft is its author's alone."""
    return worn.is_department_officer and (post.status != PostStatus.DRAFT or post.reviews.exists())


_CLUB = Kind(
    "club",
    _("Lịch sử của câu lạc bộ"),
    _clubs,
    _runs_club,
    (
        Part(
            Club,
            _("Câu lạc bộ"),
            lambda club: Q(id=club.pk),
            ("name", "about", "grade_min", "grade_max", "adviser", "founded_on", "closed_on"),
            links=("fields",),
        ),
        Part(
            ClubMembership,
            _("Thành viên"),
            lambda club: Q(club=club.pk),
            ("joined_on", "left_on"),
            about="pupil",
        ),
    ),
    names_pupils=True,
    page="club_detail",
)

_IDEA = Kind(
    "idea",
    _("Lịch sử của ý tưởng"),
    _ideas,
    _runs_idea,
    (
        Part(
            Idea,
            _("Ý tưởng"),
            lambda idea: Q(id=idea.pk),
            (
                "title",
                "problem",
                "solution",
                "field",
                "stage",
                "language",
                "visibility",
                "status",
                "published_by",
                "published_at",
            ),
        ),
        Part(TeamMember, _("Nhóm"), lambda idea: Q(idea=idea.pk), ("place", "joined_at", "left_at"), about="pupil"),
    ),
    names_pupils=True,
    page="idea_detail",
)

_ENGAGEMENT = Kind(
    "engagement",
    _("Lịch sử của buổi đồng hành"),
    _engagements,
    _runs_engagement,
    (
        Part(
            Proposal,
            _("Đề nghị"),
            lambda one: Q(id=one.proposal_id),
            ("state", "note", "accepted_by", "approved_by", "expires_at", "ended_at", "reason"),
        ),
        Part(
            Engagement,
            _("Đồng hành"),
            lambda one: Q(id=one.pk),
            ("supporter", "status", "opened_at", "ended_at", "end_reason"),
        ),
        Part(Goal, _("Mục tiêu"), lambda one: Q(engagement=one.pk), ("text", "due_on", "done_at")),
    ),
    names_pupils=True,
    page="engagement_detail",
    name=lambda one: one.proposal.idea.title,
)

_CHALLENGE = Kind(
    "challenge",
    _("Lịch sử của bài toán"),
    Challenge.objects.all,
    _reviews,
    (
        Part(
            Challenge,
            _("Bài toán"),
            lambda post: Q(id=post.pk),
            (*_POST, "background", "expected_outcome", "help_offered", "reward", "ip_terms"),
        ),
        Part(Review, _("Xét duyệt"), lambda post: Q(challenge=post.pk), _REVIEW),
    ),
    page="challenge_detail",
)

_OFFER = Kind(
    "offer",
    _("Lịch sử của đề nghị hỗ trợ"),
    Offer.objects.all,
    _reviews,
    (
        Part(
            Offer,
            _("Đề nghị hỗ trợ"),
            lambda post: Q(id=post.pk),
            (*_POST, "kind", "description", "hours_per_month"),
        ),
        Part(Review, _("Xét duyệt"), lambda post: Q(offer=post.pk), _REVIEW),
    ),
    page="offer_detail",
)

_OF_PUPIL = (
    Part(ClubMembership, _("Câu lạc bộ"), lambda pupil: Q(pupil=pupil.pk), ("joined_on", "left_on"), about="club"),
    Part(TeamMember, _("Nhóm"), lambda pupil: Q(pupil=pupil.pk), ("place", "joined_at", "left_at"), about="idea"),
)

_LABELS = {
    "accepted_by": _("bên hỗ trợ nhận lời"),
    "adviser": _("giáo viên phụ trách"),
    "age_max": _("tuổi lớn nhất"),
    "age_min": _("tuổi nhỏ nhất"),
    "approved_by": _("giáo viên duyệt"),
    "author": _("người viết"),
    "background": _("bối cảnh"),
    "closed_on": _("đóng ngày"),
    "deadline": _("hạn"),
    "decided_at": _("quyết định lúc"),
    "decided_by": _("người quyết định"),
    "decision": _("quyết định"),
    "description": _("giúp được gì"),
    "done_at": _("xong lúc"),
    "due_on": _("hẹn xong"),
    "end_reason": _("lý do dừng"),
    "ended_at": _("kết thúc lúc"),
    "expected_outcome": _("kết quả mong muốn"),
    "expires_at": _("hết hạn lúc"),
    "field": _("lĩnh vực"),
    "fields": _("lĩnh vực"),
    "founded_on": _("ngày thành lập"),
    "grade_max": _("đến lớp"),
    "grade_min": _("từ lớp"),
    "help_offered": _("hỗ trợ đi kèm"),
    "hours_per_month": _("số giờ mỗi tháng"),
    "ip_terms": _("quyền sở hữu trí tuệ"),
    "joined_at": _("vào nhóm lúc"),
    "joined_on": _("vào câu lạc bộ ngày"),
    "left_at": _("rời nhóm lúc"),
    "left_on": _("rời câu lạc bộ ngày"),
    "mode": _("hình thức"),
    "note": _("lời nhắn"),
    "opened_at": _("bắt đầu lúc"),
    "place": _("chỗ trong nhóm"),
    "problem": _("vấn đề"),
    "published_at": _("đăng lúc"),
    "published_by": _("người đăng"),
    "reason": _("lý do"),
    "reward": _("phần thưởng"),
    "seats": _("số chỗ"),
    "solution": _("cách giải quyết"),
    "stage": _("giai đoạn"),
    "submitted_by": _("người gửi"),
    "supporter": _("người đồng hành"),
    "tags": _("từ khóa"),
    "text": _("nội dung"),
    "title": _("tên"),
    "visibility": _("ai được xem"),
}
