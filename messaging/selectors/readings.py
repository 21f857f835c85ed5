"""How far the others have read."""

from messaging.enums import MemberSide
from messaging.kinds import Standing
from messaging.models import Conversation, Reading
from people.models import User


def of(viewer: User, conversation: Conversation, here: Standing) -> dict[int, int]:
    """By member, the viewer included. Whether a pupil has read is nothing for outside adults."""
    mine = here.members[viewer.pk].side
    rows = Reading.objects.filter(conversation=conversation, user__in=list(here.members)).values_list("user", "seq")
    return {
        user: seq
        for user, seq in rows
        if user == viewer.pk or mine != MemberSide.OUTSIDE or here.members[user].side != MemberSide.PUPIL
    }
