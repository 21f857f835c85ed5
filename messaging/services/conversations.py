"""Opening a conversation on first use, and saying in it when it stops and goes on."""

from django.db import transaction

from core import clock
from core.actors import signed
from core.errors import NotFound
from messaging import events
from messaging.enums import MessageKind, NoteCode
from messaging.kinds import KINDS, Standing
from messaging.models import Conversation, Message
from messaging.permissions import conversations as permissions
from messaging.selectors import conversations as selectors
from messaging.services import places
from people.models import User


@signed
@transaction.atomic
def open_about(*, kind: str, subject: int, by: User) -> Conversation:
    """The conversation about that thing, made when a member first asks for it."""
    if kind not in KINDS:
        raise NotFound(selectors.MISSING)
    here = KINDS[kind].standings([subject]).get(subject)
    if here is None:
        raise NotFound(selectors.MISSING)
    permissions.check_is_member(by, here)
    now = clock.now()
    conversation, is_new = Conversation.objects.get_or_create(
        kind=kind, subject=subject, defaults={"opened_at": now, "last_at": now}
    )
    if is_new:
        _say(places.locked(conversation.pk), NoteCode.OPENED, here)
        conversation.refresh_from_db()
    return conversation


@transaction.atomic
def settle(*, conversation: int) -> None:
    """Say in the conversation what has changed about it since its last line: stopped, going on, closed.

    Nobody's right depends on it; called by whoever notices, any number of times.
    """
    row = places.locked(conversation)
    here = selectors.standing_of(row)
    if selectors.is_settled(row, here):
        return
    row.said_closed = here.is_closed
    row.said_frozen = here.is_closed or bool(here.obstacles)
    if here.is_closed:
        _say(row, NoteCode.CLOSED, here)
    else:
        _say(row, NoteCode.FROZEN if here.obstacles else NoteCode.THAWED, here)


@transaction.atomic
def say(*, kind: str, subject: int, code: str) -> None:
    """A line of the site in the conversation about that thing, where there is one: one of its kind's notes."""
    if code not in KINDS[kind].notes:
        raise ValueError(f"Conversations about a {kind} say nothing called {code}.")
    known = Conversation.objects.filter(kind=kind, subject=subject).first()
    if known is not None:
        row = places.locked(known.pk)
        _say(row, code, selectors.standing_of(row), details=[])


def settle_all() -> None:
    """`settle` of every one that may have changed: those whose last line is not what is true now."""
    rows = {row.pk: row for row in selectors.rows().filter(said_closed=False)}
    for pk, here in selectors.standings_of(rows.values()).items():
        if not selectors.is_settled(rows[pk], here):
            settle(conversation=pk)


def _say(conversation: Conversation, code: str, here: Standing, details: list[str] | None = None) -> None:
    """`details`: codes of obstacles; by default of those that stand now."""
    now = clock.now()
    conversation.save(update_fields=["said_frozen", "said_closed"])
    note = Message(
        conversation=conversation,
        kind=MessageKind.NOTE,
        note=code,
        details=[obstacle.value for obstacle in here.obstacles] if details is None else details,
        written_at=now,
    )
    places.append(conversation, note, now)
    events.delivered(note, here)
