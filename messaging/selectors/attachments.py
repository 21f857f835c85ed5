"""Who may open a file: whoever may read the message it travels with, at that moment."""

from django.utils.translation import gettext as _

from core.errors import NotFound
from messaging.enums import MemberSide, MessageState
from messaging.kinds import Member
from messaging.models import Attachment
from messaging.selectors import conversations
from people.models import User


def get_for(viewer: User, pk: int) -> Attachment:
    row = Attachment.objects.select_related("message", "conversation").filter(pk=pk).first()
    if row is not None:
        here = conversations.standing_of(row.conversation)
        if conversations.is_member(viewer, here) and _may_open(here.members[viewer.pk], row):
            return row
    raise NotFound(_("Không tìm thấy tệp này, hoặc tệp không còn dành cho bạn."))


def _may_open(reader: Member, row: Attachment) -> bool:
    """Of what waits or was blocked the author and the adviser; of what was hidden the adviser alone."""
    message = row.message
    if message is None:
        return row.uploader_id == reader.user_id
    if reader.side == MemberSide.ADVISER:
        return True
    if message.hidden_at is not None:
        return False
    return message.state == MessageState.DELIVERED or message.author_id == reader.user_id
