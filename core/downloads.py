"""Operations of the API that answer with a sheet."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.views import APIView

from core.sheets import writing

XLSX_ANSWER = {(200, writing.XLSX): OpenApiTypes.BINARY}


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


class FileView(APIView):
    renderer_classes = (XlsxRenderer, CsvRenderer, JSONRenderer)
