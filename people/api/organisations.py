"""Organisations over the API: the same services, the same rights."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from people.forms.organisations import OrganisationFilterForm
from people.models import Organisation
from people.selectors import organisations as selectors
from people.services import organisations as services


class OrganisationSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    commune = serializers.CharField(source="commune.code", read_only=True)
    commune_name = serializers.CharField(source="commune.full_name", read_only=True)

    class Meta:
        model = Organisation
        fields = ("id", "kind", "name", "short_name", "about", "sector", "commune", "commune_name", "status")
        read_only_fields = fields


class OrganisationViewSet(viewsets.ReadOnlyModelViewSet):  # type: ignore[type-arg]
    """List and read; the Department verifies, suspends and reinstates."""

    serializer_class = OrganisationSerializer
    lookup_value_regex = r"\d+"
    queryset = Organisation.objects.none()

    def get_queryset(self) -> QuerySet[Organisation]:
        wanted = OrganisationFilterForm(self.request.query_params).wanted()
        return selectors.narrow(selectors.visible_to(self.request.user), **wanted)

    def get_object(self) -> Organisation:
        return selectors.get_for(self.request.user, int(self.kwargs["pk"]))

    @extend_schema(request=None, responses=OrganisationSerializer)
    @action(detail=True, methods=["post"])
    def verify(self, request: Request, pk: str) -> Response:
        return self._answer(services.verify(organisation=self.get_object(), by=request.user))

    @extend_schema(request=None, responses=OrganisationSerializer)
    @action(detail=True, methods=["post"])
    def suspend(self, request: Request, pk: str) -> Response:
        return self._answer(services.suspend(organisation=self.get_object(), by=request.user))

    @extend_schema(request=None, responses=OrganisationSerializer)
    @action(detail=True, methods=["post"])
    def reinstate(self, request: Request, pk: str) -> Response:
        return self._answer(services.reinstate(organisation=self.get_object(), by=request.user))

    def _answer(self, organisation: Organisation) -> Response:
        return Response(self.get_serializer(organisation).data)
