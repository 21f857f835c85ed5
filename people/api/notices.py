"""The inbox over the API."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from people.api.bodies import read
from people.enums import DigestRhythm
from people.models import Notice, NoticePreference
from people.selectors import notices as selectors
from people.services import notice_preferences
from people.services import notices as services


class NoticeSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    sentence = serializers.SerializerMethodField()

    class Meta:
        model = Notice
        fields = ("id", "kind", "sentence", "path", "created_at", "read_at")
        read_only_fields = fields

    def get_sentence(self, notice: Notice) -> str:
        return selectors.sentence_of(notice)


class WhichSerializer(serializers.Serializer):  # type: ignore[type-arg]
    kind = serializers.CharField(max_length=40, allow_blank=True, default="", help_text="Only of this kind.")


class ReadCountSerializer(serializers.Serializer):  # type: ignore[type-arg]
    read = serializers.IntegerField(help_text="How many became read.")


class NoticeViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    serializer_class = NoticeSerializer
    queryset = Notice.objects.none()
    lookup_value_regex = r"\d+"

    def list(self, request: Request) -> Response:
        """My notices, newest first; with `?kind=` of one kind, with `?unread=1` what I have not read."""
        rows = selectors.of(request.user, request.query_params.get("kind", ""))
        if request.query_params.get("unread") == "1":
            rows = rows.filter(read_at=None)
        return self.get_paginated_response(self.get_serializer(self.paginate_queryset(rows), many=True).data)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def read(self, request: Request, pk: str) -> Response:
        """Mark one as read."""
        services.read(notice=selectors.get_for(request.user, int(pk)))
        return Response(status=204)

    @extend_schema(request=WhichSerializer, responses=ReadCountSerializer)
    @action(detail=False, methods=["post"], url_path="read-all")
    def read_all(self, request: Request) -> Response:
        """Mark all as read, or all of one kind."""
        count = services.read_all(by=request.user, kind=read(WhichSerializer, request)["kind"])
        return Response(ReadCountSerializer({"read": count}).data)


class PreferenceSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    digest = serializers.ChoiceField(choices=DigestRhythm.choices, required=False)
    muted = serializers.ListField(child=serializers.CharField(max_length=40), max_length=200, required=False)

    class Meta:
        model = NoticePreference
        fields = ("digest", "muted")


class NoticePreferencesView(APIView):
    @extend_schema(operation_id="notice_preferences", responses=PreferenceSerializer)
    def get(self, request: Request) -> Response:
        """What I am told, and how often by mail."""
        return Response(PreferenceSerializer(selectors.preference_of(request.user.pk)).data)

    @extend_schema(
        operation_id="notice_preferences_change", request=PreferenceSerializer, responses=PreferenceSerializer
    )
    def patch(self, request: Request) -> Response:
        """Change it; what is not said stays. Urgent kinds cannot be switched off."""
        asked: dict[str, Any] = read(PreferenceSerializer, request)
        if "digest" in asked:
            asked["digest"] = DigestRhythm(asked["digest"])
        return Response(PreferenceSerializer(notice_preferences.choose(**asked, by=request.user)).data)
