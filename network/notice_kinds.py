"""What the network tells people. The facts are titles of ideas and posts: no notice names a pupil."""

from django.utils.translation import gettext_lazy as _

from network.enums import ProposalAction, ReviewDecision
from people.notice_kinds import Kind, register

IDEA_SUBMITTED = Kind(
    "idea_submitted", _("ý tưởng chờ duyệt"), _("Ý tưởng “%(idea)s” chờ thầy cô duyệt."), "bulb", adults_only=True
)
IDEA_RETURNED = Kind(
    "idea_returned", _("ý tưởng được trả lại"), _("Ý tưởng “%(idea)s” cần sửa thêm một chút trước khi đăng."), "pencil"
)
PROPOSAL_ASKED = Kind(
    "proposal_asked",
    _("đề nghị kết nối mới"),
    _("Đề nghị mới: “%(idea)s” và “%(post)s”."),
    "arrows-join-2",
    adults_only=True,
)
PROPOSAL_ACCEPTED = Kind(
    "proposal_accepted",
    _("bên hỗ trợ nhận lời"),
    _("Bên hỗ trợ đã nhận lời: “%(idea)s” và “%(post)s”."),
    "heart-handshake",
)
PROPOSAL_APPROVED = Kind(
    "proposal_approved", _("giáo viên duyệt"), _("Giáo viên phụ trách đã duyệt: “%(idea)s” và “%(post)s”."), "check"
)
PROPOSAL_REFUSED = Kind(
    "proposal_refused", _("đề nghị không thành"), _("Lần này chưa thành: “%(idea)s” và “%(post)s”."), "x"
)
PROPOSAL_WITHDRAWN = Kind(
    "proposal_withdrawn",
    _("lời đồng ý được rút lại"),
    _("Một bên đã rút lại: “%(idea)s” và “%(post)s”."),
    "arrow-back-up",
)
PROPOSAL_EXPIRING = Kind(
    "proposal_expiring",
    _("đề nghị sắp hết hạn"),
    _("Sắp hết hạn mà chưa có trả lời: “%(idea)s” và “%(post)s”."),
    "clock",
    adults_only=True,
)
PROPOSAL_EXPIRED = Kind(
    "proposal_expired", _("đề nghị hết hạn"), _("Đã hết hạn vì chưa đủ trả lời: “%(idea)s” và “%(post)s”."), "clock-off"
)
PROPOSAL_TALK = Kind(
    "proposal_talk",
    _("hỏi và trả lời"),
    _("Có lời nhắn mới về “%(idea)s” và “%(post)s”."),
    "message-circle",
    adults_only=True,
)
REVIEW_ACCEPTED = Kind(
    "review_accepted", _("bài được duyệt"), _("Sở đã duyệt bài “%(post)s”."), "circle-check", adults_only=True
)
REVIEW_CHANGES = Kind(
    "review_changes", _("bài cần sửa"), _("Bài “%(post)s” cần sửa thêm trước khi đăng."), "pencil", adults_only=True
)
REVIEW_REFUSED = Kind(
    "review_refused", _("bài không được duyệt"), _("Bài “%(post)s” không được duyệt."), "x", adults_only=True
)
ENGAGEMENT_OPENED = Kind(
    "engagement_opened", _("bắt đầu đồng hành"), _("Bắt đầu đồng hành: “%(idea)s” và “%(post)s”."), "route"
)
ENGAGEMENT_ENDED = Kind(
    "engagement_ended", _("khép lại đồng hành"), _("Đã khép lại lần đồng hành “%(idea)s” và “%(post)s”."), "flag-check"
)

OF_PROPOSALS = {
    ProposalAction.PROPOSE: PROPOSAL_ASKED,
    ProposalAction.ACCEPT: PROPOSAL_ACCEPTED,
    ProposalAction.APPROVE: PROPOSAL_APPROVED,
    ProposalAction.REFUSE: PROPOSAL_REFUSED,
    ProposalAction.WITHDRAW: PROPOSAL_WITHDRAWN,
    ProposalAction.EXPIRE: PROPOSAL_EXPIRED,
    ProposalAction.REMIND: PROPOSAL_EXPIRING,
    ProposalAction.ASK: PROPOSAL_TALK,
    ProposalAction.ANSWER: PROPOSAL_TALK,
}
OF_REVIEWS = {
    ReviewDecision.ACCEPTED: REVIEW_ACCEPTED,
    ReviewDecision.CHANGES_REQUESTED: REVIEW_CHANGES,
    ReviewDecision.REFUSED: REVIEW_REFUSED,
}

register(
    IDEA_SUBMITTED,
    IDEA_RETURNED,
    *dict.fromkeys(OF_PROPOSALS.values()),
    *OF_REVIEWS.values(),
    ENGAGEMENT_OPENED,
    ENGAGEMENT_ENDED,
)
