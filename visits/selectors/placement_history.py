"""The trail of an internship, for the school's administrators."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from people.enums import Role
from people.selectors import history
from people.selectors.hats import Hats
from people.selectors.history import Kind, Part
from people.selectors.history_values import LABELS
from visits.models import LogEntry, Placement, PlacementAgreement


def register() -> None:
    LABELS.update({name: label for name, label in _LABELS.items() if name not in LABELS})
    history.register(_PLACEMENT)


def _things() -> QuerySet[Placement]:
    return Placement.objects.select_related("offer")


def _runs(worn: Hats, placement: Placement) -> bool:
    return placement.school_id in worn.organisations_as(frozenset({Role.SCHOOL_ADMIN}))


_PLACEMENT = Kind(
    "placement",
    _("Lịch sử của kỳ thực tập"),
    _things,
    _runs,
    (
        Part(
            Placement,
            _("Kỳ thực tập"),
            lambda one: Q(id=one.pk),
            (
                "state",
                "first_day",
                "last_day",
                "goals",
                "adviser",
                "supervisor",
                "second_adult",
                "approved_by",
                "accepted_by",
                "pupil_agreed_at",
                "began_at",
                "ended_at",
                "reason",
            ),
            about="pupil",
        ),
        Part(
            PlacementAgreement,
            _("Phụ huynh trả lời"),
            lambda one: Q(placement=one.pk),
            ("answer", "way", "note", "answered_at", "taken_by", "confirmed_by"),
        ),
        Part(
            LogEntry,
            _("Nhật ký"),
            lambda one: Q(placement=one.pk),
            ("day", "starts", "ends", "did", "learnt", "question", "signed_by", "countersigned_by"),
        ),
    ),
    names_pupils=True,
    page="placement_detail",
    name=lambda one: one.offer.title,
)

_LABELS = {
    "answer": _("trả lời"),
    "answered_at": _("trả lời lúc"),
    "began_at": _("bắt đầu lúc"),
    "countersigned_by": _("thầy cô ký"),
    "day": _("ngày"),
    "did": _("đã làm"),
    "ends": _("đến giờ"),
    "first_day": _("ngày đầu"),
    "goals": _("em muốn học"),
    "hard": _("điều khó"),
    "last_day": _("ngày cuối"),
    "learnt": _("đã học"),
    "onward": _("điều tiếp theo"),
    "placement": _("kỳ thực tập số"),
    "pupil_agreed_at": _("em đồng ý lúc"),
    "question": _("điều muốn hỏi"),
    "scores": _("điểm"),
    "second_adult": _("người lớn thứ hai"),
    "signed_by": _("người hướng dẫn ký"),
    "signed_day": _("đã ký ngày"),
    "starts": _("từ giờ"),
    "supervisor": _("người hướng dẫn"),
    "words": _("lời"),
    "written_at": _("viết lúc"),
}
