"""The network's picture over the API."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from network.selectors import clubs
from network.selectors import network as selectors
from people.selectors import organisations


class NodeSerializer(serializers.Serializer):  # type: ignore[type-arg]
    key = serializers.CharField()
    kind = serializers.CharField()
    id = serializers.IntegerField(source="pk")
    label = serializers.CharField()


class EdgeSerializer(serializers.Serializer):  # type: ignore[type-arg]
    source = serializers.CharField(source="source.key")  # type: ignore[assignment]
    target = serializers.CharField(source="target.key")
    tie = serializers.CharField()


class PictureSerializer(serializers.Serializer):  # type: ignore[type-arg]
    centre = serializers.CharField()
    nodes = NodeSerializer(many=True)
    edges = EdgeSerializer(many=True)


class ClubNetworkView(APIView):
    @extend_schema(responses=PictureSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """Nodes and ties around a club, two steps far; no person's name."""
        return Response(_body(selectors.of_club(request.user, clubs.get_for(request.user, pk))))


class OrganisationNetworkView(APIView):
    @extend_schema(responses=PictureSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """Nodes and ties around an organisation, two steps far; no person's name."""
        organisation = organisations.get_for(request.user, pk)
        return Response(_body(selectors.of_organisation(request.user, organisation)))


def _body(picture: selectors.Picture) -> dict[str, Any]:
    return {
        "centre": picture.centre.key,
        "nodes": NodeSerializer(picture.nodes.values(), many=True).data,
        "edges": EdgeSerializer(picture.edges.values(), many=True).data,
    }
