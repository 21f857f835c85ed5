"""Looking for words in one's own conversations, over the API."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.pagination import piece_of
from messaging.api import bodies
from messaging.forms.search import TalkSearchForm
from messaging.selectors import searching
from messaging.services import name_reads


class ConversationSearchView(APIView):
    @extend_schema(
        operation_id="conversation_search",
        parameters=[OpenApiParameter("q", str), OpenApiParameter("page", int)],
        responses=bodies.HitsSerializer,
    )
    def get(self, request: Request) -> Response:
        """Delivered messages that hold the words, with or without diacritics, newest first. The read is noted."""
        found = searching.search(request.user, TalkSearchForm(request.query_params).words())
        piece = piece_of(found.rows, request.query_params.get("page"))
        hits = searching.hits(request.user, found, piece.rows)
        name_reads.noted_all(request.user, [hit.here for hit in hits])
        return Response(bodies.HitsSerializer({"next_page": piece.next_number, "results": hits}).data)
