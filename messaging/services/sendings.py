"""What is on its way into one conversation, while its row is locked: checked one by one, written together."""

import datetime as dt
import re
import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Value
from django.utils.translation import gettext as _

from core import clock
from core.errors import Conflict, Invalid, TooOften
from core.text import tidy
from messaging import events, rules
from messaging.detector import examine
from messaging.enums import HoldReason, MemberSide, MessageState
from messaging.finding_words import kept
from messaging.kinds import Member, Standing
from messaging.models import LONGEST, Attachment, Conversation, Message
from messaging.permissions import conversations as permissions
from messaging.services import care, places, readings, review_notices
from people.models import User


@dataclass(frozen=True)
class Draft:
    """What somebody wants to say; `client_id` is the sender's own number for it."""

    client_id: UUID
    body: str
    reply_to: int | None = None
    attachments: Sequence[int] = ()


@dataclass(frozen=True)
class Sending:
    draft: Draft
    by: User


class Desk:
    """`take` says no to one without touching the others; nothing is in the database before `write`."""

    def __init__(self, row: Conversation, here: Standing, sendings: Sequence[Sending]) -> None:
        self._row, self._here, self._now = row, here, clock.now()
        self._known, self._pace = _said_before(sendings, self._now)
        self._words: dict[int, int] = {}
        self._new: list[tuple[Message, list[Attachment]]] = []

    def take(self, draft: Draft, by: User) -> Message:
        known = self._known.get((by.pk, draft.client_id))
        if known is not None:
            return self._again(known)
        member = permissions.check_can_write(by, self._here)
        self._check_pace(by)
        message = self._written(draft, member, by)
        files = _files(self._row, draft, by)
        message.mentions = mentioned(message.body, self._here)
        message.findings = [kept(found) for found in examine(message.body)]
        message.hold_reasons = self._reasons_to_hold(message, has_files=bool(files))
        self._settle(message)
        self._known[by.pk, draft.client_id] = message
        self._new.append((message, files))
        self._pace[by.pk] += 1
        return message

    def write(self) -> None:
        if not self._new:
            return
        Message.objects.bulk_create([message for message, _files in self._new])
        for message, files in self._new:
            for file in files:
                file.message = message
                file.save(update_fields=["message"])
        newest = {message.author_id or 0: message.seq for message, _files in self._new if message.seq is not None}
        if newest:
            places.keep(self._row)
            readings.follow_own(conversation=self._row.pk, newest=newest)
        delivered = [(message, files) for message, files in self._new if message.seq is not None]
        if delivered:
            events.sent(delivered, self._here)
        for message, _files in self._new:
            self._tell(message)

    def _tell(self, message: Message) -> None:
        if message.seq is None:
            events.waits(message, self._here)
        if message.state == MessageState.HELD:
            review_notices.waits(message, self._here)
        care.watch(message, self._here)

    def _again(self, known: Message) -> Message:
        if known.conversation_id != self._row.pk:
            raise Conflict(_("Số của tin nhắn này đã dùng ở một cuộc trò chuyện khác. Hãy gửi lại như một tin mới."))
        return known

    def _check_pace(self, by: User) -> None:
        if self._pace[by.pk] >= rules.PACE:
            raise TooOften(_("Bạn gửi nhanh quá. Chờ vài giây rồi gửi tiếp nhé, tin vẫn còn đây."))

    def _written(self, draft: Draft, member: Member, by: User) -> Message:
        body = tidy(draft.body)
        if not body and not draft.attachments:
            raise Invalid(_("Tin nhắn đang trống. Viết vài chữ hoặc đính kèm một tệp."), field="body")
        if len(body) > LONGEST:
            raise Invalid(
                _("Tin nhắn dài quá %(most)d chữ cái. Hãy chia làm nhiều tin.") % {"most": LONGEST}, field="body"
            )
        message = Message(conversation=self._row, author=by, author_side=member.side, client_id=draft.client_id)
        message.body, message.written_at = body, self._now
        message.complete()
        if draft.reply_to is not None:
            message.reply_to = self._row.messages.filter(seq=draft.reply_to).first()
            if message.reply_to is None:
                raise Invalid(_("Không tìm thấy tin đang trả lời."), field="reply_to")
        return message

    def _reasons_to_hold(self, message: Message, *, has_files: bool) -> list[str]:
        """Where no pupil is, adults talk among themselves; the adviser's own words wait for nobody."""
        if not self._here.has_pupils or message.author_side == MemberSide.ADVISER:
            return []
        reasons = [HoldReason.FOUND] if message.findings else []
        if message.author_side == MemberSide.OUTSIDE:
            if self._words_of(message.author_id or 0) < rules.FIRST_WORDS:
                reasons.append(HoldReason.FIRST_WORDS)
            if has_files:
                reasons.append(HoldReason.FILE)
        if not reasons and secrets.randbelow(100) < settings.MESSAGE_SAMPLE_PERCENT:
            reasons.append(HoldReason.SAMPLE)
        return [reason.value for reason in reasons]

    def _words_of(self, author: int) -> int:
        """How many messages of this author were let through here, up to as many as matter: what was blocked does not
        count."""
        if author not in self._words:
            through = self._row.messages.filter(author=author, state=MessageState.DELIVERED).order_by()
            self._words[author] = len(through.values_list("pk")[: rules.FIRST_WORDS])
        return self._words[author]

    def _settle(self, message: Message) -> None:
        """Delivered, or waiting for the adviser or for the end of the quiet hours."""
        until = quiet_until(message, self._here, self._now)
        if message.hold_reasons:
            message.state = MessageState.HELD
        elif until is not None:
            message.state, message.not_before = MessageState.DELAYED, until
        else:
            places.give(self._row, message, self._now)


def mentioned(body: str, here: Standing) -> list[int]:
    """Members named with an @ before their name, as the conversation calls them."""
    if "@" not in body:
        return []
    return sorted(
        member.user_id
        for member in here.members.values()
        if re.search(rf"@{re.escape(member.name)}(?!\w)", body, re.IGNORECASE)
    )


def quiet_until(message: Message, here: Standing, now: dt.datetime) -> dt.datetime | None:
    if message.author_side != MemberSide.OUTSIDE or not here.has_pupils:
        return None
    return rules.quiet_until(now, clock.zone())


def _said_before(sendings: Sequence[Sending], now: dt.datetime) -> tuple[dict[tuple[int, UUID], Message], Counter[int]]:
    """What is there already under the same numbers, hardly ever anything; and how many messages each author wrote in
    the last seconds, wherever. One question: the conversation is locked meanwhile."""
    own = Message.objects.filter(author__in={sending.by.pk for sending in sendings}).order_by()
    same = own.filter(client_id__in={sending.draft.client_id for sending in sendings})
    recent = own.filter(written_at__gt=now - dt.timedelta(seconds=rules.PACE_SECONDS)).values("author")
    found = same.annotate(is_count=Value(0)).values_list("is_count", "author", "pk")
    counts = recent.annotate(is_count=Value(1), count=Count("pk")).values_list("is_count", "author", "count")
    pace: Counter[int] = Counter()
    pks: list[int] = []
    for is_count, author, number in found.union(counts, all=True):
        if is_count:
            pace[author] = number
        else:
            pks.append(number)
    rows = Message.objects.filter(pk__in=pks) if pks else []
    return {(row.author_id or 0, row.client_id): row for row in rows if row.client_id is not None}, pace


def _files(row: Conversation, draft: Draft, by: User) -> list[Attachment]:
    asked = set(draft.attachments)
    if len(asked) > rules.FILES_A_MESSAGE:
        raise Invalid(_("Mỗi tin kèm tối đa %(most)d tệp.") % {"most": rules.FILES_A_MESSAGE}, field="attachments")
    files = list(row.attachments.filter(pk__in=asked, uploader=by, message=None)) if asked else []
    if len(files) != len(asked):
        raise Invalid(_("Một tệp đính kèm không còn nữa. Hãy tải lên lại."), field="attachments")
    return files
