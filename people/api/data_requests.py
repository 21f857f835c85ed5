"""The work list of requests about personal data over the API."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.pagination import AsListed
from people.enums import DataAsker, DataRequestKind, RefusalGround
from people.forms.data_requests import WorkFilterForm
from people.models import DataRequest
from people.permissions import data_requests as permissions
from people.selectors import data_requests as selectors
from people.services import data_requests as services


class DataRequestSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    subject_name = serializers.CharField(source="subject.full_name", read_only=True)
    urgency = serializers.SerializerMethodField(help_text="ok, soon or late")
    ground = serializers.ChoiceField(choices=RefusalGround.choices, allow_blank=True, read_only=True)

    class Meta:
        model = DataRequest
        fields = (
            "id", "kind", "subject", "subject_name", "asked_as", "note", "state", "urgency", "received_at",
            "acknowledge_by", "complete_by", "acknowledged_at", "closed_at", "ground", "answer",
        )  # fmt: skip
        read_only_fields = fields

    def get_urgency(self, row: DataRequest) -> str:
        return selectors.urgency(row)


class AskForSerializer(serializers.Serializer):  # type: ignore[type-arg]
    subject = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    kind = serializers.ChoiceField(choices=DataRequestKind.choices)
    asked_as = serializers.ChoiceField(choices=[DataAsker.GUARDIAN.value, DataAsker.STAFF.value])
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class CompleteSerializer(serializers.Serializer):  # type: ignore[type-arg]
    answer = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")
    full_name = serializers.CharField(max_length=120, required=False, help_text="Of a correction.")
    birth_date = serializers.DateField(required=False, help_text="Of a correction.")


class RefuseSerializer(serializers.Serializer):  # type: ignore[type-arg]
    ground = serializers.ChoiceField(choices=RefusalGround.choices)
    answer = serializers.CharField(max_length=2000)


class DataRequestViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    """For a school's management (its pupils) and the Department (adults)."""

    serializer_class = DataRequestSerializer
    pagination_class = AsListed
    lookup_value_regex = r"\d+"

    @extend_schema(responses=DataRequestSerializer(many=True))
    def list(self, request: Request) -> Response:
        """What waits for an answer, the nearest clock first; `state` names another state, or all."""
        permissions.check_can_work(request.user)
        wanted = WorkFilterForm(request.query_params).wanted()
        rows = self.paginate_queryset(selectors.narrow(selectors.in_charge_of(request.user), **wanted))
        rows = services.noted(request.user, list(rows or []))
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    def retrieve(self, request: Request, pk: str) -> Response:
        """One request, with both clocks of the law."""
        return self._answer(request, selectors.get_in_charge(request.user, int(pk)))

    @extend_schema(request=AskForSerializer, responses={201: DataRequestSerializer})
    def create(self, request: Request) -> Response:
        """Write down what a guardian or another adult asked for."""
        permissions.check_can_work(request.user)
        facts = self._told(AskForSerializer, request)
        row = services.ask(
            subject=services.chosen(reader=request.user, pk=facts["subject"]),
            kind=DataRequestKind(facts["kind"]),
            note=facts["note"],
            asked_as=DataAsker(facts["asked_as"]),
            by=request.user,
        )
        return self._answer(request, row, status.HTTP_201_CREATED)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def acknowledge(self, request: Request, pk: str) -> Response:
        """Tell whoever asked that it was received."""
        row = selectors.get_in_charge(request.user, int(pk))
        return self._answer(request, services.acknowledge(request=row, by=request.user))

    @extend_schema(request=CompleteSerializer)
    @action(detail=True, methods=["post"])
    def complete(self, request: Request, pk: str) -> Response:
        """Carry out what was asked: make the copy, correct, restrict or erase."""
        row = selectors.get_in_charge(request.user, int(pk))
        facts = self._told(CompleteSerializer, request)
        answer = facts.pop("answer")
        done = services.complete(request=row, answer=answer, corrected=facts, by=request.user)
        return self._answer(request, done)

    @extend_schema(request=RefuseSerializer)
    @action(detail=True, methods=["post"])
    def refuse(self, request: Request, pk: str) -> Response:
        """Say no, for a ground that the law knows."""
        row = selectors.get_in_charge(request.user, int(pk))
        facts = self._told(RefuseSerializer, request)
        ground = RefusalGround(facts["ground"])
        return self._answer(
            request, services.refuse(request=row, ground=ground, answer=facts["answer"], by=request.user)
        )

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def lift(self, request: Request, pk: str) -> Response:
        """End a restriction."""
        row = selectors.get_in_charge(request.user, int(pk))
        return self._answer(request, services.lift(request=row, by=request.user))

    def _told(self, serializer: type[serializers.Serializer], request: Request) -> dict[str, Any]:  # type: ignore[type-arg]
        told = serializer(data=request.data)
        told.is_valid(raise_exception=True)
        return dict(told.validated_data)

    def _answer(self, request: Request, row: DataRequest, code: int = status.HTTP_200_OK) -> Response:
        services.noted(request.user, [row])
        row.subject.refresh_from_db(fields=["full_name"])
        return Response(self.get_serializer(row).data, status=code)
