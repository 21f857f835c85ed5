"""Sending. The same service for the socket, the page and the API; nothing is acknowledged before it is committed."""

import datetime as dt
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Invalid, TooOften
from core.text import tidy
from messaging import events, rules
from messaging.detector import examine
from messaging.enums import HoldReason, MemberSide, MessageState
from messaging.kinds import Member, Standing
from messaging.models import LONGEST, Attachment, Conversation, Message
from messaging.permissions import conversations as permissions
from messaging.selectors import conversations as selectors
from messaging.services import care, places, readings, review_notices
from people.models import User


@dataclass(frozen=True)
class Draft:
    """What somebody wants to say; `client_id` is the sender's own number for it."""

    client_id: UUID
    body: str
    reply_to: int | None = None
    attachments: Sequence[int] = ()


@signed
@transaction.atomic
def send(*, conversation: int, draft: Draft, by: User) -> Message:
    """The message as it is now: delivered, or waiting. Sent again with the same `client_id` it is the same message."""
    row = places.locked(conversation)
    known = Message.objects.filter(author=by, client_id=draft.client_id).first()
    if known is not None:
        return known
    here = selectors.standing_of(row)
    member = permissions.check_can_write(by, here)
    now = clock.now()
    _check_pace(by, now)
    message = _written(row, draft, member, by, now)
    files = _files(row, draft, by)
    message.mentions = mentioned(message.body, here)
    message.findings = [[found.kind.value, found.start, found.end] for found in examine(message.body)]
    message.hold_reasons = _reasons_to_hold(message, here, has_files=bool(files))
    place(row, message, here, now)
    for file in files:
        file.message = message
        file.save(update_fields=["message"])
    care.watch(message, here)
    return message


def place(conversation: Conversation, message: Message, here: Standing, now: dt.datetime) -> None:
    """Deliver it, or let it wait for the adviser or for the end of the quiet hours."""
    until = _quiet(message, here, now)
    if message.hold_reasons and message.reviewed_at is None:
        message.state = MessageState.HELD
        message.save()
        events.waits(message, here)
        review_notices.waits(message, here)
    elif until is not None:
        message.state, message.not_before = MessageState.DELAYED, until
        message.save()
        events.waits(message, here)
    else:
        message.state, message.not_before = MessageState.DELIVERED, None
        places.append(conversation, message, now)
        readings.advance(conversation=conversation.pk, seq=message.seq or 0, user=message.author_id)
        events.delivered(message, here)


def mentioned(body: str, here: Standing) -> list[int]:
    """Members named with an @ before their name, as the conversation calls them."""
    return sorted(
        member.user_id
        for member in here.members.values()
        if re.search(rf"@{re.escape(member.name)}(?!\w)", body, re.IGNORECASE)
    )


def _written(row: Conversation, draft: Draft, member: Member, by: User, now: dt.datetime) -> Message:
    body = tidy(draft.body)
    if not body and not draft.attachments:
        raise Invalid(_("Tin nhắn đang trống. Viết vài chữ hoặc đính kèm một tệp."), field="body")
    if len(body) > LONGEST:
        raise Invalid(_("Tin nhắn dài quá %(most)d chữ cái. Hãy chia làm nhiều tin.") % {"most": LONGEST}, field="body")
    message = Message(
        conversation=row, author=by, author_side=member.side, client_id=draft.client_id, body=body, written_at=now
    )
    if draft.reply_to is not None:
        message.reply_to = row.messages.filter(seq=draft.reply_to).first()
        if message.reply_to is None:
            raise Invalid(_("Không tìm thấy tin đang trả lời."), field="reply_to")
    return message


def _files(row: Conversation, draft: Draft, by: User) -> list[Attachment]:
    asked = set(draft.attachments)
    if len(asked) > rules.FILES_A_MESSAGE:
        raise Invalid(_("Mỗi tin kèm tối đa %(most)d tệp.") % {"most": rules.FILES_A_MESSAGE}, field="attachments")
    files = list(row.attachments.filter(pk__in=asked, uploader=by, message=None)) if asked else []
    if len(files) != len(asked):
        raise Invalid(_("Một tệp đính kèm không còn nữa. Hãy tải lên lại."), field="attachments")
    return files


def _check_pace(by: User, now: dt.datetime) -> None:
    since = now - dt.timedelta(seconds=rules.PACE_SECONDS)
    if Message.objects.filter(author=by, written_at__gt=since).count() >= rules.PACE:
        raise TooOften(_("Bạn gửi nhanh quá. Chờ vài giây rồi gửi tiếp nhé, tin vẫn còn đây."))


def _reasons_to_hold(message: Message, here: Standing, *, has_files: bool) -> list[str]:
    """Where no pupil is, adults talk among themselves; the adviser's own words wait for nobody."""
    if not here.has_pupils or message.author_side == MemberSide.ADVISER:
        return []
    reasons = [HoldReason.FOUND] if message.findings else []
    if message.author_side == MemberSide.OUTSIDE:
        if _words_before(message) < rules.FIRST_WORDS:
            reasons.append(HoldReason.FIRST_WORDS)
        if has_files:
            reasons.append(HoldReason.FILE)
    if not reasons and secrets.randbelow(100) < settings.MESSAGE_SAMPLE_PERCENT:
        reasons.append(HoldReason.SAMPLE)
    return [reason.value for reason in reasons]


def _words_before(message: Message) -> int:
    """How many messages of this author were let through here: what was blocked does not count."""
    return Message.objects.filter(
        conversation=message.conversation, author=message.author, state=MessageState.DELIVERED
    ).count()


def _quiet(message: Message, here: Standing, now: dt.datetime) -> dt.datetime | None:
    if message.author_side != MemberSide.OUTSIDE or not here.has_pupils:
        return None
    return rules.quiet_until(now, clock.zone())
