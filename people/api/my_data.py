"""My data over the API: a copy of it, and what I ask for."""

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from people.enums import DataRequestKind, RefusalGround
from people.models import DataExport, DataRequest
from people.selectors import data_requests as selectors
from people.services import data_requests as services
from people.services import exports


class MyRequestSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    ground = serializers.ChoiceField(choices=RefusalGround.choices, allow_blank=True, read_only=True)

    class Meta:
        model = DataRequest
        fields = (
            "id", "kind", "note", "state", "received_at", "acknowledge_by", "complete_by", "acknowledged_at",
            "closed_at", "ground", "answer",
        )  # fmt: skip
        read_only_fields = fields


class AskSerializer(serializers.Serializer):  # type: ignore[type-arg]
    kind = serializers.ChoiceField(choices=DataRequestKind.choices)
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class MyRequestViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    serializer_class = MyRequestSerializer
    lookup_value_regex = r"\d+"

    @extend_schema(responses=MyRequestSerializer(many=True))
    def list(self, request: Request) -> Response:
        """What was asked about my data, and the answers."""
        rows = self.paginate_queryset(selectors.of_person(request.user))
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    @extend_schema(request=AskSerializer, responses={201: MyRequestSerializer})
    def create(self, request: Request) -> Response:
        """Ask for a copy, a correction, a restriction or the erasure of my data."""
        asked = AskSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        facts = asked.validated_data
        row = services.ask(
            subject=request.user, kind=DataRequestKind(facts["kind"]), note=facts["note"], by=request.user
        )
        return Response(self.get_serializer(row).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses=MyRequestSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Take back a request that is still open."""
        row = services.withdraw(request=selectors.get_own(request.user, int(pk)), by=request.user)
        return Response(self.get_serializer(row).data)


class MyExportSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    class Meta:
        model = DataExport
        fields = ("id", "subject", "state", "step", "steps", "created_at", "expires_at")
        read_only_fields = fields


class MyExportViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    serializer_class = MyExportSerializer
    lookup_value_regex = r"\d+"

    @extend_schema(responses=MyExportSerializer(many=True))
    def list(self, request: Request) -> Response:
        """The copies made for me that have not expired, and how far they are."""
        rows = self.paginate_queryset(selectors.exports_for(request.user))
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    @extend_schema(request=None, responses={201: MyExportSerializer})
    def create(self, request: Request) -> Response:
        """Order a copy of everything kept about me."""
        made = exports.order(subject=request.user, by=request.user)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(responses={(200, "application/zip"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"])
    def download(self, request: Request, pk: str) -> HttpResponse:
        """A finished copy: a ZIP with a JSON and a readable page."""
        found = exports.download(export=int(pk), by=request.user)
        return HttpResponse(bytes(found.content or b""), headers=exports.headers(found))
