"""What the parts of visits, sessions and internships are called in sealed copies."""

from django.utils.translation import gettext_lazy as _

from people import sealed_words


def register() -> None:
    sealed_words.register(_LABELS)


_LABELS = {
    "day": _("ngày"),
    "did": _("đã làm"),
    "from": _("từ ngày"),
    "hard": _("điều khó"),
    "host": _("nơi đón"),
    "hours": _("giờ"),
    "learnt": _("đã học"),
    "log": _("nhật ký"),
    "meeting_point": _("điểm hẹn"),
    "onward": _("điều muốn làm tiếp"),
    "party": _("số người"),
    "placement": _("thực tập"),
    "placement.goals": _("em muốn học"),
    "pupil": _("học sinh"),
    "question": _("điều muốn hỏi"),
    "seen": _("điều đã thấy"),
    "staff": _("thầy cô đi cùng"),
    "surprised": _("điều ngạc nhiên"),
    "tasks": _("việc được giao"),
    "to": _("đến ngày"),
    "transport": _("đi lại"),
    "visit": _("chuyến tham quan"),
    "week": _("lịch tuần"),
    "words.words": _("lời"),
}
