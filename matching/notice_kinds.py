"""What the recommender tells people. The facts are words of the lexicon."""

from django.utils.translation import gettext_lazy as _

from people.notice_kinds import Kind, register

TERM_PROPOSED = Kind(
    "term_proposed",
    _("có đề xuất từ vựng chờ xem"),
    _("Có đề xuất từ vựng mới: “%(words)s”."),
    "vocabulary",
    adults_only=True,
)
TERM_ACCEPTED = Kind(
    "term_accepted",
    _("đề xuất từ vựng được nhận"),
    _("Đề xuất “%(words)s” đã được nhận vào từ vựng gợi ý. Cảm ơn thầy cô, anh chị."),
    "circle-check",
    adults_only=True,
)
TERM_DECLINED = Kind(
    "term_declined",
    _("đề xuất từ vựng không được nhận"),
    _("Đề xuất “%(words)s” không được nhận. Mở trang để đọc lý do."),
    "circle-x",
    adults_only=True,
)
TERM_TAKEN_BACK = Kind(
    "term_taken_back",
    _("từ vựng đã đề xuất thôi được dùng"),
    _("Sở thôi dùng “%(words)s” trong từ vựng gợi ý. Mở trang để đọc lý do."),
    "arrow-back-up",
    adults_only=True,
)
register(TERM_PROPOSED, TERM_ACCEPTED, TERM_DECLINED, TERM_TAKEN_BACK)
