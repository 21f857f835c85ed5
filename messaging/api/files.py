"""Files of conversations over the API."""

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.parsers import MultiPartParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.attachments import Attachment, attached, harmless
from messaging import file_kinds
from messaging.api import bodies
from messaging.api.bodies import read
from messaging.selectors import frames
from messaging.services import attachments as services
from people.api.consents import FileRenderer


class MessageFileUploadView(APIView):
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="conversation_file_upload",
        request={"multipart/form-data": bodies.TalkFileUploadSerializer},
        responses={201: bodies.MessageFileSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        """Bring in a file; name it in the message it travels with. Without one it is thrown away after a day."""
        file = read(bodies.TalkFileUploadSerializer, request)["file"]
        row = services.upload(conversation=pk, file=file, by=request.user)
        return Response(bodies.MessageFileSerializer(frames.file_facts(row)).data, status=status.HTTP_201_CREATED)


class MessageFileView(APIView):
    renderer_classes = (JSONRenderer, FileRenderer)

    @extend_schema(
        operation_id="conversation_file",
        responses={(200, kind): OpenApiTypes.BINARY for kind in sorted(file_kinds.TYPES)},
    )
    def get(self, request: Request, pk: int) -> HttpResponse:
        """The file, as a download, for whoever may read its message at this moment."""
        row, content = services.open_for(viewer=request.user, pk=pk)
        return harmless(attached(Attachment(row.name, row.type, content)))
