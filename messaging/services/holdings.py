"""What conversations keep about a person, in the order it is read."""

from django.utils.translation import gettext_lazy as _

from messaging.selectors import own_data
from messaging.services import forgetting
from people import personal_data
from people.personal_data import Holding


def register() -> None:
    """Forgotten from the last to the first: a name in others' words, then files, then the own words."""
    personal_data.register(
        Holding("messages", _("Tin nhắn"), own_data.messages, forgetting.messages),
        Holding("message_signs", _("Đã đọc, đã bày tỏ"), own_data.signs, forgetting.signs),
        Holding("message_reviews", _("Tin nhắn đã xem giúp"), own_data.reviews),
        Holding("message_files", _("Tệp đã gửi"), own_data.message_files, forgetting.files),
        Holding("message_words", _("Tên trong tin nhắn"), lambda _person: [], forgetting.words),
    )
