"""A mentor's hours and days off over the API."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.errors import Invalid
from network.api.bodies import read
from visits.enums import HourWay, Weekday
from visits.models import DayOff, WeeklyHour
from visits.permissions import sessions as permissions
from visits.selectors import hours as selectors
from visits.services import hours as services
from visits.services.hours import Hours


class WeeklyHourSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    weekday = serializers.ChoiceField(choices=Weekday.choices)
    way = serializers.ChoiceField(choices=HourWay.choices)
    minutes = serializers.IntegerField(min_value=0, max_value=600)
    offer = serializers.IntegerField(source="offer_id", min_value=1, required=False, allow_null=True, default=None)

    class Meta:
        model = WeeklyHour
        fields = ("id", "weekday", "starts", "ends", "way", "minutes", "first_day", "last_day", "offer")


class DayOffSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    class Meta:
        model = DayOff
        fields = ("id", "first_day", "last_day")


class DaysOffTakenSerializer(DayOffSerializer):
    sessions = serializers.IntegerField(help_text="Sessions that stand on these days.")

    class Meta(DayOffSerializer.Meta):
        fields = (*DayOffSerializer.Meta.fields, "sessions")


class HoursView(APIView):
    @extend_schema(responses=WeeklyHourSerializer(many=True))
    def get(self, request: Request) -> Response:
        """One's own hours of the week."""
        permissions.check_can_open_hours(request.user)
        return Response(WeeklyHourSerializer(selectors.own(request.user), many=True).data)

    @extend_schema(request=WeeklyHourSerializer, responses={201: WeeklyHourSerializer})
    def post(self, request: Request) -> Response:
        """Open hours of the week; that is the yes to whatever is booked inside."""
        permissions.check_can_open_hours(request.user)
        row = services.open_hours(hours=_hours(request), by=request.user)
        return Response(WeeklyHourSerializer(row).data, status=201)


class HourView(APIView):
    @extend_schema(request=WeeklyHourSerializer, responses=WeeklyHourSerializer)
    def put(self, request: Request, pk: int) -> Response:
        """Say them anew; what is booked already stays."""
        row = selectors.get_own(request.user, pk)
        services.change_hours(row=row, hours=_hours(request), by=request.user)
        return Response(WeeklyHourSerializer(row).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Close hours; what is booked already stays."""
        services.close_hours(row=selectors.get_own(request.user, pk), by=request.user)
        return Response(status=204)


class DaysOffView(APIView):
    @extend_schema(responses=DayOffSerializer(many=True))
    def get(self, request: Request) -> Response:
        """One's own days off."""
        permissions.check_can_open_hours(request.user)
        return Response(DayOffSerializer(selectors.own_days_off(request.user), many=True).data)

    @extend_schema(request=DayOffSerializer, responses={201: DaysOffTakenSerializer})
    def post(self, request: Request) -> Response:
        """Take days off."""
        permissions.check_can_open_hours(request.user)
        row, standing = services.take_days_off(by=request.user, **read(DayOffSerializer, request))
        row.sessions = standing  # type: ignore[attr-defined]
        return Response(DaysOffTakenSerializer(row).data, status=201)


class DayOffView(APIView):
    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Drop days off."""
        services.drop_days_off(row=selectors.get_own_day_off(request.user, pk), by=request.user)
        return Response(status=204)


def _hours(request: Request) -> Hours:
    asked: dict[str, Any] = read(WeeklyHourSerializer, request)
    pk = asked.pop("offer_id")
    offer = selectors.offers_of(request.user).filter(pk=pk).first() if pk else None
    if pk and offer is None:
        raise Invalid(_("Hãy chọn một đề nghị của chính mình đang mở."), field="offer")
    return Hours(**{**asked, "way": HourWay(asked["way"]), "offer": offer})
