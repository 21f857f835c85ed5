"""What follows a visit, told. The facts are places, days and schools: no notice names a pupil."""

from django.utils.translation import gettext_lazy as _

from people.notice_kinds import Kind, register

REFLECTION_SENT = Kind(
    "reflection_sent",
    _("học sinh kể lại chuyến đi"),
    _("Có em vừa kể lại chuyến đến %(host)s ngày %(day)s. Thầy cô đọc và nhắn em một câu nhé."),
    "message-heart",
    adults_only=True,
)
REFLECTION_ANSWERED = Kind(
    "reflection_answered",
    _("thầy cô trả lời bài em kể"),
    _("Thầy cô vừa nhắn em về bài kể chuyến đến %(host)s ngày %(day)s."),
    "message-heart",
)
REFLECTION_SHARED = Kind(
    "reflection_shared",
    _("học sinh kể lại sau khi đến thăm"),
    _("%(school)s chia sẻ điều các em kể sau chuyến đến ngày %(day)s."),
    "quote",
    adults_only=True,
)
FEEDBACK_GIVEN = Kind(
    "feedback_given",
    _("có phản hồi sau chuyến đi"),
    _("Bên kia đã viết phản hồi về chuyến %(school)s đến %(host)s ngày %(day)s."),
    "message-star",
    adults_only=True,
)
CERTIFICATE_ISSUED = Kind(
    "certificate_issued",
    _("em có giấy chứng nhận"),
    _("Em có giấy chứng nhận cho chuyến đến %(host)s ngày %(day)s."),
    "certificate",
)
TELL_OF_VISIT = Kind(
    "tell_of_visit",
    _("mời em kể lại chuyến đi"),
    _("Chuyến đến %(host)s ngày %(day)s thế nào? Em kể lại vài dòng nhé."),
    "pencil",
)
SAY_HOW_IT_WAS = Kind(
    "say_how_it_was",
    _("mời viết phản hồi sau chuyến đi"),
    _("Chuyến %(school)s đến %(host)s ngày %(day)s thế nào? Mời viết vài dòng cho bên kia."),
    "message-star",
    adults_only=True,
)

register(
    REFLECTION_SENT,
    REFLECTION_ANSWERED,
    REFLECTION_SHARED,
    FEEDBACK_GIVEN,
    CERTIFICATE_ISSUED,
    TELL_OF_VISIT,
    SAY_HOW_IT_WAS,
)
