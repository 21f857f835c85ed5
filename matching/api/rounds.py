"""A season's rounds over the API: the same rights, steps and figures as on the pages."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.api_keys import KeyField
from core.pagination import AsListed
from matching.enums import RoundObjective, Standing
from matching.models import Round, RoundPair
from matching.permissions import rounds as permissions
from matching.rules import PER_IDEA_MOST
from matching.selectors import round_reports as reports
from matching.selectors import rounds as selectors
from matching.services import rounds as services
from matching.services.rounds import KINDS, Terms
from network.api.bodies import read
from network.models import Season
from people.models import School

_SHOW = OpenApiParameter("show", OpenApiTypes.STR, enum=list(selectors.SHOWS))
_WITHOUT = OpenApiParameter("show", OpenApiTypes.STR, enum=["without"])
_PAGE = OpenApiParameter("page", OpenApiTypes.INT)


class SeasonRoundSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    season = serializers.CharField(source="season.code", read_only=True)
    kinds = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = Round
        fields = (
            "id", "name", "season", "school", "objective", "kinds", "per_idea", "score_floor", "protects", "state",
            "is_stale", "cut_off", "code_version", "solved_at", "published_at", "done", "steps", "failure",
        )  # fmt: skip


class TermsSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """`school` where it is a school's own round; without it the round is for all, which only the Department runs."""

    name = serializers.CharField(max_length=120)
    season = serializers.SlugRelatedField(slug_field="code", queryset=Season.objects.all())
    school = KeyField(queryset=School.objects.all(), required=False, allow_null=True, default=None)
    objective = serializers.ChoiceField(choices=RoundObjective.choices, default=RoundObjective.FAIR)
    kinds = serializers.ListField(child=serializers.ChoiceField(choices=list(KINDS)), min_length=1)
    per_idea = serializers.IntegerField(min_value=1, max_value=PER_IDEA_MOST, default=1)
    score_floor = serializers.FloatField(min_value=0, max_value=1, default=0.3)
    protects = serializers.BooleanField(default=True)


class ObjectiveSerializer(serializers.Serializer):  # type: ignore[type-arg]
    objective = serializers.ChoiceField(choices=RoundObjective.choices)


class StandingSerializer(serializers.Serializer):  # type: ignore[type-arg]
    standing = serializers.ChoiceField(choices=Standing.choices)
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class RoundPairSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    idea_title = serializers.CharField(source="idea.title", read_only=True)
    post_title = serializers.CharField(source="post.title", read_only=True)

    class Meta:
        model = RoundPair
        fields = (
            "id", "idea", "idea_title", "challenge", "offer", "post_title", "score", "chosen", "standing", "reason",
            "proposal", "refusal",
        )  # fmt: skip


class FloorEffectSerializer(serializers.Serializer):  # type: ignore[type-arg]
    before = serializers.IntegerField(help_text="without the floor")
    after = serializers.IntegerField(help_text="with it")


class RoundGroupSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """`reached`: ideas with a candidate; `candidates`: how many; `served`: ideas with a place."""

    label = serializers.CharField()  # type: ignore[assignment]
    ideas = serializers.IntegerField()
    reached = FloorEffectSerializer()
    candidates = FloorEffectSerializer()
    served = FloorEffectSerializer()


class RoundOutcomeSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """One objective. `worst`: the ideas with a place, the worst-off of them. `price`: what the floor costs in score."""

    objective = serializers.ChoiceField(choices=RoundObjective.choices)
    is_current = serializers.BooleanField()
    total = serializers.FloatField()
    worst = serializers.FloatField()
    matched = serializers.IntegerField()
    unfilled = serializers.IntegerField()
    ideas = serializers.IntegerField()
    price = serializers.FloatField()
    levels = RoundGroupSerializer(many=True)
    communes = RoundGroupSerializer(many=True)


class RoundReportSerializer(serializers.Serializer):  # type: ignore[type-arg]
    outcomes = RoundOutcomeSerializer(many=True)
    wishes = serializers.ListField(child=serializers.CharField())


class DimensionSerializer(serializers.Serializer):  # type: ignore[type-arg]
    title = serializers.CharField()
    groups = RoundGroupSerializer(many=True)


class FateSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """`missed`: a better pair that it was not given, `is_full` whether others hold its seats, `cost` by how much."""

    idea = serializers.IntegerField(source="idea.pk")
    title = serializers.CharField(source="idea.title")
    given = RoundPairSerializer(many=True)
    missed = RoundPairSerializer(allow_null=True)
    is_full = serializers.BooleanField()
    cost = serializers.FloatField(allow_null=True)


class FatesSerializer(serializers.Serializer):  # type: ignore[type-arg]
    results = FateSerializer(many=True, source="rows")
    next_number = serializers.IntegerField(allow_null=True)


class RoundViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    serializer_class = SeasonRoundSerializer
    queryset = Round.objects.none()
    pagination_class = AsListed
    lookup_value_regex = r"\d+"

    def list(self, request: Request) -> Response:
        """All rounds to the Department, its own to a school."""
        permissions.check_can_see_rounds(request.user)
        rows = self.paginate_queryset(selectors.listed(request.user))
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    def retrieve(self, request: Request, pk: str) -> Response:
        """The round, and how far the worker is while it is being solved."""
        return self._answered(pk)

    @extend_schema(request=TermsSerializer)
    def create(self, request: Request) -> Response:
        """Open a round; nothing is worked out before it is solved."""
        permissions.check_can_see_rounds(request.user)
        made = services.create(terms=Terms(**read(TermsSerializer, request)), by=request.user)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={202: SeasonRoundSerializer})
    @action(detail=True, methods=["post"])
    def solve(self, request: Request, pk: str) -> Response:
        """In the background; what people keep stays."""
        made = services.solve(a_round=self._round(pk), by=request.user)
        return Response(self.get_serializer(made).data, status=status.HTTP_202_ACCEPTED)

    @extend_schema(request=ObjectiveSerializer)
    @action(detail=True, methods=["post"])
    def choose(self, request: Request, pk: str) -> Response:
        """Take another objective's plan."""
        found = self._round(pk)
        permissions.check_can_run(request.user, found)
        objective = RoundObjective(read(ObjectiveSerializer, request)["objective"])
        services.choose(a_round=found, objective=objective, by=request.user)
        return self._answered(pk)

    @extend_schema(request=None, responses={202: SeasonRoundSerializer})
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, pk: str) -> Response:
        """A proposal for each chosen pair, in the background."""
        made = services.publish(a_round=self._round(pk), by=request.user)
        return Response(self.get_serializer(made).data, status=status.HTTP_202_ACCEPTED)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def discard(self, request: Request, pk: str) -> Response:
        """Give it up before it is published; no proposal was sent."""
        services.discard(a_round=self._round(pk), by=request.user)
        return self._answered(pk)

    @extend_schema(responses=RoundReportSerializer)
    @action(detail=True)
    def report(self, request: Request, pk: str) -> Response:
        """The three objectives side by side, and what would help those without a place."""
        found = self._round(pk)
        told = {"outcomes": reports.compare(request.user, found), "wishes": reports.wishes(request.user, found)}
        return Response(RoundReportSerializer(told).data)

    @extend_schema(responses=DimensionSerializer(many=True))
    @action(detail=True, pagination_class=None)
    def fairness(self, request: Request, pk: str) -> Response:
        """Exposure and places by commune, level and size, before and after the floor."""
        told = reports.fairness(request.user, self._round(pk))
        rows = (
            [{"title": title, "groups": [asdict(one) for one in groups]} for title, groups in told.dimensions]
            if told
            else []
        )
        return Response(DimensionSerializer(rows, many=True).data)

    @extend_schema(parameters=[_WITHOUT, _PAGE], responses=FatesSerializer)
    @action(detail=True)
    def ideas(self, request: Request, pk: str) -> Response:
        """Idea by idea what it was given and what it missed."""
        asked = request.query_params
        without = asked.get("show") == "without"
        found = selectors.fates(request.user, self._round(pk), asked.get("page"), without=without)
        return Response(FatesSerializer(found).data)

    @extend_schema(parameters=[_SHOW], responses=RoundPairSerializer(many=True))
    @action(detail=True)
    def pairs(self, request: Request, pk: str) -> Response:
        """Its candidates: those chosen, or what `show` asks for."""
        rows = selectors.pairs(request.user, self._round(pk), request.query_params.get("show", "chosen"))
        return self.get_paginated_response(RoundPairSerializer(self.paginate_queryset(rows), many=True).data)

    @extend_schema(request=StandingSerializer, responses=RoundPairSerializer)
    @action(detail=True, methods=["post"], url_path=r"pairs/(?P<pair_pk>\d+)", url_name="pair")
    def pair(self, request: Request, pk: str, pair_pk: str) -> Response:
        """Keep a pair, take it out with a reason, or leave it to the plan again."""
        row = selectors.get_pair(request.user, self._round(pk), int(pair_pk))
        permissions.check_can_run(request.user, row.round)
        given: dict[str, Any] = read(StandingSerializer, request)
        standing = Standing(given["standing"])
        services.decide(pair=row, standing=standing, reason=given["reason"], by=request.user)
        row.refresh_from_db()
        return Response(RoundPairSerializer(row).data)

    def _round(self, pk: str) -> Round:
        return selectors.get_for(self.request.user, int(pk))

    def _answered(self, pk: str) -> Response:
        return Response(self.get_serializer(self._round(pk)).data)
