"""The history of a visit as a page, for whoever runs the school."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from people.enums import Role
from people.selectors import history
from people.selectors.hats import Hats
from people.selectors.history import Kind, Part
from people.selectors.history_values import LABELS
from visits.models import Reception, Slot, Visit, VisitStaff

_ADMIN = frozenset({Role.SCHOOL_ADMIN})


def register() -> None:
    LABELS.update(_LABELS)
    history.register(_VISIT)


def _visits() -> QuerySet[Visit]:
    return Visit.objects.select_related("slot__offer__organisation")


def _runs_school(worn: Hats, visit: Visit) -> bool:
    return visit.school_id in worn.organisations_as(_ADMIN)


_VISIT = Kind(
    "visit",
    _("Lịch sử của chuyến đi"),
    _visits,
    _runs_school,
    (
        Part(
            Visit,
            _("Chuyến đi"),
            lambda visit: Q(id=visit.pk),
            (
                "state", "slot", "organiser", "party", "purpose", "needs", "transport", "transport_plan",
                "meeting_point", "emergency_name", "emergency_phone", "returned_for", "approved_by", "accepted_by",
                "confirmed_by", "confirmed_at", "reason",
            ),
        ),
        Part(VisitStaff, _("Thầy cô đi cùng"), lambda visit: Q(visit=visit.pk), ("is_lead",), about="person"),
        Part(Reception, _("Nơi đón ghi"), lambda visit: Q(visit=visit.pk), ("arrived_at", "left_at")),
        Part(Slot, _("Khung giờ"), lambda visit: Q(id=visit.slot_id), ("starts_at", "ends_at")),
    ),
    page="visit_detail",
    name=lambda visit: visit.slot.offer.organisation.name,
)  # fmt: skip

_LABELS = {
    "accepted": _("đã nhận lời đón"),
    "approved": _("đã duyệt"),
    "arrived_at": _("đoàn đến lúc"),
    "arrived_by": _("người ghi đoàn đến"),
    "booked_at": _("đặt chỗ lúc"),
    "counted": _("đếm được"),
    "emergency_name": _("người liên hệ khẩn cấp"),
    "emergency_phone": _("điện thoại khẩn cấp"),
    "ends_at": _("kết thúc lúc"),
    "host": _("nơi đón"),
    "is_lead": _("trưởng đoàn"),
    "left_at": _("đoàn về lúc"),
    "left_by": _("người ghi đoàn về"),
    "marked": _("đã điểm danh"),
    "meeting_point": _("nơi gặp"),
    "moment": _("đếm lúc nào"),
    "needs": _("điều cần lưu ý"),
    "organiser": _("thầy cô tổ chức"),
    "party": _("số học sinh"),
    "person": _("người"),
    "returned_for": _("cần sửa trước khi duyệt"),
    "slot": _("khung giờ"),
    "starts_at": _("bắt đầu lúc"),
    "transport": _("cách đi lại"),
    "transport_plan": _("kế hoạch đi lại"),
    "visit": _("chuyến tham quan số"),
    "visit.accepted_by": _("người nhận lời đón"),
    "visit.approved_by": _("người duyệt"),
}
