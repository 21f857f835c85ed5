"""The adviser's decisions: let through, let through edited, block; hide what was said. Nothing is done in silence."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid, NotFound
from core.text import tidy
from messaging import events
from messaging.enums import MessageState
from messaging.kinds import Standing
from messaging.models import LONGEST, Conversation, Message
from messaging.permissions import conversations as permissions
from messaging.selectors import conversations as selectors
from messaging.services import messages, places
from people.models import User

LONGEST_REASON = 500


@signed
@transaction.atomic
def allow(*, message: int, by: User) -> Message:
    row, held, here = _held(message, by)
    permissions.check_can_go_out(held, here)
    return _release(row, held, here, by)


@signed
@transaction.atomic
def allow_edited(*, message: int, body: str, by: User) -> Message:
    """Everybody sees that it was edited; the author and the adviser also what it was before."""
    row, held, here = _held(message, by)
    permissions.check_can_go_out(held, here)
    words = tidy(body)
    if not words or len(words) > LONGEST:
        raise Invalid(_("Tin đã sửa cần có chữ, và không quá %(most)d chữ cái.") % {"most": LONGEST}, field="body")
    if words != held.body:
        held.original, held.body = held.body, words
        held.mentions = messages.mentioned(words, here)
    return _release(row, held, here, by)


@signed
@transaction.atomic
def block(*, message: int, reason: str, by: User) -> Message:
    """It is not delivered, and its author reads why. Also where nothing can be delivered any more."""
    _row, held, here = _held(message, by)
    held.review_reason = _said(reason)
    held.state, held.reviewed_by, held.reviewed_at = MessageState.BLOCKED, by, clock.now()
    held.save()
    events.decided(held, here)
    return held


@signed
@transaction.atomic
def hide(*, message: int, reason: str, by: User) -> Message:
    """What was delivered is covered for everybody but the adviser, and a line says so in its place."""
    row = places.locked(_conversation_of(message))
    here = selectors.standing_of(row)
    permissions.check_can_review(by, here)
    said = row.messages.exclude(seq=None).exclude(author=None).filter(pk=message).first()
    if said is None or said.hidden_at is not None:
        raise Conflict(_("Tin này đã được ẩn hoặc không còn."))
    said.hidden_by, said.hidden_at, said.hidden_reason = by, clock.now(), _said(reason)
    places.note_change(row, said)
    events.changed(said, here)
    return said


def _release(row: Conversation, held: Message, here: Standing, by: User) -> Message:
    now = clock.now()
    held.reviewed_by, held.reviewed_at = by, now
    messages.place(row, held, here, now)
    events.decided(held, here)
    return held


def _held(message: int, by: User) -> tuple[Conversation, Message, Standing]:
    """What waits is known to the adviser alone, and to its author, who decides nothing about it."""
    row = places.locked(_conversation_of(message))
    here = selectors.standing_of(row)
    if not permissions.can_review(by, here):
        raise NotFound(selectors.MISSING)
    held = row.messages.select_related("author").get(pk=message)
    if held.state != MessageState.HELD:
        raise Conflict(_("Tin này đã có người quyết định."))
    return row, held, here


def _conversation_of(message: int) -> int:
    found = Message.objects.filter(pk=message).values_list("conversation", flat=True).first()
    if found is None:
        raise NotFound(selectors.MISSING)
    return found


def _said(reason: str) -> str:
    said = tidy(reason)
    if not said:
        raise Invalid(_("Viết một câu lý do để người gửi hiểu."), field="reason")
    if len(said) > LONGEST_REASON:
        raise Invalid(
            _("Lý do dài quá %(most)d chữ cái. Viết ngắn hơn giúp nhé.") % {"most": LONGEST_REASON}, field="reason"
        )
    return said
