"""Who leads safeguarding, over the API."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.errors import NotFound
from people.models import Affiliation
from people.permissions import concerns as permissions
from people.selectors import safeguarding as selectors
from people.services import safeguarding as services


class LeadSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    full_name = serializers.CharField(source="user.full_name")
    leads_safeguarding = serializers.SerializerMethodField()

    class Meta:
        model = Affiliation
        fields = ("id", "full_name", "role", "organisation", "leads_safeguarding")
        read_only_fields = fields

    def get_leads_safeguarding(self, affiliation: Affiliation) -> bool:
        return hasattr(affiliation, "safeguarding_lead")


class SafeguardingViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    serializer_class = LeadSerializer
    queryset = Affiliation.objects.none()
    lookup_value_regex = r"\d+"

    def list(self, request: Request) -> Response:
        """The staff I may choose from, with who leads."""
        permissions.check_minds_safety(request.user)
        rows = self.paginate_queryset(selectors.staff_to_choose_from(request.user))
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    @extend_schema(request=None, responses=LeadSerializer)
    @action(detail=True, methods=["post"])
    def appoint(self, request: Request, pk: str) -> Response:
        """From now on reports go to this person."""
        return Response(LeadSerializer(services.appoint(affiliation=_affiliation(pk), by=request.user)).data)

    @extend_schema(request=None, responses=LeadSerializer)
    @action(detail=True, methods=["post"])
    def dismiss(self, request: Request, pk: str) -> Response:
        """No longer; while nobody is named, the administrators lead."""
        return Response(LeadSerializer(services.dismiss(affiliation=_affiliation(pk), by=request.user)).data)


def _affiliation(pk: str) -> Affiliation:
    found = Affiliation.objects.filter(pk=int(pk)).select_related("user").first()
    if found is None:
        raise NotFound(_("Không tìm thấy người này."))
    return found
