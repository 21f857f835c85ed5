"""Background work: each may run twice."""

from django.utils.translation import gettext_lazy as _

from core.actors import background
from messaging.services import attachments, conversations, delayed, review_notices


@background(_("gửi những tin đã qua giờ nghỉ"))
def release_delayed() -> None:
    """Every minute."""
    delayed.release()


@background(_("ghi vào cuộc trò chuyện khi tạm dừng hay tiếp tục"))
def settle_all() -> None:
    """Hourly, and soon after something changed that may stop one."""
    conversations.settle_all()


@background(_("nhắc về những tin chờ xem"))
def mind_held() -> None:
    """Hourly: remind the adviser, then tell whoever leads safety."""
    review_notices.mind()


@background(_("bỏ các tệp không gửi"))
def clear_files() -> None:
    """Daily: what was uploaded and sent with no message."""
    attachments.clear_orphans()
