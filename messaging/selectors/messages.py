"""What was said, for a member; what waits, for its author and for the adviser."""

from collections.abc import Sequence

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from core.errors import NotFound
from core.text import fold
from messaging.enums import MemberSide, MessageState
from messaging.kinds import GONE, Standing
from messaging.models import Conversation, Message, Reading
from messaging.selectors import conversations, frames
from people.models import User

PAGE = 50
_COUNTED = 200


def before(conversation: Conversation, seq: int | None = None, count: int = PAGE) -> list[Message]:
    """The newest `count` up to `seq` (without it), in reading order. The caller has asked who reads."""
    rows = conversation.messages.exclude(seq=None).select_related("reply_to")
    rows = rows if seq is None else rows.filter(seq__lt=seq)
    return frames.prepared(rows.order_by("-seq")[:count])[::-1]


def after(conversation: Conversation, seq: int, count: int = PAGE) -> list[Message]:
    rows = conversation.messages.filter(seq__gt=seq).select_related("reply_to").order_by("seq")
    return frames.prepared(rows[:count])


def own_waiting(viewer: User, conversation: Conversation) -> list[Message]:
    """The reader's own that have no place: waiting, or blocked with a reason."""
    return list(conversation.messages.filter(author=viewer, seq=None).order_by("written_at")[:PAGE])


def unread(viewer: User, rows: Sequence[Conversation]) -> dict[int, int]:
    """How many messages each holds that this reader has not seen."""
    counted = (
        Conversation.objects.filter(pk__in=[row.pk for row in rows])
        .annotate(seen=_seen_by(viewer))
        .annotate(
            new=Count(
                "messages",
                filter=Q(messages__seq__gt=F("seen"), messages__author__isnull=False) & ~Q(messages__author=viewer.pk),
            )
        )
    )
    return dict(counted.values_list("pk", "new"))


def unread_total(viewer: User) -> int:
    """Over the conversations spoken in last."""
    rows = list(conversations.of(viewer)[:_COUNTED])
    standings = conversations.standings_of(rows)
    return sum(unread(viewer, [row for row in rows if conversations.is_member(viewer, standings[row.pk])]).values())


def found(viewer: User, words: str, standings: dict[int, Standing]) -> QuerySet[Message]:
    """Delivered messages of these conversations that hold the words, with or without diacritics; newest first."""
    rows = Message.objects.filter(conversation__in=list(standings), hidden_at=None, author__isnull=False)
    for word in fold(words).split():
        rows = rows.filter(search_text__contains=word)
    return rows.exclude(seq=None).select_related("conversation").order_by("-delivered_at", "-pk")


def held_for(viewer: User) -> QuerySet[Message]:
    """What waits for this adviser, oldest first. Who decides is asked again at the decision."""
    mine = conversations.of(viewer).values("pk")
    rows = Message.objects.filter(state=MessageState.HELD, conversation__in=mine)
    return rows.select_related("author", "conversation").order_by("written_at", "pk")


def held_and_mine(viewer: User, rows: Sequence[Message]) -> list[Message]:
    """Of `held_for` those in whose conversation the viewer is the adviser at this moment."""
    standings = conversations.standings_of({row.conversation for row in rows})
    return [row for row in rows if _is_adviser(viewer, standings[row.conversation_id])]


def get_held_for(viewer: User, pk: int) -> Message:
    row = held_for(viewer).filter(pk=pk).first()
    if row is None or not held_and_mine(viewer, [row]):
        raise NotFound(_("Không tìm thấy tin này, hoặc đã có người quyết định."))
    return row


def get_to_review_for(viewer: User, pk: int) -> tuple[Message, Standing]:
    """Something that was said and is not hidden yet, for a member."""
    message = _said().filter(pk=pk, hidden_at=None).first()
    here = conversations.standing_of(message.conversation) if message else GONE
    if message is None or not conversations.is_member(viewer, here):
        raise NotFound(_("Không tìm thấy tin này, hoặc tin đã được ẩn."))
    return message, here


def _said() -> QuerySet[Message]:
    return Message.objects.exclude(seq=None).exclude(author=None).select_related("conversation", "author")


def _is_adviser(viewer: User, here: Standing) -> bool:
    member = here.members.get(viewer.pk)
    return member is not None and member.side == MemberSide.ADVISER


def _seen_by(viewer: User) -> Coalesce:
    mine = Reading.objects.filter(conversation=OuterRef("pk"), user=viewer.pk).values("seq")
    return Coalesce(Subquery(mine), Value(0))
