"""The search over the API: the same filters, the same rows."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.pagination import piece_of
from network.forms.search import SearchForm
from network.selectors import finding
from network.selectors.finding import What


class FoundSerializer(serializers.Serializer):  # type: ignore[type-arg]
    what = serializers.ChoiceField(choices=What.choices)
    id = serializers.IntegerField(source="pk")
    title = serializers.CharField()
    who = serializers.CharField()
    place = serializers.CharField()
    kind = serializers.CharField()
    level = serializers.CharField()
    mode = serializers.CharField()
    seats_left = serializers.IntegerField(allow_null=True)
    deadline = serializers.DateField(allow_null=True)


class SearchAnswerSerializer(serializers.Serializer):  # type: ignore[type-arg]
    totals = serializers.DictField(child=serializers.IntegerField(), required=False)
    next_page = serializers.IntegerField(allow_null=True, required=False)
    results = FoundSerializer(many=True)


_NAMES = ("what", "q", "field", "kind", "commune", "level", "mode", "free", "page")


class SearchView(APIView):
    """Without `what` the best of every kind and the totals; with it that kind, page by page."""

    @extend_schema(parameters=[OpenApiParameter(name, str) for name in _NAMES], responses=SearchAnswerSerializer)
    def get(self, request: Request) -> Response:
        wanted = SearchForm(request.query_params).wanted()
        return Response(_one(request, wanted) if wanted.get("what") else _all(request, wanted))


def _all(request: Request, wanted: dict[str, Any]) -> dict[str, Any]:
    groups = finding.groups(request.user, wanted)
    return {
        "totals": {group.what.value: group.total for group in groups},
        "results": FoundSerializer([row for group in groups for row in group.rows], many=True).data,
    }


def _one(request: Request, wanted: dict[str, Any]) -> dict[str, Any]:
    found = finding.of_one_kind(request.user, What(wanted["what"]), wanted)
    piece: Any = piece_of(found, request.query_params.get("page"))
    return {"next_page": piece.next_number, "results": FoundSerializer(piece.rows, many=True).data}
