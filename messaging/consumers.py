"""The socket: an action comes in, one service is called, an answer goes out. docs/messaging.md is its protocol."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from asgiref.sync import sync_to_async
from channels.consumer import get_handler_name
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import Error as DatabaseTrouble
from django.utils import translation
from django.utils.translation import gettext as _

from core.errors import Invalid, Problem, Refused
from messaging import rules, wire
from messaging.live.batches import Batches
from messaging.live.chores import ENDED, STALLED, Chores
from messaging.live.hub import Hub, Look
from messaging.live.often import Often
from messaging.live.reader import DatabaseReader, looks, stamp_of
from messaging.live.room import Place
from messaging.live.socket import AT_ONCE, Pass, Socket
from messaging.models import Message
from messaging.selectors import conversations, frames
from messaging.selectors import messages as message_selectors
from messaging.services import conversations as conversation_services
from messaging.services import messages, presence, reactions, readings
from people.models import User
from people.permissions import standing

NOT_LOGGED_IN, TOO_MANY, TOO_LARGE, FAILED = ENDED, 4429, 1009, 1011
AWAY = 503
# How many conversations a socket follows: the newest, and those the browser says it has.
FOLLOWED = 100
# So many messages at most share one transaction.
_TOGETHER = 50
_ASKED_SECONDS = 1.0
# So many messages of one socket may be on their way to the database; the next waits for the oldest of them.
_ON_THEIR_WAY = 16
_NOBODY = AnonymousUser()
_log = logging.getLogger(__name__)


async def _settle(pk: int) -> None:
    await database_sync_to_async(conversation_services.settle)(conversation=pk)


async def _send_together(conversation: int, drafts: list[tuple[int, messages.Draft]]) -> list[Message | Problem]:
    return await sync_to_async(OFTEN)(send_as_persons, conversation, drafts)


OFTEN = Often()
HUB = Hub(DatabaseReader(_settle))
CHORES = Chores(HUB)
SENDINGS: Batches[tuple[int, messages.Draft], Message | Problem] = Batches(_send_together, _TOGETHER)


class MessagesConsumer(AsyncWebsocketConsumer):
    socket: Socket | None = None
    user_id: int = 0
    language: str = settings.LANGUAGE_CODE

    def __init__(self) -> None:
        super().__init__()
        self._sendings: list[asyncio.Task[None]] = []

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Without a way into the database's thread for each frame: what asks it looks after its connections itself."""
        await getattr(self, get_handler_name(message))(message)

    async def connect(self) -> None:
        user = self.scope["user"]
        await self.accept()
        # Everything this task says from now on.
        self.language = _language_of(user, self.scope)
        translation.activate(self.language)
        refused = await database_sync_to_async(why_not)(user, self.language)
        if refused:
            await self._close_with(NOT_LOGGED_IN, refused)
            return
        self.user_id = user.pk
        entry = Pass(user.pk, self.scope["session"].session_key or "", stamp_of(user.password))
        _forget_handshake(self.scope)
        await self._enter(entry)

    async def _enter(self, entry: Pass) -> None:
        CHORES.begin()
        able = self.scope.get("extensions", {}).get(AT_ONCE, {})
        self.socket = HUB.enter(entry, self.base_send, self._end, able.get("put"))
        if self.socket is not None and await CHORES.has_seat(self.user_id):
            self.socket.start()
            return
        self._leave()
        await self._close_with(TOO_MANY, _("Bạn đang mở quá nhiều cửa sổ. Đóng bớt rồi tải lại trang này."))

    async def disconnect(self, code: int) -> None:
        self._leave()

    def _leave(self) -> None:
        if self.socket is not None:
            CHORES.leave(self.socket)
            self.socket = None

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if self.socket is None:
            return
        if text_data is None or len(text_data.encode(errors="replace")) > rules.LONGEST_FRAME:
            self._leave()
            await self._close_with(TOO_LARGE, _("Gói tin quá lớn. Hãy chia nhỏ tin nhắn."))
            return
        try:
            asked = wire.read(text_data)
        except Problem as problem:
            self._reply({}, _no(problem))
            return
        if asked["t"] == "send":
            await self._send_besides(asked)
        else:
            await self._answer(asked)

    async def _send_besides(self, asked: dict[str, Any]) -> None:
        """Whoever writes several does not wait for each; they keep their order, as they begin in it."""
        while self._sendings and (self._sendings[0].done() or len(self._sendings) >= _ON_THEIR_WAY):
            await self._sendings.pop(0)
        self._sendings.append(asyncio.get_running_loop().create_task(self._send_one(asked)))

    async def _send_one(self, asked: dict[str, Any]) -> None:
        try:
            await self._answer(asked)
        except Exception:  # noqa: BLE001 - whatever it is, nobody else sees it
            # The browser comes back, and sends again what was not acknowledged.
            _log.exception("A message could not be sent.")
            self._leave()
            await self.close(FAILED)

    async def _answer(self, asked: dict[str, Any]) -> None:
        try:
            if asked["t"] not in ACTIONS:
                raise Invalid(wire.UNKNOWN)
            self._reply(asked, await ACTIONS[asked["t"]](self, asked))
        except Problem as problem:
            self._reply(asked, _no(problem))
        except DatabaseTrouble:
            self._reply(asked, {"t": "no", "status": AWAY, "why": _("Máy chủ đang bận một chút. Hãy thử lại.")})

    def _reply(self, asked: dict[str, Any], answer: dict[str, Any] | None) -> None:
        if answer is not None and self.socket is not None:
            self.socket.answer(wire.written({**answer, "re": wire.mark(asked)}))

    # --- Actions ----------------------------------------------------------------------------------------------------

    async def hello(self, asked: dict[str, Any]) -> dict[str, Any] | None:
        """Begin: what the browser has of each conversation; whatever it lacks follows, in order."""
        have = wire.places(asked, "have")
        welcome, seen = await self._call(welcome_for, have=list(have))
        if self.socket is not None:
            self.socket.answer(wire.written({**welcome, "re": wire.mark(asked)}))
            HUB.begin(self.socket, seen, have)
        return None

    async def follow(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Follow one more conversation, which was opened after the beginning."""
        pk, have = wire.number(asked, "c"), wire.place(asked, "have")
        look, members = await self._call(follow_for, pk=pk)
        if self.socket is not None:
            HUB.follow(self.socket, look, have or Place(look.head_seq, look.head_change))
        return {"t": "follows", "c": pk, "members": members}

    async def send_message(self, asked: dict[str, Any]) -> dict[str, Any]:
        draft = messages.Draft(
            client_id=wire.uuid(asked, "client"),
            body=wire.text(asked, "body"),
            reply_to=wire.number(asked, "reply") if asked.get("reply") is not None else None,
            attachments=wire.numbers(asked, "files"),
        )
        outcome = await SENDINGS.put(wire.number(asked, "c"), (self.user_id, draft))
        if isinstance(outcome, Problem):
            raise outcome
        return {"t": "ack", **frames.waiting(outcome)}

    async def read(self, asked: dict[str, Any]) -> dict[str, Any]:
        pk, seq = wire.number(asked, "c"), wire.number(asked, "seq")
        return {"t": "read", "c": pk, "seq": await self._call(readings.read, conversation=pk, seq=seq)}

    async def react(self, asked: dict[str, Any]) -> dict[str, Any]:
        pk, seq = wire.number(asked, "c"), wire.number(asked, "seq")
        wanted = {"emoji": wire.text(asked, "emoji"), "on": asked.get("on") is not False}
        message = await self._call(reactions.react, conversation=pk, seq=seq, **wanted)
        return {"t": "ack", "c": pk, "seq": seq, "change": message.change}

    async def show(self, asked: dict[str, Any]) -> None:
        """Typing, or here: no answer, it is said and forgotten."""
        await self._call(presence.show, conversation=wire.number(asked, "c"), sign=asked["t"])

    # --- Ways -------------------------------------------------------------------------------------------------------

    async def _call(self, service: Callable[..., Any], **facts: Any) -> Any:
        return await database_sync_to_async(as_person)(service, self.user_id, facts)

    async def _close_with(self, code: int, why: str) -> None:
        await self.send(wire.written({"t": "bye", "code": code, "why": why}))
        await self.close(code)

    async def _end(self, code: int) -> None:
        self._leave()
        if code == STALLED:
            # It takes nothing: a farewell would wait with the rest.
            await self.close(code)
        else:
            with translation.override(self.language):
                why = _("Phiên đăng nhập đã hết. Hãy đăng nhập lại.")
            await self._close_with(code, why)


ACTIONS: dict[str, Callable[[MessagesConsumer, dict[str, Any]], Awaitable[dict[str, Any] | None]]] = {
    "hello": MessagesConsumer.hello,
    "follow": MessagesConsumer.follow,
    "send": MessagesConsumer.send_message,
    "read": MessagesConsumer.read,
    "react": MessagesConsumer.react,
    "typing": MessagesConsumer.show,
    "here": MessagesConsumer.show,
}


def _forget_handshake(scope: dict[str, Any]) -> None:
    """The log-in is in the pass; nothing else of it is kept for as long as the socket is open. What is around this
    consumer holds copies of the scope, so that what they share is emptied."""
    scope["user"]._wrapped = _NOBODY
    scope["cookies"].clear()
    scope["headers"].clear()
    for known in ("user", "session", "cookies", "headers"):
        del scope[known]


def _no(problem: Problem) -> dict[str, Any]:
    return {"t": "no", "status": int(problem.status), "why": problem.sentence}


def _language_of(user: Any, scope: dict[str, Any]) -> str:
    """As for pages: the person's own, else the cookie's, else Vietnamese."""
    wishes = (getattr(user, "language", None), scope.get("cookies", {}).get(settings.LANGUAGE_COOKIE_NAME))
    return next((wish for wish in wishes if wish in dict(settings.LANGUAGES)), settings.LANGUAGE_CODE)


def why_not(user: Any, language: str) -> str:
    """Why this person may not come in; empty when they may."""
    with translation.override(language):
        if not isinstance(user, User) or not user.is_active:
            return _("Phiên đăng nhập đã hết. Hãy đăng nhập lại.")
        missing = standing.missing(user)
        return "" if missing is None else str(standing.SENTENCES[missing])


def welcome_for(*, have: list[int], by: User) -> tuple[dict[str, Any], list[Look]]:
    mine = conversations.of(by)
    rows = {row.pk: row for row in [*mine[:FOLLOWED], *mine.filter(pk__in=have[:FOLLOWED])]}
    seen = [look for look in looks(list(rows)) if by.pk in look.members]
    heads = {look.pk: [look.head_seq, look.head_change] for look in seen}
    unread = message_selectors.unread(by, [rows[pk] for pk in heads])
    return {"t": "welcome", "heads": heads, "unread": unread}, seen


def follow_for(*, pk: int, by: User) -> tuple[Look, list[dict[str, Any]]]:
    _row, here = conversations.get_for(by, pk)
    return looks([pk])[0], frames.members_for(by, here)


def as_person(service: Callable[..., Any], user: int, facts: dict[str, Any]) -> Any:
    """The person as the database has them at this moment: what was read at the handshake may be over."""
    by = _people([user])[user]
    if isinstance(by, Problem):
        raise by
    with translation.override(by.language):
        return service(**facts, by=by)


def send_as_persons(conversation: int, drafts: list[tuple[int, messages.Draft]]) -> list[Message | Problem]:
    """Each as the database has them; who may not come in any more is told so, the others' messages go their way."""
    people = _ASKED.of(user for user, _draft in drafts)
    sendings = [messages.Sending(draft, by) for user, draft in drafts if isinstance(by := people[user], User)]
    try:
        outcomes = iter(messages.send_all(conversation=conversation, sendings=sendings))
    except Problem as problem:
        outcomes = iter([problem] * len(sendings))
    return [by if isinstance(by := people[user], Problem) else next(outcomes) for user, _draft in drafts]


class _Asked:
    """Whose account may come in, asked once a second of those who write a lot. Whether they may write in this
    conversation is asked each time, within the transaction."""

    def __init__(self) -> None:
        self._found: dict[int, User | Problem] = {}
        self._since = 0.0

    def of(self, users: Iterable[int]) -> dict[int, User | Problem]:
        now = time.monotonic()
        if now - self._since > _ASKED_SECONDS:
            self._found, self._since = {}, now
        asked = set(users)
        self._found |= _people(asked - self._found.keys())
        return {pk: self._found[pk] for pk in asked}


_ASKED = _Asked()


def _people(users: Iterable[int]) -> dict[int, User | Problem]:
    asked = set(users)
    found = User.objects.in_bulk(asked) if asked else {}
    refused = {pk: why_not(found.get(pk), found[pk].language if pk in found else "") for pk in asked}
    return {pk: Refused(refused[pk]) if refused[pk] else found[pk] for pk in asked}
