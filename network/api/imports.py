"""Sheets over the API: upload, look, apply; templates and exports as files."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.attachments import attached
from core.downloads import XLSX_ANSWER, FileView
from network.models import ImportBatch
from network.selectors import imports as selectors
from network.services import import_jobs, sheet_files
from network.services import imports as services
from network.sheet_columns import SHEETS


class UploadSerializer(serializers.Serializer):  # type: ignore[type-arg]
    kind = serializers.ChoiceField(choices=list(SHEETS))
    file = serializers.FileField(allow_empty_file=True)


class FaultSerializer(serializers.Serializer):  # type: ignore[type-arg]
    row = serializers.IntegerField()
    column = serializers.CharField(help_text="The letter as in Excel; empty for the whole row.")
    code = serializers.CharField()
    message = serializers.CharField()


class BatchSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    rows = serializers.SerializerMethodField()
    errors = FaultSerializer(many=True, read_only=True)  # type: ignore[assignment]

    class Meta:
        model = ImportBatch
        fields = ("id", "kind", "file_name", "created_at", "applied_at", "rows", "errors")

    def get_rows(self, batch: ImportBatch) -> list[dict[str, Any]]:
        return [{code: text for code, text in row.items() if code != "at"} for row in batch.rows]


class ProgressSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    state = serializers.ChoiceField(choices=["faulty", "ready", "running", "failed", "applied"])
    created = serializers.ListField(child=serializers.IntegerField(), help_text="Ids of what was written.")

    class Meta:
        model = ImportBatch
        fields = ("id", "state", "row_count", "checked", "failure", "applied_at", "created")


class ImportsView(APIView):
    parser_classes = (MultiPartParser,)

    @extend_schema(request=UploadSerializer, responses={201: BatchSerializer})
    def post(self, request: Request) -> Response:
        """Upload a sheet; nothing is written yet. The answer is its preview."""
        asked = UploadSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        batch = services.preview(**asked.validated_data, by=request.user)
        return Response(BatchSerializer(batch).data, status=status.HTTP_201_CREATED)


class ImportView(APIView):
    @extend_schema(responses=BatchSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """A preview: the rows as they were read and every cell that is wrong."""
        return Response(BatchSerializer(selectors.get_for(request.user, pk)).data)


class ApplyView(APIView):
    @extend_schema(request=None, responses={202: ProgressSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Have all rows of a preview without mistakes written, once, in the background."""
        batch = import_jobs.start(batch=selectors.get_for(request.user, pk), by=request.user)
        return Response(ProgressSerializer(batch).data, status=status.HTTP_202_ACCEPTED)


class ProgressView(APIView):
    @extend_schema(responses=ProgressSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """How far the writing is, and what came of it."""
        return Response(ProgressSerializer(selectors.progress_for(request.user, pk)).data)


class FaultsView(FileView):
    @extend_schema(responses=XLSX_ANSWER)
    def get(self, request: Request, pk: int) -> HttpResponse:
        """The uploaded rows with a column that says what is wrong."""
        return attached(sheet_files.faults(batch=selectors.get_for(request.user, pk)))


class TemplateView(FileView):
    @extend_schema(responses=XLSX_ANSWER)
    def get(self, request: Request, kind: str) -> HttpResponse:
        """An empty sheet to fill in."""
        return attached(sheet_files.template(kind=kind, by=request.user))


class ExportView(FileView):
    @extend_schema(
        responses=XLSX_ANSWER | {(200, "text/csv"): OpenApiTypes.BINARY},
        parameters=[OpenApiParameter("as", enum=["xlsx", "csv"])],
    )
    def get(self, request: Request, kind: str) -> HttpResponse:
        """One's own rows as a sheet that can be imported again."""
        as_csv = request.query_params.get("as") == "csv"
        return attached(sheet_files.export(kind=kind, by=request.user, as_csv=as_csv))
