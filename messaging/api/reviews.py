"""What waits for an adviser over the API, and hiding what was said."""

from drf_spectacular.utils import extend_schema
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from messaging.api import bodies
from messaging.api.bodies import read
from messaging.api.pages import OldestFirst
from messaging.models import Message
from messaging.selectors import messages as message_selectors
from messaging.selectors import reviews as selectors
from messaging.services import name_reads
from messaging.services import reviews as services


class HeldMessageViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    serializer_class = bodies.HeldMessageSerializer
    queryset = Message.objects.none()
    pagination_class = OldestFirst
    lookup_value_regex = r"\d+"

    def list(self, request: Request) -> Response:
        """What waits for me in the conversations I look after, oldest first. The read is noted."""
        rows = self.paginate_queryset(message_selectors.held_for(request.user)) or []
        waiting = selectors.read_by(request.user, message_selectors.held_and_mine(request.user, rows))
        waiting = name_reads.noted_waiting(request.user, waiting)
        return self.get_paginated_response(bodies.HeldMessageSerializer(waiting, many=True).data)

    @extend_schema(request=None, responses=bodies.DecidedSerializer)
    @action(detail=True, methods=["post"])
    def allow(self, request: Request, pk: str) -> Response:
        """Let it through as it is."""
        return _decided(services.allow(message=int(pk), by=request.user))

    @extend_schema(request=bodies.EditedSerializer, responses=bodies.DecidedSerializer)
    @action(detail=True, methods=["post"])
    def edit(self, request: Request, pk: str) -> Response:
        """Let it through in other words. Everybody sees that it was edited, its author also what it was."""
        given = read(bodies.EditedSerializer, request)
        return _decided(services.allow_edited(message=int(pk), by=request.user, **given))

    @extend_schema(request=bodies.BlockSerializer, responses=bodies.DecidedSerializer)
    @action(detail=True, methods=["post"])
    def block(self, request: Request, pk: str) -> Response:
        """Do not send it, and tell its author why."""
        return _decided(services.block(message=int(pk), by=request.user, **read(bodies.BlockSerializer, request)))


class MessageViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    serializer_class = bodies.MessageSerializer
    queryset = Message.objects.none()
    lookup_value_regex = r"\d+"

    @extend_schema(request=bodies.BlockSerializer, responses={204: None})
    @action(detail=True, methods=["post"])
    def hide(self, request: Request, pk: str) -> Response:
        """Cover a delivered message for everybody but the adviser; a line says so in its place."""
        services.hide(message=int(pk), by=request.user, **read(bodies.BlockSerializer, request))
        return Response(status=204)


def _decided(message: Message) -> Response:
    return Response(bodies.DecidedSerializer(message).data)
