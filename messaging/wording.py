"""The site's own sentences in a conversation, for the side the reader stands on."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from messaging.enums import Emoji, MemberSide, Obstacle
from messaging.kinds import note_labels
from people import kind_words

_PUPIL, _ADVISER, _OUTSIDE = MemberSide.PUPIL, MemberSide.ADVISER, MemberSide.OUTSIDE
_WHAT_TO_DO = {
    (Obstacle.CONSENT, _PUPIL): gettext_lazy(
        "Em nhờ bố mẹ hoặc người giám hộ xem lại phiếu đồng ý. Thầy cô phụ trách giúp được em."
    ),
    (Obstacle.CONSENT, _ADVISER): gettext_lazy("Thầy cô mở trang Phụ huynh, xem gia đình nào chưa trả lời."),
    (Obstacle.CONSENT, _OUTSIDE): gettext_lazy("Nhà trường đang hỏi lại gia đình. Anh chị chưa cần làm gì."),
    (Obstacle.ADVISER, _PUPIL): gettext_lazy("Em báo với nhà trường để có thầy cô phụ trách câu lạc bộ."),
    (Obstacle.ADVISER, _ADVISER): gettext_lazy("Nhờ quản lý nhà trường cử người phụ trách câu lạc bộ."),
    (Obstacle.ADVISER, _OUTSIDE): gettext_lazy("Nhà trường sẽ cử thầy cô khác. Anh chị chưa cần làm gì."),
    (Obstacle.OUTSIDE, _PUPIL): gettext_lazy("Em chờ một chút nhé. Người đồng hành đang bổ sung giấy tờ."),
    (Obstacle.OUTSIDE, _ADVISER): gettext_lazy("Thầy cô chưa cần làm gì. Người đồng hành đã được báo."),
    (Obstacle.OUTSIDE, _OUTSIDE): gettext_lazy("Anh chị mở “Thẩm định của tôi” để xem phần cần bổ sung."),
    (Obstacle.PAUSE, _PUPIL): gettext_lazy("Cần gì, em hỏi thầy cô phụ trách hoặc gọi Tổng đài 111."),
    (Obstacle.PAUSE, _ADVISER): gettext_lazy("Thầy cô hỏi người phụ trách an toàn của trường."),
    (Obstacle.PAUSE, _OUTSIDE): gettext_lazy("Nhà trường sẽ báo khi cuộc trò chuyện tiếp tục."),
}


def what_to_do(obstacle: Obstacle, side: MemberSide) -> str:
    return str(_WHAT_TO_DO[obstacle, side])


def obstacles(found: Iterable[Obstacle], side: MemberSide) -> list[tuple[str, str]]:
    """Each as what is the matter and what the reader can do about it."""
    return [(str(obstacle.label), what_to_do(obstacle, side)) for obstacle in found]


def note(code: str, details: Iterable[str]) -> str:
    """One line of the site's, with what it is about."""
    labels = note_labels()
    said = [str(labels[code])] if code in labels else []
    return " ".join([*said, *(str(Obstacle(detail).label) for detail in details if detail in Obstacle.values)])


def care(side: MemberSide) -> str:
    """To somebody whose words sound as if they wished to harm themselves."""
    return kind_words.to(is_pupil=side == _PUPIL)


def hidden() -> str:
    return _("Tin này đã được thầy cô ẩn.")


def of_file() -> str:
    return _("Một tệp đính kèm")


def of_side(side: str) -> str:
    """What to call somebody whose name the reader does not know, or no longer."""
    return {
        _PUPIL.value: _("Học sinh"),
        _ADVISER.value: _("Giáo viên phụ trách"),
        _OUTSIDE.value: _("Người đồng hành"),
    }.get(side, _("Thành viên cũ"))


def for_script(side: MemberSide) -> dict[str, object]:
    """The sentences the page's script chooses from; `{name}` and the like are filled in there."""
    return {
        "notes": {code: str(label) for code, label in note_labels().items()},
        "obstacles": {obstacle.value: str(obstacle.label) for obstacle in Obstacle},
        "todo": {obstacle.value: what_to_do(obstacle, side) for obstacle in Obstacle},
        "sides": {one.value: of_side(one.value) for one in MemberSide},
        "emojis": [[emoji.value, str(emoji.label)] for emoji in Emoji],
        "weekdays": [
            _("Chủ nhật"), _("Thứ hai"), _("Thứ ba"), _("Thứ tư"), _("Thứ năm"), _("Thứ sáu"), _("Thứ bảy"),
        ],
        "today": _("Hôm nay"),
        "yesterday": _("Hôm qua"),
        "care": care(side),
        "call": _("Gọi 111"),
        "hide": _("Ẩn tin này"),
        **_states(side),
        **_acts(),
    }  # fmt: skip


def _states(side: MemberSide) -> dict[str, str]:
    held = _("Chờ thầy cô xem rồi tin sẽ được gửi.")
    return {
        "sending": _("Đang gửi…"),
        "sent": _("Đã gửi"),
        "seen": _("Đã xem: {names}"),
        "heldWhy": held if side == _PUPIL else _("Thầy cô phụ trách xem trước, rồi tin sẽ được gửi."),
        "delayedWhy": _("Giờ này các em nghỉ. Tin tự gửi lúc {time}."),
        "blockedWhy": _("Tin này không được gửi. Lý do: {reason}"),
        "failed": _("Chưa gửi được: {why}"),
        "kept": _("Mất mạng. Tin vẫn còn đây, có mạng lại là tự gửi."),
        "again": _("Gửi lại"),
        "drop": _("Bỏ tin này"),
        "edited": _("đã được thầy cô sửa"),
        "hidden": hidden(),
        "reconnecting": _("Đang nối lại…"),
        "offline": _("Đang mất mạng. Em cứ viết, có mạng là gửi.") if side == _PUPIL else _("Đang mất mạng."),
        "gone": _("Bạn không còn ở trong cuộc trò chuyện này."),
    }


def _acts() -> dict[str, str]:
    return {
        "typing": _("{names} đang viết…"),
        "here": _("Đang ở đây: {names}"),
        "reply": _("Trả lời"),
        "replying": _("Trả lời {name}"),
        "more": _("Trả lời hoặc bày tỏ"),
        "newFrom": _("{name}: {text}"),
        "unread": _("Tin chưa đọc"),
        "unreadCount": _("{count} tin mới"),
        "file": _("Tệp: {name}"),
        "uploading": _("Đang tải lên {name}"),
        "noUpload": _("Chưa tải được {name}. {why}"),
        "removeFile": _("Bỏ tệp {name}"),
        "tooManyFiles": _("Mỗi tin kèm tối đa 5 tệp."),
        "reactedBy": _("{label}: {names}"),
        "you": _("Bạn"),
    }
