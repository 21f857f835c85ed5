"""Telling the adviser that something waits, once a conversation; again when it waits; then the safety lead."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from messaging import notice_kinds, working_hours
from messaging.enums import MemberSide, MessageState
from messaging.kinds import Member, Standing
from messaging.models import Conversation, Message
from messaging.selectors import conversations as selectors
from people.models import User
from people.notice_kinds import Kind
from people.selectors import safeguarding
from people.services import notices


def waits(message: Message, here: Standing) -> None:
    """Within the transaction that has locked the conversation: only the first of those that wait is told of."""
    held = Message.objects.filter(conversation=message.conversation_id, state=MessageState.HELD)
    if not held.exclude(pk=message.pk).exists():
        _tell_advisers(notice_kinds.WAITS, message, here)


def mind() -> int:
    """Remind, and pass on, what waits too long; each once. Safe to run twice. Returns how many conversations."""
    oldest = _oldest()
    standings = selectors.standings_of(row.conversation for row in oldest)
    now = clock.now()
    for message in oldest:
        here = standings[message.conversation_id]
        worked = working_hours.between(message.written_at, now, clock.zone())
        if worked >= dt.timedelta(hours=settings.REVIEW_REMINDER_HOURS):
            _tell_advisers(notice_kinds.STILL_WAITS, message, here)
        if now - message.written_at >= dt.timedelta(hours=settings.REVIEW_HOURS):
            _tell_leads(message, here)
    return len(oldest)


def _oldest() -> list[Message]:
    """Of each conversation what has waited longest."""
    found: dict[int, Message] = {}
    rows = Message.objects.filter(state=MessageState.HELD).select_related("conversation").order_by("written_at", "pk")
    for row in rows.iterator():
        found.setdefault(row.conversation_id, row)
    return list(found.values())


def _tell_advisers(kind: Kind, message: Message, here: Standing) -> None:
    path, key = reverse("talk_review"), f"{kind.code}:{message.pk}"
    for adviser in User.objects.filter(pk__in=[member.user_id for member in _advisers(here)]):
        about = _title(adviser, message.conversation)
        notices.send(to=[adviser.pk], kind=kind, path=path, key=key, about=about)


def _tell_leads(message: Message, here: Standing) -> None:
    """Not what waits, and not whose it is."""
    leads = safeguarding.leads_of(here.school) if here.school else safeguarding.leads_of_department()
    names = ", ".join(member.name for member in _advisers(here)) or _("đang thiếu")
    notices.send(
        to=leads.values_list("pk", flat=True),
        kind=notice_kinds.WAITS_TOO_LONG,
        key=f"{notice_kinds.WAITS_TOO_LONG.code}:{message.pk}",
        adviser=names,
        hours=settings.REVIEW_HOURS,
    )


def _advisers(here: Standing) -> Iterable[Member]:
    return [member for member in here.members.values() if member.side == MemberSide.ADVISER]


def _title(reader: User, conversation: Conversation) -> str:
    about = selectors.about(reader, [conversation]).get(conversation.pk)
    return about.title if about else ""
