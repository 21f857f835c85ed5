"""Mentoring sessions over the API: the same services, the same rights, names as the reader may know them."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.errors import Invalid
from core.pagination import AsListed
from network.api.bodies import read
from network.models import Engagement
from network.selectors import engagements
from network.services import name_reads
from people.models import User
from visits.enums import MissedBy, SessionState, SessionWay
from visits.models import Arrival, Session
from visits.selectors import free_times
from visits.selectors import sessions as selectors
from visits.services import joining, session_marks, sessions


class SessionSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    """`goes_on` is false while the engagement is paused."""

    idea_title = serializers.CharField(source="engagement.proposal.idea_title")
    supporter_name = serializers.CharField()
    attendant_name = serializers.CharField(source="attendant.full_name", default="")
    state = serializers.ChoiceField(choices=SessionState.choices)
    way = serializers.ChoiceField(choices=SessionWay.choices)
    goes_on = serializers.BooleanField()
    reason = serializers.CharField(source="reason_told")

    class Meta:
        model = Session
        fields = (
            "id", "engagement", "idea_title", "supporter_name", "attendant_name", "starts_at", "ends_at", "way",
            "place", "state", "goes_on", "missed_by", "reason",
        )  # fmt: skip


class ArrivalSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    name = serializers.CharField(source="person.full_name")

    class Meta:
        model = Arrival
        fields = ("name", "came_at")


class SessionDetailSerializer(SessionSerializer):
    """`arrivals` are told to the staff of the school alone."""

    arrivals = serializers.SerializerMethodField()

    class Meta(SessionSerializer.Meta):
        fields = (*SessionSerializer.Meta.fields, "arrivals")

    @extend_schema_field(ArrivalSerializer(many=True))
    def get_arrivals(self, session: Session) -> Any:
        viewer = self.context["request"].user
        rows = selectors.arrivals_for(viewer, session)
        name_reads.noted_people(viewer, selectors.pupils_among(rows), "engagement")
        return ArrivalSerializer(rows, many=True).data


class FreeTimeSerializer(serializers.Serializer):  # type: ignore[type-arg]
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    ways = serializers.ListField(child=serializers.ChoiceField(choices=SessionWay.choices))
    minutes_left = serializers.IntegerField(help_text="Minutes the team still has in that month.")


class StaffSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """Of the adviser: who of the school's staff is there; by default the adviser."""

    attendant = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)
    place = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")


class BookSerializer(StaffSerializer):
    starts_at = serializers.DateTimeField()
    way = serializers.ChoiceField(choices=SessionWay.choices)


class CancelSerializer(serializers.Serializer):  # type: ignore[type-arg]
    reason = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


class HoldSerializer(serializers.Serializer):  # type: ignore[type-arg]
    done = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")
    next_step = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")


class MissSerializer(serializers.Serializer):  # type: ignore[type-arg]
    side = serializers.ChoiceField(choices=MissedBy.choices)


class RoomSerializer(serializers.Serializer):  # type: ignore[type-arg]
    url = serializers.CharField()


class SessionViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    serializer_class = SessionSerializer
    queryset = Session.objects.none()
    pagination_class = AsListed
    lookup_value_regex = r"\d+"

    def list(self, request: Request) -> Response:
        """Sessions that are to come, soonest first; with `?past`, the others."""
        rows = self.paginate_queryset(selectors.listed(request.user, coming_only="past" not in request.query_params))
        selectors.put_names_on(request.user, rows or [])
        return self.get_paginated_response(SessionSerializer(rows, many=True).data)

    @extend_schema(responses=SessionDetailSerializer)
    def retrieve(self, request: Request, pk: str) -> Response:
        """One session."""
        return self._whole(int(pk))

    @extend_schema(request=StaffSerializer, responses=SessionDetailSerializer)
    @action(detail=True, methods=["post"])
    def attend(self, request: Request, pk: str) -> Response:
        """The adviser says who of the staff is there; with that it is booked."""
        session, asked = self._session(pk), read(StaffSerializer, request)
        sessions.attend(session=session, by=request.user, **_staff(session.engagement, asked))
        return self._whole(session.pk)

    @extend_schema(request=None, responses=SessionDetailSerializer)
    @action(detail=True, methods=["post"], url_path="step-back")
    def step_back(self, request: Request, pk: str) -> Response:
        """Whoever was to be there cannot: it waits for somebody else of the staff."""
        return self._whole(sessions.step_back(session=self._session(pk), by=request.user).pk)

    @extend_schema(request=CancelSerializer, responses=SessionDetailSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        """Cancel; within twelve hours of the beginning with a reason."""
        asked = read(CancelSerializer, request)
        return self._whole(sessions.cancel(session=self._session(pk), by=request.user, **asked).pk)

    @extend_schema(request=HoldSerializer, responses=SessionDetailSerializer)
    @action(detail=True, methods=["post"])
    def hold(self, request: Request, pk: str) -> Response:
        """They met: it stands among the engagement's meetings."""
        asked = read(HoldSerializer, request)
        return self._whole(session_marks.hold(session=self._session(pk), by=request.user, **asked).pk)

    @extend_schema(request=MissSerializer, responses=SessionDetailSerializer)
    @action(detail=True, methods=["post"])
    def miss(self, request: Request, pk: str) -> Response:
        """One side did not come."""
        side = MissedBy(read(MissSerializer, request)["side"])
        return self._whole(session_marks.miss(session=self._session(pk), side=side, by=request.user).pk)

    @extend_schema(request=None, responses=RoomSerializer)
    @action(detail=True, methods=["post"])
    def join(self, request: Request, pk: str) -> Response:
        """Go in: in its time, and nobody before the staff member. Answers where the room is."""
        room = joining.enter(session=self._session(pk), by=request.user)
        return Response(RoomSerializer({"url": room.url}).data)

    def _session(self, pk: str) -> Session:
        return selectors.get_for(self.request.user, int(pk))

    def _whole(self, pk: int) -> Response:
        return whole(self.request, pk)


class EngagementSessionsView(APIView):
    @extend_schema(request=BookSerializer, responses={201: SessionDetailSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Ask for a session at one of the free times; of the adviser it is booked at once."""
        engagement, asked = engagements.get_for(request.user, pk), read(BookSerializer, request)
        facts = {"starts_at": asked["starts_at"], "way": SessionWay(asked["way"]), **_staff(engagement, asked)}
        session = sessions.book(engagement=engagement, by=request.user, **facts)
        return whole(request, session.pk, status=201)


class FreeTimesView(APIView):
    @extend_schema(responses=FreeTimeSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """When the team can meet its mentor in the next four weeks."""
        calendar = free_times.of(engagements.get_for(request.user, pk))
        rows = [{**vars(time), "minutes_left": calendar.allowance.left_in(time.starts_at)} for time in calendar.times]
        return Response(FreeTimeSerializer(rows, many=True).data)


def whole(request: Request, pk: int, status: int = 200) -> Response:
    session = selectors.get_for(request.user, pk)
    selectors.put_names_on(request.user, [session])
    return Response(SessionDetailSerializer(session, context={"request": request}).data, status=status)


def _staff(engagement: Engagement, asked: dict[str, Any]) -> dict[str, Any]:
    attendant: User | None = None
    if asked["attendant"]:
        attendant = selectors.staff_of(engagement.proposal.idea.club.school_id).filter(pk=asked["attendant"]).first()
        if attendant is None:
            raise Invalid(selectors.NOT_STAFF, field="attendant")
    return {"attendant": attendant, "place": asked["place"]}
