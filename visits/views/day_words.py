"""The sentences of the day page's script, in its reader's language."""

from django.utils.translation import gettext as _

from visits.enums import CountMoment, MarkKind


def words() -> dict[str, object]:
    return {
        "kinds": {kind.value: str(kind.label).capitalize() for kind in MarkKind},
        "moments": {moment.value: str(moment.label).capitalize() for moment in CountMoment},
        "unmarked": _("Chưa điểm danh"),
        "waits": _("chờ gửi"),
        "pending": _("Đang chờ mạng, {n} dấu chưa gửi."),
        "sending": _("Đang gửi {n} dấu…"),
        "offline": _("Không có mạng. Thầy cô cứ ghi tiếp; có mạng lại là tự gửi."),
        "counted": _("Đếm được {counted}, đang ghi có mặt {expected}."),
        "right": _("Đủ {counted} em."),
        "fewer": _("Thiếu {n} em so với số đang ghi có mặt. Gọi tên từng em ngay."),
        "more": _("Thừa {n} em so với số đang ghi có mặt. Xem lại ai chưa được điểm danh."),
        "not_taken": _("Chưa ghi được: {what}. {why}"),
        "count": _("đếm {moment}: {counted}"),
        "drop": _("Đã biết, bỏ dấu này"),
        "number": _("Hãy ghi số em đếm được, từ 0 đến 200."),
    }
