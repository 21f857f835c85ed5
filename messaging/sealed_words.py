"""What the parts of a conversation are called in sealed copies."""

from django.utils.translation import gettext_lazy as _

from people import sealed_words


def register() -> None:
    sealed_words.register(_LABELS)


_LABELS = {
    "before_edit": _("trước khi sửa"),
    "by": _("người viết số"),
    "conversation": _("cuộc trò chuyện"),
    "conversation.about": _("nói về"),
    "files": _("tệp"),
    "hidden": _("đã ẩn"),
    "messages": _("tin nhắn"),
    "messages.note": _("ghi chú"),
    "people": _("người trong cuộc"),
}
