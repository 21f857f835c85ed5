"""Conversations over the API: the same services, the same rights, names as the reader may know them."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from messaging.api import bodies
from messaging.api.bodies import asked, read
from messaging.api.pages import LastSpokenFirst
from messaging.enums import MessageState
from messaging.kinds import About, Standing
from messaging.models import Conversation, Message
from messaging.selectors import conversations as selectors
from messaging.selectors import frames
from messaging.selectors import messages as message_selectors
from messaging.services import conversations as services
from messaging.services import messages as message_services
from messaging.services import name_reads, reactions, readings
from messaging.services.messages import Draft
from people.models import User

_SENT = {
    "c": 7, "id": 310, "client": "3f0c1c1e-9d2b-4f6e-8a53-0c6a3c1f7d10", "state": "held", "html": "<p>Chào các em!</p>",
    "until": None, "reason": "", "at": "2026-11-25T03:00:00.000+00:00", "seq": None, "care": False,
}  # fmt: skip
_EXAMPLES = [
    OpenApiExample(
        "send",
        request_only=True,
        value={
            "client_id": "3f0c1c1e-9d2b-4f6e-8a53-0c6a3c1f7d10",
            "body": "Chào các em!",
            "reply_to": None,
            "files": [],
        },
    ),
    OpenApiExample(
        "delivered", response_only=True, status_codes=["201"], value={**_SENT, "state": "delivered", "seq": 12}
    ),
    OpenApiExample("waits for the adviser", response_only=True, status_codes=["202"], value=_SENT),
]


class ConversationViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    serializer_class = bodies.ConversationSerializer
    queryset = Conversation.objects.none()
    pagination_class = LastSpokenFirst
    lookup_value_regex = r"\d+"

    def list(self, request: Request) -> Response:
        """My conversations, the one spoken in last first, each with how many messages I have not read."""
        rows = self.paginate_queryset(selectors.of(request.user)) or []
        standings = selectors.standings_of(rows)
        mine = [row for row in rows if selectors.is_member(request.user, standings[row.pk])]
        facts = _rows(request.user, mine, standings)
        return self.get_paginated_response(bodies.ConversationSerializer(facts, many=True).data)

    @extend_schema(request=bodies.OpenSerializer, responses=bodies.ConversationDetailSerializer)
    def create(self, request: Request) -> Response:
        """The conversation about an engagement, a team's idea, a proposal or a visit, made at first use."""
        row = services.open_about(**read(bodies.OpenSerializer, request), by=request.user)
        return self._whole(row.pk)

    @extend_schema(responses=bodies.ConversationDetailSerializer)
    def retrieve(self, request: Request, pk: str) -> Response:
        """One conversation with its members as I may know them, and what stands in its way. The read is noted."""
        return self._whole(int(pk))

    @extend_schema(responses=bodies.UnreadSerializer)
    @action(detail=False, methods=["get"])
    def unread(self, request: Request) -> Response:
        """How many messages I have not read, over all my conversations."""
        return Response({"unread": message_selectors.unread_total(request.user)})

    @extend_schema(parameters=[bodies.WhichSerializer], responses=bodies.MessagesSerializer)
    @action(detail=True, methods=["get"])
    def messages(self, request: Request, pk: str) -> Response:
        """The newest messages, or those before or after a place; in reading order. The read is noted."""
        which = asked(bodies.WhichSerializer, request)
        row, here = selectors.get_for(request.user, int(pk))
        name_reads.noted(request.user, row, here)
        facts = {
            "head_seq": row.head_seq,
            "head_change": row.head_change,
            "results": [frames.facts_of(message) for message in _chosen(row, which)],
            "waiting": [frames.waiting(message) for message in message_selectors.own_waiting(request.user, row)],
        }
        return Response(bodies.MessagesSerializer(facts).data)

    @extend_schema(
        request=bodies.SendSerializer,
        responses={201: bodies.SentSerializer, 202: bodies.SentSerializer},
        examples=_EXAMPLES,
    )
    @messages.mapping.post
    def send(self, request: Request, pk: str) -> Response:
        """Say something. 201 when it was delivered; 202 when it waits for the adviser or for the morning."""
        given = read(bodies.SendSerializer, request)
        draft = Draft(given["client_id"], given["body"], given["reply_to"], given["files"])
        sent = _send(int(pk), draft, request.user)
        code = status.HTTP_201_CREATED if sent.state == MessageState.DELIVERED else status.HTTP_202_ACCEPTED
        return Response(bodies.SentSerializer(frames.waiting(sent)).data, status=code)

    @extend_schema(request=bodies.SeqSerializer, responses=bodies.SeqSerializer)
    @action(detail=True, methods=["post"])
    def read(self, request: Request, pk: str) -> Response:
        """Mark everything up to a place as read; never backwards. Answers how far it stands."""
        seq = read(bodies.SeqSerializer, request)["seq"]
        return Response({"seq": readings.read(conversation=int(pk), seq=seq, by=request.user)})

    @extend_schema(request=bodies.ReactSerializer, responses=bodies.MessageSerializer)
    @action(detail=True, methods=["post"])
    def react(self, request: Request, pk: str) -> Response:
        """Put a sign on a message, or take it off."""
        given = read(bodies.ReactSerializer, request)
        message = reactions.react(conversation=int(pk), by=request.user, **given)
        return Response(bodies.MessageSerializer(frames.facts_of(frames.prepared([message])[0])).data)

    def _whole(self, pk: int) -> Response:
        viewer = self.request.user
        row, here = selectors.get_for(viewer, pk)
        name_reads.noted(viewer, row, here)
        facts = _rows(viewer, [row], {row.pk: here})[0] | {"members": frames.members_for(viewer, here)}
        return Response(bodies.ConversationDetailSerializer(facts).data)


def _send(conversation: int, draft: Draft, by: User) -> Message:
    return message_services.send(conversation=conversation, draft=draft, by=by)


def _chosen(row: Conversation, which: dict[str, Any]) -> list[Message]:
    if "after" in which:
        return message_selectors.after(row, which["after"], which["count"])
    return message_selectors.before(row, which.get("before"), which["count"])


def _rows(viewer: User, rows: Sequence[Conversation], standings: dict[int, Standing]) -> list[dict[str, Any]]:
    about, unread = selectors.about(viewer, rows), message_selectors.unread(viewer, rows)
    return [_facts(row, standings[row.pk], about.get(row.pk), unread.get(row.pk, 0)) for row in rows]


def _facts(row: Conversation, here: Standing, about: About | None, unread: int) -> dict[str, Any]:
    return {
        "id": row.pk,
        "kind": row.kind,
        "subject": row.subject,
        "title": about.title if about else "",
        "place": about.place if about else "",
        "about_url": about.url if about else "",
        "last_at": row.last_at,
        "head_seq": row.head_seq,
        "head_change": row.head_change,
        "unread": unread,
        "is_open": here.is_open,
        "is_closed": here.is_closed,
        "obstacles": [{"code": found.value, "sentence": str(found.label)} for found in here.obstacles],
    }
