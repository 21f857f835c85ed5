"""Requests for slots that do not exist yet, over the API."""

import datetime as dt
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.api_keys import KeyField
from core.pagination import AsListed
from network.api.bodies import read
from network.models import Club, Field, Offer
from network.selectors import posts
from people.models import AdminUnit, School
from visits.api.open_slots import own_school
from visits.models import SlotRequest
from visits.permissions import slot_requests as permissions
from visits.rules import PARTY_MOST, SLOT_MINUTES
from visits.selectors import slot_requests as selectors
from visits.services import slot_requests as services
from visits.services.slot_requests import Ask


class SlotRequestSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    school_name = serializers.CharField(source="school.organisation.name", read_only=True)
    field = serializers.CharField(source="field.code", read_only=True)
    commune = serializers.CharField(source="commune.code", read_only=True, default=None, allow_null=True)

    class Meta:
        model = SlotRequest
        fields = (
            "id", "school", "school_name", "club", "field", "offer", "commune", "first_day", "last_day", "party",
            "about", "state", "slot", "asked_at", "ended_at",
        )  # fmt: skip


class AskForSlotSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """`offer` where one host is meant of whom only the times do not fit."""

    school = KeyField(queryset=School.objects.all(), required=False)
    field = serializers.SlugRelatedField(slug_field="code", queryset=Field.objects.filter(is_current=True))
    first_day = serializers.DateField()
    last_day = serializers.DateField()
    party = serializers.IntegerField(min_value=1, max_value=PARTY_MOST)
    about = serializers.CharField(max_length=1000)
    club = KeyField(queryset=Club.objects.all(), required=False, allow_null=True)
    commune = serializers.SlugRelatedField(
        slug_field="code",
        queryset=AdminUnit.objects.filter(valid_to=None, parent__isnull=False),
        required=False,
        allow_null=True,
    )
    offer = serializers.IntegerField(min_value=1, required=False, allow_null=True)


class AnswerSlotRequestSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """`offer` where the person speaks for several that were told."""

    starts_at = serializers.DateTimeField()
    minutes = serializers.IntegerField(min_value=SLOT_MINUTES[0], max_value=SLOT_MINUTES[1])
    offer = serializers.IntegerField(min_value=1, required=False)


class OfSerializer(serializers.Serializer):  # type: ignore[type-arg]
    offer = serializers.IntegerField(min_value=1, required=False)


class SlotRequestViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    serializer_class = SlotRequestSerializer
    queryset = SlotRequest.objects.none()
    pagination_class = AsListed
    lookup_value_regex = r"\d+"

    def list(self, request: Request) -> Response:
        """The school's own open requests, or those a host was told of; with `ended=1` what is over."""
        rows = selectors.listed(request.user, ended="ended" in request.query_params)
        return self.get_paginated_response(self.get_serializer(self.paginate_queryset(rows), many=True).data)

    def retrieve(self, request: Request, pk: str) -> Response:
        """One request for a slot that nobody offers yet, as its reader may know it."""
        return self._answered(pk)

    @extend_schema(request=AskForSlotSerializer)
    def create(self, request: Request) -> Response:
        """Ask hosts who fit for a time."""
        permissions.check_can_ask(request.user)
        given = read(AskForSlotSerializer, request)
        given["school"] = given.get("school") or own_school(request)
        given["offer"] = self._offer(given.get("offer"))
        made = services.ask(wanted=Ask(**given), by=request.user)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=AnswerSlotRequestSerializer)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, pk: str) -> Response:
        """Open a slot at this time and book the school into it."""
        given = read(AnswerSlotRequestSerializer, request)
        told = selectors.get_told(request.user, int(pk), given.get("offer"))
        ends_at = given["starts_at"] + dt.timedelta(minutes=given["minutes"])
        services.answer(told=told, starts_at=given["starts_at"], ends_at=ends_at, by=request.user)
        return self._answered(pk)

    @extend_schema(request=OfSerializer)
    @action(detail=True, methods=["post"])
    def decline(self, request: Request, pk: str) -> Response:
        """This host cannot receive them."""
        told = selectors.get_told(request.user, int(pk), read(OfSerializer, request).get("offer"))
        services.decline(told=told, by=request.user)
        return self._answered(pk)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """The school does not look any more."""
        services.withdraw(request=selectors.get_for(request.user, int(pk)), by=request.user)
        return self._answered(pk)

    def _answered(self, pk: str) -> Response:
        return Response(self.get_serializer(selectors.get_for(self.request.user, int(pk))).data)

    def _offer(self, pk: Any) -> Offer | None:
        return posts.get_for(self.request.user, Offer, pk) if pk else None
