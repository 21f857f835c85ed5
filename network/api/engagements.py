"""Engagements over the API: the same services, the same rights, names as the reader may know them."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.errors import Invalid
from network.api.bodies import ReasonSerializer, read
from network.models import CheckIn, Closing, Engagement, Goal
from network.selectors import engagement_words, idea_titles
from network.selectors import engagements as selectors
from network.services import engagements as services
from network.services import name_reads


class GoalSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    class Meta:
        model = Goal
        fields = ("id", "text", "due_on", "done_at")
        read_only_fields = ("done_at",)


class CheckInSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    author_name = serializers.CharField(read_only=True)
    minutes = serializers.IntegerField(min_value=0, max_value=600, default=0)

    class Meta:
        model = CheckIn
        fields = ("id", "held_on", "minutes", "done", "next_step", "author_name")


class ClosingSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    helped = serializers.IntegerField(min_value=1, max_value=5)

    class Meta:
        model = Closing
        fields = ("side", "helped", "best", "better", "thanks")
        read_only_fields = ("side",)


class MarkSerializer(serializers.Serializer):  # type: ignore[type-arg]
    goal = serializers.IntegerField(min_value=1)
    done = serializers.BooleanField()


class EngagementSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    idea = serializers.IntegerField(source="proposal.idea_id")
    idea_title = serializers.CharField(source="proposal.idea_title")
    challenge = serializers.IntegerField(source="proposal.challenge_id", allow_null=True)
    offer = serializers.IntegerField(source="proposal.offer_id", allow_null=True)
    supporter_name = serializers.SerializerMethodField()
    end_reason = serializers.SerializerMethodField()

    class Meta:
        model = Engagement
        fields = (
            "id", "idea", "idea_title", "challenge", "offer", "supporter_name", "status", "opened_at", "ended_at",
            "end_reason",
        )  # fmt: skip

    def get_supporter_name(self, engagement: Engagement) -> str:
        names: dict[int, str] = self.context.get("supporter_names", {})
        return names.get(engagement.pk) or selectors.supporter_name_for(self.context["request"].user, engagement)

    def get_end_reason(self, engagement: Engagement) -> str:
        return selectors.end_reason_for(self.context["request"].user, engagement)


class EngagementDetailSerializer(EngagementSerializer):
    team = serializers.SerializerMethodField()
    goals = serializers.SerializerMethodField()
    check_ins = serializers.SerializerMethodField()
    obstacles = serializers.SerializerMethodField()

    class Meta(EngagementSerializer.Meta):
        fields = (*EngagementSerializer.Meta.fields, "team", "goals", "check_ins", "obstacles")

    def get_team(self, engagement: Engagement) -> list[str]:
        viewer = self.context["request"].user
        team = name_reads.noted(viewer, selectors.team_for(viewer, engagement), "engagement")
        return selectors.names_for(viewer, engagement, team)

    @extend_schema_field(GoalSerializer(many=True))
    def get_goals(self, engagement: Engagement) -> Any:
        return GoalSerializer(engagement_words.goals_for(self.context["request"].user, engagement), many=True).data

    @extend_schema_field(CheckInSerializer(many=True))
    def get_check_ins(self, engagement: Engagement) -> Any:
        rows = engagement_words.check_ins_for(self.context["request"].user, engagement)
        return CheckInSerializer(rows, many=True).data

    def get_obstacles(self, engagement: Engagement) -> list[str]:
        return [str(selectors.SENTENCES[found]) for found in selectors.obstacles(engagement)]


class EngagementViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    serializer_class = EngagementSerializer
    queryset = Engagement.objects.none()
    lookup_value_regex = r"\d+"

    def list(self, request: Request) -> Response:
        """Engagements one takes part in, newest first."""
        rows = self.paginate_queryset(selectors.visible_to(request.user)) or []
        idea_titles.put_on(request.user, [row.proposal for row in rows])
        context = {
            **self.get_serializer_context(),
            "supporter_names": selectors.supporter_names_for(request.user, rows),
        }
        return self.get_paginated_response(EngagementSerializer(rows, many=True, context=context).data)

    @extend_schema(responses=EngagementDetailSerializer)
    def retrieve(self, request: Request, pk: str) -> Response:
        """One engagement with its team as the reader may know it, goals, meetings and what freezes it."""
        return self._whole(self._engagement(pk))

    @extend_schema(request=GoalSerializer, responses=EngagementDetailSerializer)
    @action(detail=True, methods=["post"], url_path="goals")
    def add_goal(self, request: Request, pk: str) -> Response:
        """Add a goal."""
        engagement = self._engagement(pk)
        services.add_goal(engagement=engagement, by=request.user, **read(GoalSerializer, request))
        return self._whole(engagement)

    @extend_schema(request=MarkSerializer, responses=EngagementDetailSerializer)
    @action(detail=True, methods=["post"], url_path="mark-goal")
    def mark_goal(self, request: Request, pk: str) -> Response:
        """Mark a goal as done, or as not done after all."""
        engagement, asked = self._engagement(pk), read(MarkSerializer, request)
        goal = engagement.goals.filter(pk=asked["goal"]).first()
        if goal is None:
            raise Invalid(_("Mục tiêu này không thuộc lần đồng hành."), field="goal")
        services.mark_goal(goal=goal, done=asked["done"], by=request.user)
        return self._whole(engagement)

    @extend_schema(request=CheckInSerializer, responses=EngagementDetailSerializer)
    @action(detail=True, methods=["post"], url_path="check-ins")
    def check_in(self, request: Request, pk: str) -> Response:
        """Note a meeting that took place."""
        engagement = self._engagement(pk)
        services.check_in(engagement=engagement, by=request.user, **read(CheckInSerializer, request))
        return self._whole(engagement)

    @extend_schema(request=None, responses=EngagementDetailSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str) -> Response:
        """Close it as completed; the seat is free again."""
        return self._whole(services.close(engagement=self._engagement(pk), by=request.user))

    @extend_schema(request=ReasonSerializer, responses=EngagementDetailSerializer)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, pk: str) -> Response:
        """Stop it before its time, with a reason."""
        engagement = self._engagement(pk)
        return self._whole(services.end(engagement=engagement, by=request.user, **read(ReasonSerializer, request)))

    @extend_schema(request=ClosingSerializer, responses=EngagementDetailSerializer)
    @action(detail=True, methods=["post"])
    def closing(self, request: Request, pk: str) -> Response:
        """Answer the three closing questions for one's own side."""
        engagement = self._engagement(pk)
        services.answer_closing(engagement=engagement, by=request.user, **read(ClosingSerializer, request))
        return self._whole(engagement)

    def _engagement(self, pk: str) -> Engagement:
        return selectors.get_for(self.request.user, int(pk))

    def _whole(self, engagement: Engagement) -> Response:
        idea_titles.put_on(self.request.user, [engagement.proposal])
        return Response(EngagementDetailSerializer(engagement, context=self.get_serializer_context()).data)
