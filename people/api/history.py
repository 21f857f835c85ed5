"""The history of one thing over the API."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.pagination import page_number
from people.services import history_reads


class KeptChangeSerializer(serializers.Serializer):  # type: ignore[type-arg]
    label = serializers.CharField()
    before = serializers.CharField(allow_blank=True)
    after = serializers.CharField(allow_blank=True)


class KeptEntrySerializer(serializers.Serializer):  # type: ignore[type-arg]
    at = serializers.DateTimeField()
    who = serializers.CharField()
    part = serializers.CharField()
    about = serializers.CharField(allow_blank=True)
    action = serializers.ChoiceField(choices=["+", "~", "-"], help_text="Made, changed, deleted.")
    changes = KeptChangeSerializer(many=True)


class HistorySerializer(serializers.Serializer):  # type: ignore[type-arg]
    number = serializers.IntegerField()
    next_number = serializers.IntegerField(allow_null=True)
    entries = KeptEntrySerializer(many=True)


class HistoryView(APIView):
    @extend_schema(operation_id="history", responses=HistorySerializer)
    def get(self, request: Request, kind: str, pk: int) -> Response:
        """Who changed what of one thing, newest first; `kind` is organisation, person, pupil, club, idea, …"""
        number = page_number(request.query_params.get("page"))
        return Response(
            HistorySerializer(history_reads.read(reader=request.user, kind=kind, pk=pk, number=number)).data
        )
