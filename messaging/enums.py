"""The closed sets of values of `messaging`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MemberSide(models.TextChoices):
    """On which side of a conversation somebody stands."""

    PUPIL = "pupil", _("học sinh")
    ADVISER = "adviser", _("giáo viên phụ trách")
    OUTSIDE = "outside", _("người đồng hành")


class MessageKind(models.TextChoices):
    TEXT = "text", _("tin nhắn")
    # A line the site writes: frozen, thawed, opened, closed.
    NOTE = "note", _("dòng của hệ thống")


class MessageState(models.TextChoices):
    """Only what is delivered has a place in the conversation (`Message.seq`)."""

    DELIVERED = "delivered", _("đã gửi")
    HELD = "held", _("chờ thầy cô xem")
    DELAYED = "delayed", _("chờ qua giờ nghỉ")
    BLOCKED = "blocked", _("không được gửi")


class HoldReason(models.TextChoices):
    """Why a message waits for the adviser."""

    FOUND = "found", _("có chỗ cần thầy cô xem")
    FIRST_WORDS = "first_words", _("những tin đầu tiên của người đồng hành")
    SAMPLE = "sample", _("xem ngẫu nhiên")
    FILE = "file", _("có tệp của người đồng hành")


class Obstacle(models.TextChoices):
    """Why nobody may write just now; derived each time, never stored."""

    CONSENT = "consent", _("Một bạn trong nhóm đang thiếu đồng ý của phụ huynh.")
    ADVISER = "adviser", _("Đang thiếu giáo viên phụ trách ở trong cuộc trò chuyện.")
    OUTSIDE = "outside", _("Thẩm định của người đồng hành hoặc của tổ chức đang không còn hiệu lực.")
    # For whatever reason: nobody reads here why.
    PAUSE = "pause", _("Nhà trường đang cho tạm nghỉ.")


class NoteCode(models.TextChoices):
    """What a line of the site says. The words are chosen for each reader; a file of sentences would freeze them."""

    OPENED = "opened", _("Cuộc trò chuyện bắt đầu. Giáo viên phụ trách luôn có mặt.")
    FROZEN = "frozen", _("Cuộc trò chuyện tạm dừng.")
    THAWED = "thawed", _("Mọi thứ đã đủ, cuộc trò chuyện tiếp tục.")
    CLOSED = "closed", _("Cuộc trò chuyện đã khép lại, từ nay chỉ xem.")


class Emoji(models.TextChoices):
    """The few reactions there are: none of them is a kiss."""

    LIKE = "👍", _("thích")
    HEART = "❤️", _("cảm ơn")
    LAUGH = "😄", _("vui")
    PARTY = "🎉", _("chúc mừng")
    IDEA = "💡", _("ý hay")
    QUESTION = "❓", _("chưa rõ")


class BlockReason(models.TextChoices):
    """Why something is not sent, in words its author reads. The adviser may add own words, or say it alone."""

    CONTACT = "contact", _("Ở đây mình không trao số điện thoại, thư điện tử hay tài khoản riêng: cứ nói ngay tại đây.")
    MEETING = "meeting", _("Muốn hẹn gặp thì nhờ giáo viên phụ trách sắp xếp, có thầy cô cùng đi.")
    PRIVATE = "private", _("Tin có điều riêng tư, nên giữ cho mình và người nhà.")
    MONEY = "money", _("Chuyện tiền bạc, quà cáp không bàn ở đây.")
    TONE = "tone", _("Lời lẽ chưa hợp. Viết lại nhẹ nhàng hơn nhé.")
    FILE = "file", _("Tệp đính kèm chưa hợp với cuộc trò chuyện này.")
    OTHER = "other", _("Lý do khác, ghi ở dưới")
