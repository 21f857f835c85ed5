"""The socket: an action comes in, one service is called, an answer goes out. docs/messaging.md is its protocol."""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from core.errors import Invalid, Problem
from messaging import rules
from messaging.live.hub import Hub, Look
from messaging.live.reader import DatabaseReader, looks
from messaging.live.room import Place
from messaging.live.socket import Socket
from messaging.selectors import conversations, frames
from messaging.selectors import messages as message_selectors
from messaging.services import conversations as conversation_services
from messaging.services import messages, presence, reactions, readings
from people.models import User
from people.permissions import standing

NOT_LOGGED_IN, TOO_MANY, TOO_LARGE, STALLED = 4401, 4429, 1009, 4408
# How many conversations a socket follows: the newest; older ones are read by opening them.
FOLLOWED = 100


async def _settle(pk: int) -> None:
    await database_sync_to_async(conversation_services.settle)(conversation=pk)


HUB = Hub(DatabaseReader(_settle))


class MessagesConsumer(AsyncWebsocketConsumer):
    socket: Socket | None = None
    user: User

    async def connect(self) -> None:
        user = self.scope["user"]
        await self.accept()
        refused = await database_sync_to_async(why_not)(user)
        if refused:
            await self._close_with(NOT_LOGGED_IN, refused)
            return
        self.user = user
        self.socket = HUB.enter(user.pk, self.base_send, self._give_up)
        if self.socket is None:
            await self._close_with(TOO_MANY, _("Bạn đang mở quá nhiều cửa sổ. Đóng bớt rồi tải lại trang này."))

    async def disconnect(self, code: int) -> None:
        if self.socket is not None:
            HUB.leave(self.socket)
            self.socket = None

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if self.socket is None:
            return
        if text_data is None or len(text_data.encode()) > rules.LONGEST_FRAME:
            await self._close_with(TOO_LARGE, _("Gói tin quá lớn. Hãy chia nhỏ tin nhắn."))
            return
        asked: dict[str, Any] = {}
        try:
            asked = _read(text_data)
            answer = await ACTIONS[asked["t"]](self, asked)
        except Problem as problem:
            answer = {"t": "no", "status": int(problem.status), "why": await self._in_words(problem)}
        if answer is not None and self.socket is not None:
            self.socket.answer(json.dumps({**answer, "re": asked.get("re")}, ensure_ascii=False))

    # --- Actions ----------------------------------------------------------------------------------------------------

    async def hello(self, asked: dict[str, Any]) -> dict[str, Any] | None:
        """Begin: what the browser has of each conversation; whatever it lacks follows, in order."""
        have = _have(asked.get("have"))
        welcome, seen = await database_sync_to_async(welcome_for)(self.user)
        if self.socket is not None:
            self.socket.answer(json.dumps({**welcome, "re": asked.get("re")}, ensure_ascii=False))
            for look in seen:
                begin = have.get(look.pk, Place(look.head_seq, look.head_change))
                HUB.follow(self.socket, look, begin)
        return None

    async def follow(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Follow one more conversation, which was opened after the beginning."""
        pk = _number(asked, "c")
        look, members = await database_sync_to_async(follow_for)(self.user, pk)
        if self.socket is not None:
            HUB.follow(self.socket, look, _have({str(pk): asked.get("have")}).get(pk, Place(look.head_seq, 0)))
        return {"t": "follows", "c": pk, "members": members}

    async def send_message(self, asked: dict[str, Any]) -> dict[str, Any]:
        draft = messages.Draft(
            client_id=_uuid(asked.get("client")),
            body=_text(asked, "body"),
            reply_to=_number(asked, "reply") if asked.get("reply") is not None else None,
            attachments=_numbers(asked.get("files")),
        )
        message = await self._call(messages.send, conversation=_number(asked, "c"), draft=draft)
        return {"t": "ack", **frames.waiting(message)}

    async def read(self, asked: dict[str, Any]) -> dict[str, Any]:
        pk, seq = _number(asked, "c"), _number(asked, "seq")
        return {"t": "read", "c": pk, "seq": await self._call(readings.read, conversation=pk, seq=seq)}

    async def react(self, asked: dict[str, Any]) -> dict[str, Any]:
        pk, seq = _number(asked, "c"), _number(asked, "seq")
        wanted = {"emoji": _text(asked, "emoji"), "on": asked.get("on") is not False}
        message = await self._call(reactions.react, conversation=pk, seq=seq, **wanted)
        return {"t": "ack", "c": pk, "seq": seq, "change": message.change}

    async def show(self, asked: dict[str, Any]) -> None:
        """Typing, or here: no answer, it is said and forgotten."""
        await self._call(presence.show, conversation=_number(asked, "c"), sign=asked["t"])

    # --- Ways -------------------------------------------------------------------------------------------------------

    async def _call(self, service: Callable[..., Any], **facts: Any) -> Any:
        return await database_sync_to_async(_as_person)(service, self.user, facts)

    async def _in_words(self, problem: Problem) -> str:
        with translation.override(self.user.language or settings.LANGUAGE_CODE):
            return problem.sentence

    async def _close_with(self, code: int, why: str) -> None:
        await self.send(json.dumps({"t": "bye", "code": code, "why": why}, ensure_ascii=False))
        await self.close(code)

    async def _give_up(self) -> None:
        await self.close(STALLED)


ACTIONS: dict[str, Callable[[MessagesConsumer, dict[str, Any]], Awaitable[dict[str, Any] | None]]] = {
    "hello": MessagesConsumer.hello,
    "follow": MessagesConsumer.follow,
    "send": MessagesConsumer.send_message,
    "read": MessagesConsumer.read,
    "react": MessagesConsumer.react,
    "typing": MessagesConsumer.show,
    "here": MessagesConsumer.show,
}


def why_not(user: Any) -> str:
    """Why this person may not come in; empty when they may."""
    if not isinstance(user, User) or not user.is_active:
        return _("Phiên đăng nhập đã hết. Hãy đăng nhập lại.")
    missing = standing.missing(user)
    return "" if missing is None else _("Tài khoản còn thiếu một bước. Tải lại trang để xem.")


def welcome_for(user: User) -> tuple[dict[str, Any], list[Look]]:
    rows = list(conversations.of(user)[:FOLLOWED])
    seen = [look for look in looks([row.pk for row in rows]) if user.pk in look.members]
    heads = {look.pk: [look.head_seq, look.head_change] for look in seen}
    unread = message_selectors.unread(user, [row for row in rows if row.pk in heads])
    return {"t": "welcome", "heads": heads, "unread": unread}, seen


def follow_for(user: User, pk: int) -> tuple[Look, list[dict[str, Any]]]:
    _row, here = conversations.get_for(user, pk)
    return looks([pk])[0], frames.members_for(user, here)


def _as_person(service: Callable[..., Any], user: User, facts: dict[str, Any]) -> Any:
    """The person as the database has them at this moment: what was read at the handshake may be over."""
    by = User.objects.get(pk=user.pk)
    if refused := why_not(by):
        raise Invalid(refused)
    with translation.override(by.language or settings.LANGUAGE_CODE):
        return service(**facts, by=by)


def _read(text: str) -> dict[str, Any]:
    try:
        asked = json.loads(text)
    except ValueError:
        asked = None
    if not isinstance(asked, dict) or asked.get("t") not in ACTIONS:
        raise Invalid(_("Không hiểu yêu cầu này. Tải lại trang để dùng bản mới."))
    return asked


def _have(given: Any) -> dict[int, Place]:
    found = {}
    for pk, place in given.items() if isinstance(given, dict) else ():
        if str(pk).isdigit() and isinstance(place, list) and len(place) == 2 and all(_is_count(n) for n in place):
            found[int(pk)] = Place(*place)
    return found


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31


def _number(asked: dict[str, Any], name: str) -> int:
    if not _is_count(asked.get(name)):
        raise Invalid(_("Thiếu hoặc sai “%(name)s”.") % {"name": name}, field=name)
    return int(asked[name])


def _numbers(given: Any) -> list[int]:
    if given is None:
        return []
    if not isinstance(given, list) or not all(_is_count(value) for value in given):
        raise Invalid(_("Danh sách tệp không đúng."), field="files")
    return given


def _text(asked: dict[str, Any], name: str) -> str:
    value = asked.get(name, "")
    if not isinstance(value, str) or "\x00" in value:
        raise Invalid(_("Phần chữ không đúng."), field=name)
    return value


def _uuid(given: Any) -> UUID:
    try:
        return UUID(str(given))
    except ValueError:
        raise Invalid(_("Thiếu số của tin nhắn (client)."), field="client") from None
