"""Chat as the textbook of Channels has it: a group in a Redis channel layer. The peer of `messaging.py`.

It saves one row in PostgreSQL for each message, as a plain `create`, asks no right and gives out no places.
"""

import json
import os
from typing import Any
from uuid import uuid4

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()
settings.CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        # Receivers wait five seconds at a time, longer than a connection waits by itself.
        # A thousand who leave at once need as many connections.
        "CONFIG": {"hosts": [{"address": os.environ["REDIS_URL"], "socket_timeout": 30, "max_connections": 10_000}]},
    }
}

from channels.auth import AuthMiddlewareStack  # noqa: E402 - models are ready only now
from channels.db import database_sync_to_async  # noqa: E402
from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from django.urls import path  # noqa: E402

from config import memory  # noqa: E402
from core import clock  # noqa: E402
from messaging.enums import MemberSide, MessageState  # noqa: E402
from messaging.models import Message  # noqa: E402


class Chat(AsyncWebsocketConsumer):
    async def connect(self) -> None:
        self.user = self.scope["user"]
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        asked = json.loads(text_data or "{}")
        if asked["t"] == "hello":
            self.group = f"room-{asked['c']}"
            await self.channel_layer.group_add(self.group, self.channel_name)
            await self.send(json.dumps({"t": "welcome"}))
            return
        message = await database_sync_to_async(self.keep)(asked["c"], asked["body"])
        facts = {"t": "message", "id": message.pk, "by": self.user.pk, "html": f"<p>{asked['body']}</p>"}
        await self.channel_layer.group_send(self.group, {"type": "chat.message", "message": facts})

    def keep(self, conversation: int, body: str) -> Message:
        return Message.objects.create(
            conversation_id=conversation,
            author=self.user,
            author_side=MemberSide.ADVISER,
            client_id=uuid4(),
            body=body,
            written_at=clock.now(),
            state=MessageState.HELD,
        )

    async def chat_message(self, event: dict[str, Any]) -> None:
        await self.send(text_data=json.dumps(event["message"]))


routes = URLRouter([path("ws/messages/", Chat.as_asgi())])
application = ProtocolTypeRouter({"websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(routes))})
memory.settle()
