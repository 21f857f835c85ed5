"""Ideas over the API: the same services, the same rights."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from network.api import bodies
from network.enums import IdeaStage, Language, NeedKind, Visibility
from network.forms.ideas import IdeaFilterForm
from network.models import Field, Idea
from network.permissions import ideas as permissions
from network.selectors import audiences, clubs, idea_lists, idea_versions, teams
from network.selectors import ideas as selectors
from network.services import idea_content, name_reads
from network.services import ideas as services

_TEXTS = ("title", "problem", "solution", "stage", "language", "field", "needs")


class NeedSerializer(serializers.Serializer):  # type: ignore[type-arg]
    kind = serializers.ChoiceField(choices=NeedKind.choices)
    text = serializers.CharField(max_length=500)


class IdeaSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    """Reads an idea; `content()` is what the services take."""

    club = serializers.IntegerField(source="club_id", required=False)
    club_name = serializers.CharField(source="club.name", read_only=True)
    school_name = serializers.CharField(source="club.school.organisation.name", read_only=True)
    field = serializers.SlugRelatedField(slug_field="code", queryset=Field.objects.filter(is_current=True))
    needs = NeedSerializer(many=True, required=False)
    stage = serializers.ChoiceField(choices=IdeaStage.choices, default=IdeaStage.IDEA)
    language = serializers.ChoiceField(choices=Language.choices, default=Language.VIETNAMESE)

    class Meta:
        model = Idea
        fields = (
            "id", "club", "club_name", "school_name", *_TEXTS, "visibility", "status", "version", "published_at",
        )  # fmt: skip
        read_only_fields = ("visibility", "status", "version", "published_at")

    def content(self) -> dict[str, Any]:
        """On a change, what was not sent stays as it is."""
        given = {name: value for name, value in self.validated_data.items() if name in _TEXTS}
        if "field" in given:
            given["field"] = given["field"].code
        if "needs" in given:
            given["needs"] = [[need["kind"], need["text"]] for need in given["needs"]]
        standing = idea_content.read(self.instance) if self.instance else {"solution": "", "needs": []}
        return {**standing, **given}


class MemberSerializer(serializers.Serializer):  # type: ignore[type-arg]
    pupil = serializers.IntegerField(source="pupil_id")
    name = serializers.CharField(source="pupil.full_name")


class AudienceSerializer(serializers.Serializer):  # type: ignore[type-arg]
    rung = serializers.CharField(allow_null=True)
    sentence = serializers.CharField()
    gaps = serializers.ListField(child=serializers.CharField())


class IdeaDetailSerializer(IdeaSerializer):
    """One idea: besides, who may see it now, and the team by name for people of its school."""

    team = serializers.SerializerMethodField()
    audience = serializers.SerializerMethodField()

    class Meta(IdeaSerializer.Meta):
        fields = (*IdeaSerializer.Meta.fields, "team", "audience")  # type: ignore[assignment]

    @extend_schema_field(MemberSerializer(many=True))
    def get_team(self, idea: Idea) -> Any:
        viewer = self.context["request"].user
        members = name_reads.noted(viewer, teams.named_for(viewer, idea), "team")
        return MemberSerializer(members, many=True).data

    @extend_schema_field(AudienceSerializer)
    def get_audience(self, idea: Idea) -> Any:
        said = audiences.of(idea)
        if not teams.is_inside(self.context["request"].user, idea):
            said = audiences.Audience(rung=said.rung, sentence=said.sentence)
        return AudienceSerializer(said).data


class VisibilitySerializer(serializers.Serializer):  # type: ignore[type-arg]
    visibility = serializers.ChoiceField(choices=Visibility.choices)
    draft_version = serializers.IntegerField(
        min_value=1, required=False, help_text="Publishes what the team has not handed in: the version that was read."
    )


class PupilSerializer(serializers.Serializer):  # type: ignore[type-arg]
    pupil = serializers.IntegerField(min_value=1, max_value=2**63 - 1)


class ChangeSerializer(serializers.Serializer):  # type: ignore[type-arg]
    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    before = serializers.CharField()
    after = serializers.CharField()


class RevisionSerializer(serializers.Serializer):  # type: ignore[type-arg]
    number = serializers.IntegerField(source="version.number")
    author = serializers.CharField(source="version.author.full_name")
    created_at = serializers.DateTimeField(source="version.created_at")
    note = serializers.CharField()
    changes = ChangeSerializer(many=True)


class IdeaViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    """List, read, write, change, and every step between draft and archive."""

    serializer_class = IdeaDetailSerializer
    lookup_value_regex = r"\d+"

    def get_queryset(self) -> Any:
        return idea_lists.listed_for(self.request.user).prefetch_related("needs")

    @extend_schema(responses=IdeaSerializer(many=True))
    def list(self, request: Request) -> Response:
        rows = idea_lists.narrow(self.get_queryset(), IdeaFilterForm(request.query_params).wanted())
        found = IdeaSerializer(self.paginate_queryset(rows), many=True, context=self.get_serializer_context())
        return self.get_paginated_response(found.data)

    def retrieve(self, request: Request, pk: str) -> Response:
        return self._answer(self._idea(pk))

    def create(self, request: Request) -> Response:
        serializer = IdeaDetailSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        club_id = serializer.validated_data.get("club_id")
        club = clubs.get_for(request.user, club_id) if club_id else clubs.only_own_of(request.user)
        idea = services.draft(club=club, content=serializer.content(), by=request.user)
        return self._answer(idea, status.HTTP_201_CREATED)

    def partial_update(self, request: Request, pk: str) -> Response:
        idea = self._idea(pk)
        permissions.check_can_edit(request.user, idea)
        serializer = IdeaDetailSerializer(idea, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        return self._answer(services.edit(idea=idea, content=serializer.content(), by=request.user))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, pk: str) -> Response:
        return self._answer(services.submit(idea=self._idea(pk), by=request.user))

    @extend_schema(request=bodies.ReasonSerializer)
    @action(detail=True, methods=["post"], url_path="return")
    def send_back(self, request: Request, pk: str) -> Response:
        asked = bodies.read(bodies.ReasonSerializer, request)
        return self._answer(services.send_back(idea=self._idea(pk), reason=asked["reason"], by=request.user))

    @extend_schema(request=VisibilitySerializer)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, pk: str) -> Response:
        asked = bodies.read(VisibilitySerializer, request)
        asked["visibility"] = Visibility(asked["visibility"])
        return self._answer(services.publish(idea=self._idea(pk), by=request.user, **asked))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        return self._answer(services.withdraw(idea=self._idea(pk), by=request.user))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def archive(self, request: Request, pk: str) -> Response:
        return self._answer(services.archive(idea=self._idea(pk), by=request.user))

    @extend_schema(request=PupilSerializer)
    @action(detail=True, methods=["post"], url_path="team/add")
    def add_member(self, request: Request, pk: str) -> Response:
        idea = self._idea(pk)
        permissions.check_can_change_team(request.user, idea)
        pupil = clubs.pupil_of_school(idea.club, bodies.read(PupilSerializer, request)["pupil"])
        services.add_member(idea=idea, pupil=pupil, by=request.user)
        return self._answer(self._idea(pk))

    @extend_schema(request=PupilSerializer)
    @action(detail=True, methods=["post"], url_path="team/remove")
    def remove_member(self, request: Request, pk: str) -> Response:
        idea = self._idea(pk)
        member = teams.member_for(request.user, idea, bodies.read(PupilSerializer, request)["pupil"])
        return self._answer(services.remove_member(idea=idea, pupil=member.pupil, by=request.user))

    @extend_schema(responses=RevisionSerializer(many=True))
    @action(detail=True, methods=["get"], pagination_class=None)
    def history(self, request: Request, pk: str) -> Response:
        revisions = idea_versions.history_for(request.user, self._idea(pk))
        name_reads.noted_people(request.user, idea_versions.pupils_among(revisions), "history")
        return Response(RevisionSerializer(revisions, many=True).data)

    def _idea(self, pk: str) -> Idea:
        return selectors.get_for(self.request.user, int(pk))

    def _answer(self, idea: Idea, code: int = status.HTTP_200_OK) -> Response:
        return Response(self.get_serializer(idea).data, status=code)
