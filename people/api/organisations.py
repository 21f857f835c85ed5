"""Organisations over the API: the same services, the same rights."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.pagination import AsListed
from people.enums import OrganisationAct, OrganisationKind
from people.forms.organisations import OrganisationFilterForm
from people.models import AdminUnit, Organisation, OrganisationStep
from people.permissions import organisations as permissions
from people.selectors import organisation_files as file_selectors
from people.selectors import organisations as selectors
from people.services import organisation_decisions as decisions
from people.services import organisation_files as files
from people.services import organisations as services


class OrganisationSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    commune = serializers.CharField(source="commune.code", read_only=True)
    commune_name = serializers.CharField(source="commune.full_name", read_only=True)

    class Meta:
        model = Organisation
        fields = ("id", "kind", "name", "short_name", "about", "sector", "commune", "commune_name", "status")
        read_only_fields = fields


class FileSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """`commune` is a commune's code. What is left out stays as it is."""

    name = serializers.CharField(max_length=200, required=False)
    short_name = serializers.CharField(max_length=80, required=False, allow_blank=True)
    legal_name = serializers.CharField(max_length=200, required=False, allow_blank=True)
    tax_code = serializers.CharField(max_length=20, required=False, allow_blank=True)
    address = serializers.CharField(max_length=200, required=False, allow_blank=True)
    commune = serializers.CharField(max_length=5, required=False)
    signatory_name = serializers.CharField(max_length=120, required=False, allow_blank=True)
    signatory_title = serializers.CharField(max_length=80, required=False, allow_blank=True)
    website = serializers.CharField(max_length=200, required=False, allow_blank=True)
    sector = serializers.CharField(max_length=60, required=False, allow_blank=True)
    about = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class WholeFileSerializer(FileSerializer):
    missing = serializers.ListField(child=serializers.CharField(), help_text="Names of what is needed first.")
    change = serializers.DictField(allow_null=True, help_text="What waits to be approved, keyed like the file.")
    decisions = serializers.ListField(child=serializers.CharField(), help_text="What the reader may decide now.")


class NewOrganisationSerializer(FileSerializer):
    kind = serializers.ChoiceField(choices=[kind for kind in OrganisationKind if kind != OrganisationKind.SCHOOL])
    name = serializers.CharField(max_length=200)
    commune = serializers.CharField(max_length=5)


class StepSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    by = serializers.CharField(source="by.full_name")

    class Meta:
        model = OrganisationStep
        fields = ("act", "reason", "by", "at")


class OrganisationReasonSerializer(serializers.Serializer):  # type: ignore[type-arg]
    reason = serializers.CharField(max_length=1000)


class OrganisationDecisionSerializer(serializers.Serializer):  # type: ignore[type-arg]
    act = serializers.ChoiceField(choices=[(act.value, act.label) for act in decisions.EVERY])
    reason = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")


class TouchedSerializer(serializers.Serializer):  # type: ignore[type-arg]
    what = serializers.CharField()
    count = serializers.IntegerField()
    names = serializers.ListField(child=serializers.CharField())


class OrganisationViewSet(viewsets.ReadOnlyModelViewSet):  # type: ignore[type-arg]
    """List, read, look after the file; whoever may decides: see `decisions` in the file."""

    serializer_class = OrganisationSerializer
    lookup_value_regex = r"\d+"
    queryset = Organisation.objects.none()

    def get_queryset(self) -> QuerySet[Organisation]:
        wanted = OrganisationFilterForm(self.request.query_params).wanted()
        return selectors.narrow(selectors.visible_to(self.request.user), **wanted)

    def get_object(self) -> Organisation:
        return selectors.get_for(self.request.user, int(self.kwargs["pk"]))

    @extend_schema(request=NewOrganisationSerializer, responses={201: OrganisationSerializer})
    def create(self, request: Request) -> Response:
        """The Department enters an organisation that is no school; it waits for verification."""
        permissions.check_can_register(request.user)
        facts = _valid(NewOrganisationSerializer(data=request.data))
        kind = OrganisationKind(facts.pop("kind"))
        clean = files.checked(Organisation(kind=kind), facts)
        commune = AdminUnit.objects.get(code=clean.pop("commune"), valid_to=None)
        made = services.register(kind=kind, commune=commune, by=request.user, **clean)
        return Response(self.get_serializer(made).data, status=201)

    @extend_schema(responses=OrganisationSerializer(many=True))
    @action(detail=False, pagination_class=AsListed)
    def queue(self, request: Request) -> Response:
        """What waits for the reader's decision, the longest waiting first."""
        rows = self.paginate_queryset(selectors.waiting_for(request.user))
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    @extend_schema(responses=WholeFileSerializer)
    @action(detail=True)
    def file(self, request: Request, pk: str) -> Response:
        """Also tax code, address and signatory: for those who look after the file or decide on it."""
        organisation = self.get_object()
        permissions.check_can_see_file(request.user, organisation)
        return Response(_whole(request, organisation))

    @extend_schema(request=FileSerializer, responses=WholeFileSerializer)
    @file.mapping.patch
    def edit_file(self, request: Request, pk: str) -> Response:
        """Of a verified organisation the change waits, and comes back as `change`."""
        organisation = self.get_object()
        permissions.check_can_edit_file(request.user, organisation)
        change = file_selectors.waiting_change_of(organisation)
        known = change.content if change else file_selectors.read(organisation)
        content = known | _valid(FileSerializer(data=request.data))
        files.edit(organisation=organisation, content=content, by=request.user)
        return Response(_whole(request, self.get_object()))

    @extend_schema(request=None, responses=OrganisationSerializer)
    @action(detail=True, methods=["post"], url_path="hand-in")
    def hand_in(self, request: Request, pk: str) -> Response:
        return self._answer(files.hand_in(organisation=self.get_object(), by=request.user))

    @extend_schema(request=None, responses=OrganisationSerializer)
    @action(detail=True, methods=["post"])
    def verify(self, request: Request, pk: str) -> Response:
        return self._answer(services.verify(organisation=self.get_object(), by=request.user))

    @extend_schema(request=OrganisationDecisionSerializer, responses=OrganisationSerializer)
    @action(detail=True, methods=["post"])
    def decide(self, request: Request, pk: str) -> Response:
        organisation = self.get_object()
        permissions.check_can_verify(request.user, organisation)
        facts = _valid(OrganisationDecisionSerializer(data=request.data))
        act, reason = OrganisationAct(facts["act"]), facts["reason"]
        decisions.decide(organisation=organisation, act=act, reason=reason, by=request.user)
        return self._answer(Organisation.objects.select_related("commune").get(pk=organisation.pk))

    @extend_schema(responses=StepSerializer(many=True))
    @action(detail=True, pagination_class=None)
    def history(self, request: Request, pk: str) -> Response:
        """Who did what, when and why; the newest first."""
        organisation = self.get_object()
        permissions.check_can_see_file(request.user, organisation)
        return Response(StepSerializer(selectors.history_of(organisation), many=True).data)

    @extend_schema(request=OrganisationReasonSerializer, responses=OrganisationSerializer)
    @action(detail=True, methods=["post"])
    def suspend(self, request: Request, pk: str) -> Response:
        organisation = self.get_object()
        permissions.check_can_decide_on(request.user, organisation)
        reason = _valid(OrganisationReasonSerializer(data=request.data))["reason"]
        return self._answer(services.suspend(organisation=organisation, reason=reason, by=request.user))

    @extend_schema(responses=TouchedSerializer(many=True))
    @action(detail=True, url_path="suspension", pagination_class=None)
    def weigh(self, request: Request, pk: str) -> Response:
        """What a suspension would touch now."""
        touched = services.weigh_suspension(organisation=self.get_object(), by=request.user)
        return Response(TouchedSerializer(touched, many=True).data)

    @extend_schema(request=OrganisationReasonSerializer, responses=OrganisationSerializer)
    @action(detail=True, methods=["post"])
    def reinstate(self, request: Request, pk: str) -> Response:
        organisation = self.get_object()
        permissions.check_can_decide_on(request.user, organisation)
        reason = _valid(OrganisationReasonSerializer(data=request.data))["reason"]
        return self._answer(services.reinstate(organisation=organisation, reason=reason, by=request.user))

    def _answer(self, organisation: Organisation) -> Response:
        return Response(self.get_serializer(organisation).data)


def _valid(given: serializers.Serializer) -> dict[str, Any]:  # type: ignore[type-arg]
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)


def _whole(request: Request, organisation: Organisation) -> dict[str, Any]:
    change = file_selectors.waiting_change_of(organisation)
    return {
        **file_selectors.read(organisation),
        "missing": file_selectors.missing_in(organisation),
        "change": change.content if change else None,
        "decisions": decisions.open_to(request.user, organisation),
    }
