"""The day of a visit over the API: who is there, head counts, whom to call; and numbers alone for the host."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from network.api.bodies import read
from visits.enums import CountMoment, MarkKind, Sent
from visits.rules import PARTY_MOST, SENT_MOST
from visits.selectors import day as selectors
from visits.selectors import rosters, visits
from visits.services import day as services
from visits.services import day_pages, receptions
from visits.services.day import NewCount, NewMark

_BIGGEST = 2**63 - 1


class FiguresSerializer(serializers.Serializer):  # type: ignore[type-arg]
    going = serializers.IntegerField()
    here = serializers.IntegerField(help_text="Present or late, not gone.")
    late = serializers.IntegerField()
    absent = serializers.IntegerField()
    left_early = serializers.IntegerField()
    unmarked = serializers.IntegerField()


class DayPupilSerializer(serializers.Serializer):  # type: ignore[type-arg]
    attendee = serializers.IntegerField(source="attendee.pk")
    pupil = serializers.IntegerField(source="attendee.pupil_id")
    full_name = serializers.CharField(source="attendee.pupil.full_name")
    class_name = serializers.CharField()
    kind = serializers.ChoiceField(MarkKind.choices, source="mark.kind", default=None, allow_null=True)
    at = serializers.DateTimeField(source="mark.at", default=None, allow_null=True)
    by = serializers.CharField(source="mark.by.full_name", default=None, allow_null=True)


class HeadCountSerializer(serializers.Serializer):  # type: ignore[type-arg]
    moment = serializers.ChoiceField(CountMoment.choices)
    counted = serializers.IntegerField()
    expected = serializers.IntegerField(help_text="Marked as there at that moment.")
    at = serializers.DateTimeField()
    by = serializers.CharField(source="by.full_name")


class DaySerializer(serializers.Serializer):  # type: ignore[type-arg]
    viewer = serializers.IntegerField(help_text="Whose answer this is: a phone may have changed hands.")
    opens_at = serializers.DateTimeField(source="day.window.opens_at")
    closes_at = serializers.DateTimeField(source="day.window.closes_at")
    figures = FiguresSerializer(source="day.figures")
    pupils = DayPupilSerializer(source="day.lines", many=True)
    counts = HeadCountSerializer(source="day.counts", many=True)


class NewMarkSerializer(serializers.Serializer):  # type: ignore[type-arg]
    client_id = serializers.UUIDField()
    attendee = serializers.IntegerField(min_value=1, max_value=_BIGGEST)
    kind = serializers.ChoiceField(MarkKind.choices)
    at = serializers.DateTimeField()


class NewCountSerializer(serializers.Serializer):  # type: ignore[type-arg]
    client_id = serializers.UUIDField()
    moment = serializers.ChoiceField(CountMoment.choices)
    counted = serializers.IntegerField(min_value=0, max_value=PARTY_MOST)
    at = serializers.DateTimeField()


class NotedSerializer(serializers.Serializer):  # type: ignore[type-arg]
    marks = serializers.ListField(child=NewMarkSerializer(), default=list, max_length=SENT_MOST)
    counts = serializers.ListField(child=NewCountSerializer(), default=list, max_length=SENT_MOST)
    sent_at = serializers.DateTimeField(
        default=None, allow_null=True, help_text="What the sender's own clock says now: it may be wrong."
    )
    owner = serializers.IntegerField(
        default=None, allow_null=True, min_value=1, max_value=_BIGGEST, help_text="Whose page it was noted on."
    )


class ToldSerializer(serializers.Serializer):  # type: ignore[type-arg]
    client_id = serializers.UUIDField()
    outcome = serializers.ChoiceField(Sent.choices)
    why = serializers.CharField()


class CodeSerializer(serializers.Serializer):  # type: ignore[type-arg]
    code = serializers.CharField(max_length=100)


class CheckedInSerializer(serializers.Serializer):  # type: ignore[type-arg]
    attendee = serializers.IntegerField()
    is_new = serializers.BooleanField(help_text="False when the pupil was marked as there already.")


class ToCallSerializer(serializers.Serializer):  # type: ignore[type-arg]
    full_name = serializers.CharField(source="guardian.full_name")
    relation = serializers.CharField()
    phone = serializers.CharField(source="guardian.phone")


class DayFamilySerializer(serializers.Serializer):  # type: ignore[type-arg]
    full_name = serializers.CharField(source="attendee.pupil.full_name")
    guardians = ToCallSerializer(many=True)
    notes = serializers.ListField(child=serializers.CharField())


class NumbersSerializer(serializers.Serializer):  # type: ignore[type-arg]
    figures = FiguresSerializer()
    arrived_at = serializers.DateTimeField(source="reception.arrived_at", default=None, allow_null=True)
    left_at = serializers.DateTimeField(source="reception.left_at", default=None, allow_null=True)


class DayView(APIView):
    @extend_schema(operation_id="visit_day", responses=DaySerializer)
    def get(self, request: Request, pk: int) -> Response:
        """Who goes and what was noted, for those who go along, the organiser, the head of school. The read is noted."""
        day = day_pages.shown(visit=rosters.get_for(request.user, pk), viewer=request.user)
        return Response(DaySerializer({"viewer": request.user.pk, "day": day}).data)

    @extend_schema(operation_id="visit_day_note", request=NotedSerializer, responses=ToldSerializer(many=True))
    def post(self, request: Request, pk: int) -> Response:
        """Marks and head counts, many at once. What is sent again is known; one that is refused holds up no other."""
        visit = rosters.get_for(request.user, pk)
        noted = read(NotedSerializer, request)
        told = services.take(
            visit=visit,
            marks=[_mark(one) for one in noted["marks"]],
            counts=[_count(one) for one in noted["counts"]],
            sent_at=noted["sent_at"],
            owner=noted["owner"],
            by=request.user,
        )
        return Response(ToldSerializer(told, many=True).data)


class CheckInView(APIView):
    @extend_schema(operation_id="visit_check_in", request=CodeSerializer, responses=CheckedInSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """What a printed code leads to: the pupil is there."""
        visit = rosters.get_for(request.user, pk)
        code = read(CodeSerializer, request)["code"]
        attendee, is_new = services.check_in(visit=visit, code=code, by=request.user)
        return Response(CheckedInSerializer({"attendee": attendee.pk, "is_new": is_new}).data)


class FamilyView(APIView):
    @extend_schema(operation_id="visit_day_family", responses=DayFamilySerializer)
    def get(self, request: Request, pk: int, attendee_pk: int) -> Response:
        """Whom to call about one pupil. The read is noted."""
        visit = rosters.get_for(request.user, pk)
        attendee = selectors.attendee_for(visit, attendee_pk)
        return Response(DayFamilySerializer(day_pages.family(visit=visit, attendee=attendee, viewer=request.user)).data)


class ReceptionView(APIView):
    @extend_schema(operation_id="visit_reception", responses=NumbersSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """How many are there, for both sides' grown-ups: no names."""
        return _numbers(request, pk)


class ArriveView(APIView):
    @extend_schema(operation_id="visit_arrive", request=None, responses=NumbersSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """The host: the group has come."""
        receptions.arrive(visit=visits.get_for(request.user, pk), by=request.user)
        return _numbers(request, pk)


class LeaveView(APIView):
    @extend_schema(operation_id="visit_leave", request=None, responses=NumbersSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """The host: the group has left."""
        receptions.leave(visit=visits.get_for(request.user, pk), by=request.user)
        return _numbers(request, pk)


def _numbers(request: Request, pk: int) -> Response:
    found = day_pages.numbers(visit=visits.get_for(request.user, pk), viewer=request.user)
    return Response(NumbersSerializer(found).data)


def _mark(noted: dict[str, Any]) -> NewMark:
    return NewMark(noted["attendee"], MarkKind(noted["kind"]), noted["client_id"], noted["at"])


def _count(noted: dict[str, Any]) -> NewCount:
    return NewCount(CountMoment(noted["moment"]), noted["counted"], noted["client_id"], noted["at"])
