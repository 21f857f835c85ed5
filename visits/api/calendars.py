"""The reader's own calendar over the API, and the addresses at which programs read it."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from people.api.bodies import read
from visits.api import spans
from visits.calendar_entries import Entry
from visits.models import CalendarFeed
from visits.permissions import calendars as permissions
from visits.selectors import calendar_feeds as selectors
from visits.selectors import calendars
from visits.services import calendar_feeds as services
from visits.services.calendar_feeds import LABEL_LENGTH, Fresh


class EventSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """`kind`: visit, session or placement. `state`: tentative or confirmed. The times are of the clock in Hải Phòng."""

    id = serializers.CharField(source="key")
    kind = serializers.CharField()
    title = serializers.CharField()
    start = serializers.SerializerMethodField()
    end = serializers.SerializerMethodField()
    place = serializers.CharField()
    url = serializers.CharField(source="path")
    state = serializers.SerializerMethodField()

    def get_start(self, entry: Entry) -> str:
        return entry.starts_at.isoformat()

    def get_end(self, entry: Entry) -> str:
        return entry.ends_at.isoformat()

    def get_state(self, entry: Entry) -> str:
        return entry.status.value.lower()


class FeedSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    class Meta:
        model = CalendarFeed
        fields = ("id", "label", "with_slots", "created_at", "read_on")
        read_only_fields = ("id", "created_at", "read_on")


class FreshFeedSerializer(FeedSerializer):
    address = serializers.CharField(read_only=True, help_text="Shown once. Whoever has it reads the calendar.")

    class Meta(FeedSerializer.Meta):
        fields = (*FeedSerializer.Meta.fields, "address")


class NewFeedSerializer(serializers.Serializer):  # type: ignore[type-arg]
    label = serializers.CharField(max_length=LABEL_LENGTH, required=False, allow_blank=True, default="")
    with_slots = serializers.BooleanField(default=False, help_text="Of a host: also times that are open and free.")


class CalendarView(APIView):
    @extend_schema(operation_id="calendar_list", parameters=spans.PARAMETERS, responses=EventSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Everything the reader takes part in between two moments, at most 100 days apart, the soonest first."""
        begins, ends = spans.read(request)
        return Response(EventSerializer(calendars.agenda(request.user, begins, ends), many=True).data)


class FeedsView(APIView):
    @extend_schema(operation_id="calendar_feed_list", responses=FeedSerializer(many=True))
    def get(self, request: Request) -> Response:
        """One's own that are open, the newest first; never their address."""
        permissions.check_can_have_feeds(request.user)
        return Response(FeedSerializer(selectors.own(request.user), many=True).data)

    @extend_schema(operation_id="calendar_feed_create", request=NewFeedSerializer, responses={201: FreshFeedSerializer})
    def post(self, request: Request) -> Response:
        """A new address for a calendar program. It is in this answer and nowhere else."""
        permissions.check_can_have_feeds(request.user)
        return _shown_once(services.create(**read(NewFeedSerializer, request), by=request.user))


class FeedView(APIView):
    @extend_schema(operation_id="calendar_feed_revoke", responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Nobody reads the calendar at this address any more."""
        services.revoke(feed=selectors.get_for(request.user, pk), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class FeedRenewView(APIView):
    @extend_schema(operation_id="calendar_feed_renew", request=None, responses={201: FreshFeedSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Another address in place of this one."""
        return _shown_once(services.renew(feed=selectors.get_for(request.user, pk), by=request.user))


def _shown_once(fresh: Fresh) -> Response:
    body: dict[str, Any] = {**FeedSerializer(fresh.feed).data, "address": fresh.address}
    return Response(body, status=status.HTTP_201_CREATED, headers={"Cache-Control": "no-store"})
