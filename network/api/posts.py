"""Challenges and offers over the API: the same services, the same rights."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from network.forms.filters import OfferFilterForm, PostFilterForm
from network.models import Challenge, Field, Offer
from network.permissions import posts as permissions
from network.selectors import posts as selectors
from network.selectors import search
from network.services import post_content
from network.services import posts as services
from people.models import AdminUnit, Organisation

_READ_ONLY = ("id", "organisation_name", "status", "seats_left", "published_at")
_SHARED = ("title", "fields", "commune", "mode", "age_min", "age_max", "seats", "deadline", "language", "tags")


class PostSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    """Reads a post; `content()` is what the services take."""

    organisation = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all(), required=False)
    organisation_name = serializers.CharField(source="organisation.name", read_only=True)
    fields = serializers.SlugRelatedField(  # type: ignore[assignment]
        slug_field="code", many=True, queryset=Field.objects.filter(is_current=True)
    )
    commune = serializers.SlugRelatedField(
        slug_field="code", queryset=AdminUnit.objects.filter(valid_to=None, parent__isnull=False)
    )
    tags = serializers.ListField(child=serializers.CharField(max_length=60), max_length=20, default=list)
    age_min = serializers.IntegerField(min_value=11, max_value=18, default=11)
    age_max = serializers.IntegerField(min_value=11, max_value=18, default=18)
    seats = serializers.IntegerField(min_value=1, max_value=200, default=1)
    deadline = serializers.DateField(allow_null=True, default=None)

    def content(self) -> dict[str, Any]:
        """On a change, what was not sent stays as it is."""
        given = dict(self.validated_data)
        given.pop("organisation", None)
        if "fields" in given:
            given["fields"] = sorted(field.code for field in given["fields"])
        if "commune" in given:
            given["commune"] = given["commune"].code
        if given.get("deadline"):
            given["deadline"] = given["deadline"].isoformat()
        standing = post_content.read(self.instance) if self.instance else _defaults(self.Meta.model)
        return {**standing, **given}


class ChallengeSerializer(PostSerializer):
    class Meta:
        model = Challenge
        fields = (
            "organisation", *_READ_ONLY, *_SHARED,
            "background", "expected_outcome", "help_offered", "reward", "ip_terms",
        )  # fmt: skip
        read_only_fields = ("status", "published_at")


class OfferSerializer(PostSerializer):
    class Meta:
        model = Offer
        fields = ("organisation", *_READ_ONLY, *_SHARED, "kind", "description", "hours_per_month")
        read_only_fields = ("status", "published_at")


class PostViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    """List, read, write, change; `submit`, `recall` and `close` move it."""

    model: ClassVar[type[Challenge] | type[Offer]]
    filters: ClassVar[type[PostFilterForm]] = PostFilterForm
    lookup_value_regex = r"\d+"

    def get_queryset(self) -> Any:
        return selectors.visible_to(self.request.user, self.model).prefetch_related("fields")

    def list(self, request: Request) -> Response:
        rows = search.narrow_posts(self.get_queryset(), self.filters(request.query_params).wanted())
        return self.get_paginated_response(self.get_serializer(self.paginate_queryset(rows), many=True).data)

    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(self._post(pk)).data)

    def create(self, request: Request) -> Response:
        permissions.check_can_write(request.user, self.model)
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        post = services.write(
            model=self.model,
            organisation=self._home(serializer),
            content=serializer.content(),
            by=request.user,
        )
        return Response(self.get_serializer(post).data, status=status.HTTP_201_CREATED)

    def partial_update(self, request: Request, pk: str) -> Response:
        post = self._post(pk)
        permissions.check_can_edit(request.user, post)
        serializer = self.get_serializer(post, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        return Response(
            self.get_serializer(services.edit(post=post, content=serializer.content(), by=request.user)).data
        )

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(services.submit(post=self._post(pk), by=request.user)).data)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def recall(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(services.recall(post=self._post(pk), by=request.user)).data)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(services.close(post=self._post(pk), by=request.user)).data)

    def _post(self, pk: str) -> Challenge | Offer:
        return selectors.get_for(self.request.user, self.model, int(pk))

    def _home(self, serializer: PostSerializer) -> Organisation:
        """The organisation named, or the only one the person may write for."""
        named: Organisation | None = serializer.validated_data.get("organisation")
        homes = permissions.organisations_to_write_for(self.request.user, self.model)
        return named or Organisation.objects.filter(pk__in=homes).order_by("pk")[0]


class ChallengeViewSet(PostViewSet):
    model = Challenge
    serializer_class = ChallengeSerializer


class OfferViewSet(PostViewSet):
    model = Offer
    serializer_class = OfferSerializer
    filters = OfferFilterForm


def _defaults(model: type[Challenge] | type[Offer]) -> dict[str, Any]:
    return {name: model._meta.get_field(name).get_default() for name in post_content.plain_names(model)}
