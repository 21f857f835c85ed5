"""Sheets over the API: upload, look, apply; templates and exports as files."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.sheets import writing
from network.models import ImportBatch
from network.selectors import imports as selectors
from network.services import import_jobs, sheet_files
from network.services import imports as services
from network.sheet_columns import SHEETS

_FILE = {(200, writing.XLSX): OpenApiTypes.BINARY}


class _FileRenderer(BaseRenderer):
    """Lets a client ask for the format by its name."""

    charset = None
    render_style = "binary"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> Any:
        """Only a refusal passes here: a file is answered as it is."""
        return JSONRenderer().render(data)


class XlsxRenderer(_FileRenderer):
    media_type = writing.XLSX
    format = "xlsx"


class CsvRenderer(_FileRenderer):
    media_type = "text/csv"
    format = "csv"


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


class FileView(APIView):
    renderer_classes = (XlsxRenderer, CsvRenderer, JSONRenderer)

    def _answer(self, file: sheet_files.SheetFile) -> HttpResponse:
        disposition = f'attachment; filename="{file.name}"'
        headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}
        return HttpResponse(file.content, content_type=file.type, headers=headers)


class FaultsView(FileView):
    @extend_schema(responses=_FILE)
    def get(self, request: Request, pk: int) -> HttpResponse:
        """The uploaded rows with a column that says what is wrong."""
        return self._answer(sheet_files.faults(batch=selectors.get_for(request.user, pk)))


class TemplateView(FileView):
    @extend_schema(responses=_FILE)
    def get(self, request: Request, kind: str) -> HttpResponse:
        """An empty sheet to fill in."""
        return self._answer(sheet_files.template(kind=kind, by=request.user))


class ExportView(FileView):
    @extend_schema(responses=_FILE, parameters=[OpenApiParameter("as", enum=["xlsx", "csv"])])
    def get(self, request: Request, kind: str) -> HttpResponse:
        """One's own rows as a sheet that can be imported again."""
        as_csv = request.query_params.get("as") == "csv"
        return self._answer(sheet_files.export(kind=kind, by=request.user, as_csv=as_csv))
