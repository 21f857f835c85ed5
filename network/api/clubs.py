"""Clubs over the API: the same services, the same rights."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from network.api import bodies
from network.api.ideas import MemberSerializer, PupilSerializer
from network.forms.clubs import ClubFilterForm
from network.models import Club, Field
from network.permissions import clubs as permissions
from network.selectors import club_closing
from network.selectors import clubs as selectors
from network.services import clubs as services
from network.services import name_reads
from people.models import School

# What only people of the school read.
_DETAILS = ("about", "adviser", "founded_on", "closed_on")
_CONTENT = ("name", "about", "fields", "grade_min", "grade_max", "founded_on")


class ClubSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    """Reads a club as far as the reader may; `content()` is what the services take."""

    school = serializers.IntegerField(source="school_id", required=False)
    school_name = serializers.CharField(source="school.organisation.name", read_only=True)
    commune = serializers.CharField(source="school.organisation.commune.code", read_only=True)
    fields = serializers.SlugRelatedField(  # type: ignore[assignment]
        slug_field="code", many=True, queryset=Field.objects.filter(is_current=True)
    )
    about = serializers.CharField(max_length=2000, allow_blank=True, default="")
    adviser = serializers.IntegerField(source="adviser_id", allow_null=True, required=False)
    grade_min = serializers.IntegerField(min_value=6, max_value=12, default=6)
    grade_max = serializers.IntegerField(min_value=6, max_value=12, default=12)
    founded_on = serializers.DateField(allow_null=True, default=None)

    class Meta:
        model = Club
        fields = (
            "id", "school", "school_name", "commune", "name", "fields", "grade_min", "grade_max", *_DETAILS,
        )  # fmt: skip
        read_only_fields = ("closed_on",)

    def to_representation(self, instance: Club) -> dict[str, Any]:
        shown = super().to_representation(instance)
        if not selectors.details_are_open_to(self.context["request"].user, instance):
            for name in _DETAILS:
                del shown[name]
        return shown

    def content(self) -> dict[str, Any]:
        """On a change, what was not sent stays as it is."""
        given = {name: value for name, value in self.validated_data.items() if name in _CONTENT}
        if "fields" in given:
            given["fields"] = sorted(field.code for field in given["fields"])
        if given.get("founded_on"):
            given["founded_on"] = given["founded_on"].isoformat()
        if "adviser_id" in self.validated_data:
            given["adviser"] = self.validated_data["adviser_id"]
        return {**(services.read(self.instance) if self.instance else {}), **given}


class ClubDescription(OpenApiSerializerExtension):
    """What only people of the school read is not in everybody's answer."""

    target_class = ClubSerializer

    def map_serializer(self, auto_schema: Any, direction: str) -> Any:
        described = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        described["required"] = [name for name in described.get("required", []) if name not in _DETAILS]
        return described


class WeightSerializer(serializers.Serializer):  # type: ignore[type-arg]
    ideas = serializers.IntegerField(source="idea_count")
    proposals = serializers.IntegerField(source="proposal_count")
    engagements = serializers.IntegerField(source="engagement_count")


class ClubViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    """List, read, found, change; pupils join and leave."""

    serializer_class = ClubSerializer
    lookup_value_regex = r"\d+"

    def get_queryset(self) -> Any:
        return selectors.visible_to(self.request.user).prefetch_related("fields")

    def list(self, request: Request) -> Response:
        wanted = ClubFilterForm(request.query_params).wanted()
        rows = self.paginate_queryset(selectors.narrow(self.get_queryset(), wanted))
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(self._club(pk)).data)

    def create(self, request: Request) -> Response:
        permissions.check_can_found(request.user)
        serializer = ClubSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        club = services.found(school=self._school(serializer), content=serializer.content(), by=request.user)
        return Response(self.get_serializer(club).data, status=status.HTTP_201_CREATED)

    def partial_update(self, request: Request, pk: str) -> Response:
        club = self._club(pk)
        permissions.check_can_run(request.user, club)
        serializer = ClubSerializer(club, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        changed = services.edit(club=club, content=serializer.content(), by=request.user)
        return Response(self.get_serializer(changed).data)

    @extend_schema(responses=WeightSerializer)
    @action(detail=True, methods=["get"])
    def closing(self, request: Request, pk: str) -> Response:
        """How much closing the club would end: published ideas, open proposals, running engagements."""
        club = self._club(pk)
        permissions.check_can_run(request.user, club)
        return Response(WeightSerializer(club_closing.weigh(club)).data)

    @extend_schema(request=bodies.ReasonSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str) -> Response:
        """Close it, with a reason: its ideas become drafts again, what is open or running ends."""
        club = self._club(pk)
        permissions.check_can_run(request.user, club)
        asked = bodies.read(bodies.ReasonSerializer, request)
        return self._answer(services.close(club=club, by=request.user, **asked))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        """Let it run again; what ended with it stays ended."""
        return self._answer(services.reopen(club=self._club(pk), by=request.user))

    @extend_schema(responses=MemberSerializer(many=True))
    @action(detail=True, methods=["get"], pagination_class=None)
    def members(self, request: Request, pk: str) -> Response:
        members = name_reads.noted(request.user, list(selectors.members_for(request.user, self._club(pk))), "club")
        return Response(MemberSerializer(members, many=True).data)

    @extend_schema(request=PupilSerializer, responses=MemberSerializer)
    @action(detail=True, methods=["post"])
    def join(self, request: Request, pk: str) -> Response:
        club = self._club(pk)
        permissions.check_can_run(request.user, club)
        pupil = selectors.pupil_of_school(club, bodies.read(PupilSerializer, request)["pupil"])
        joined = services.join(club=club, pupil=pupil, by=request.user)
        (member,) = name_reads.noted(request.user, [joined], "club")
        return Response(MemberSerializer(member).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=PupilSerializer, responses={204: None})
    @action(detail=True, methods=["post"])
    def leave(self, request: Request, pk: str) -> Response:
        club = self._club(pk)
        member = selectors.member_for(request.user, club, bodies.read(PupilSerializer, request)["pupil"])
        services.leave(club=club, pupil=member.pupil, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _answer(self, club: Club) -> Response:
        return Response(self.get_serializer(club).data)

    def _club(self, pk: str) -> Club:
        return selectors.get_for(self.request.user, int(pk))

    def _school(self, serializer: ClubSerializer) -> School:
        """The school named, or the only one the person may found a club in."""
        homes = permissions.schools_to_found_in(self.request.user)
        named = serializer.validated_data.get("school_id", min(homes))
        permissions.check_can_found_in(self.request.user, named)
        return selectors.schools(frozenset({named})).get()
