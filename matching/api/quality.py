"""How good suggestions are over the API: the page's figures, with the same rights and the same smallest groups."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.attachments import attached
from core.downloads import XLSX_ANSWER, FileView
from matching.permissions import quality as permissions
from matching.selectors import periods
from matching.selectors import quality as selectors
from matching.selectors.periods import Period
from matching.selectors.quality_answers import ORIGINS
from matching.services import quality_files
from network.models import Season


class QualityPeriodSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """What is left out is taken from the season; without one, from today's."""

    season = serializers.SlugRelatedField(slug_field="code", queryset=Season.objects.all(), required=False)
    first = serializers.DateField(required=False)
    last = serializers.DateField(required=False)


class ToldPeriodSerializer(serializers.Serializer):  # type: ignore[type-arg]
    first = serializers.DateField()
    last = serializers.DateField()


class QualityShareSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """`low` and `high`: the 95 % interval in percent (Wilson)."""

    part = serializers.IntegerField()
    whole = serializers.IntegerField()
    percent = serializers.IntegerField(allow_null=True, help_text="null of nothing")
    low = serializers.IntegerField()
    high = serializers.IntegerField()


class ReachedSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """`lists`: among the first of how many posts' lists these ideas stood."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    ideas = serializers.IntegerField(source="size")
    with_one = QualityShareSerializer()
    with_five = QualityShareSerializer()
    lists = serializers.IntegerField()


class ShownSerializer(serializers.Serializer):  # type: ignore[type-arg]
    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    suggested = QualityShareSerializer(source="share")


class QualityAnswersSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """`response`: of those answered or expired; `acceptance`: of those engaged, refused or expired."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    asked = serializers.IntegerField()
    response = QualityShareSerializer()
    acceptance = QualityShareSerializer()


class AnswerTimeSerializer(serializers.Serializer):  # type: ignore[type-arg]
    median_hours = serializers.SerializerMethodField()
    p90_hours = serializers.SerializerMethodField()

    def get_median_hours(self, waiting: Any) -> float:
        return round(waiting.median.total_seconds() / 3600, 1)

    def get_p90_hours(self, waiting: Any) -> float:
        return round(waiting.p90.total_seconds() / 3600, 1)


class OriginSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """`counted` is null where it is of fewer than five ideas, `waiting` of fewer than five answers."""

    code = serializers.ChoiceField(choices=list(ORIGINS))
    label = serializers.CharField()  # type: ignore[assignment]
    counted = QualityAnswersSerializer(allow_null=True)
    waiting = AnswerTimeSerializer(allow_null=True)


class IdeasReachedSerializer(serializers.Serializer):  # type: ignore[type-arg]
    all = ReachedSerializer()
    levels = ReachedSerializer(many=True)
    communes = ReachedSerializer(many=True)
    places = ReachedSerializer(many=True, help_text="remote communes beside the others")


class PostsShownSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """`gini` and `top_tenth` (0 to 1): how unevenly posts are shown; null where none was."""

    all = ShownSerializer()
    kinds = ShownSerializer(many=True)
    communes = ShownSerializer(many=True)
    gini = serializers.FloatField(allow_null=True)
    top_tenth = serializers.FloatField(allow_null=True)


class ProposalsAnsweredSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """By kind, level and commune: only proposals of pairs that stood in the asker's list."""

    origins = OriginSerializer(many=True)
    kinds = QualityAnswersSerializer(many=True)
    levels = QualityAnswersSerializer(many=True)
    communes = QualityAnswersSerializer(many=True)


class QualitySerializer(serializers.Serializer):  # type: ignore[type-arg]
    """`ideas` and `posts` are null where there are fewer than five, `posts` also to a school."""

    period = ToldPeriodSerializer()
    ideas = IdeasReachedSerializer(allow_null=True)
    posts = PostsShownSerializer(allow_null=True)
    outcomes = ProposalsAnsweredSerializer()


class QualityView(APIView):
    @extend_schema(parameters=[QualityPeriodSerializer], responses=QualitySerializer)
    def get(self, request: Request) -> Response:
        """Who is reached, how proposals went and how evenly posts are shown; groups under five are added up."""
        permissions.check_can_see_quality(request.user)
        return Response(QualitySerializer(selectors.of(request.user, _period(request)).value).data)


class QualityExport(FileView):
    @extend_schema(
        parameters=[QualityPeriodSerializer, OpenApiParameter("as", enum=["xlsx", "csv"])],
        responses=XLSX_ANSWER | {(200, "text/csv"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request) -> HttpResponse:
        """The same figures, one a row."""
        permissions.check_can_see_quality(request.user)
        as_csv = request.query_params.get("as") == "csv"
        return attached(quality_files.export(period=_period(request), by=request.user, as_csv=as_csv))


def _period(request: Request) -> Period:
    asked = QualityPeriodSerializer(data=request.query_params)
    asked.is_valid(raise_exception=True)
    return periods.chosen(**asked.validated_data)
