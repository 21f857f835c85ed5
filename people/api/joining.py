"""Invitations, roles, alumni and handed-on rights over the API.

A new account is made on the pages: its address is proven there by a code.
"""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.errors import NotFound
from people import invitation_links
from people.enums import ADULT_ROLES, DelegationScope, InvitationState, Right, Role
from people.models import Affiliation, AlumnusClaim, Delegation, Invitation, Organisation
from people.permissions import alumni as alumni_permissions
from people.permissions import delegations as delegation_permissions
from people.permissions import invitations as permissions
from people.permissions import organisations as organisation_permissions
from people.selectors import affiliations as affiliation_selectors
from people.selectors import alumni as alumni_selectors
from people.selectors import delegations as delegation_selectors
from people.selectors import invitations as selectors
from people.selectors import organisations
from people.services import affiliations, alumni, delegations
from people.services import invitations as services


class WornSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    name = serializers.CharField(source="user.full_name")

    class Meta:
        model = Affiliation
        fields = ("id", "user", "name", "role", "title", "starts_on", "ends_on")


class GiveRoleSerializer(serializers.Serializer):  # type: ignore[type-arg]
    user = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    role = serializers.ChoiceField(choices=ADULT_ROLES)


class InvitationSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    state = serializers.ChoiceField(choices=InvitationState.choices)

    class Meta:
        model = Invitation
        fields = ("id", "organisation", "role", "email", "title", "state", "created_at", "expires_at")


class FreshInvitationSerializer(InvitationSerializer):
    link = serializers.CharField(help_text="Shown once.")

    class Meta(InvitationSerializer.Meta):
        fields = (*InvitationSerializer.Meta.fields, "link")


class InviteSerializer(serializers.Serializer):  # type: ignore[type-arg]
    organisation = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    role = serializers.ChoiceField(choices=ADULT_ROLES)
    email = serializers.EmailField(max_length=254, required=False, allow_blank=True, default="")
    title = serializers.CharField(max_length=80, required=False, allow_blank=True, default="")


class AcceptSerializer(serializers.Serializer):  # type: ignore[type-arg]
    token = serializers.CharField(max_length=100, help_text="The last part of the link.")
    year = serializers.IntegerField(required=False, allow_null=True, default=None, min_value=0, max_value=9999)


class AcceptedSerializer(serializers.Serializer):  # type: ignore[type-arg]
    waits_for_school = serializers.BooleanField(help_text="True where a school must confirm its alumnus first.")


class ClaimSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    name = serializers.CharField(source="user.full_name", read_only=True)
    school_name = serializers.CharField(source="school.organisation.name", read_only=True)

    class Meta:
        model = AlumnusClaim
        fields = ("id", "name", "school", "school_name", "year", "state", "made_at", "reason")


class ClaimRequestSerializer(serializers.Serializer):  # type: ignore[type-arg]
    school = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    year = serializers.IntegerField(min_value=0, max_value=9999)


class WhySerializer(serializers.Serializer):  # type: ignore[type-arg]
    reason = serializers.CharField(max_length=500)


class DelegationSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    taker_name = serializers.CharField(source="taker.name", read_only=True)

    class Meta:
        model = Delegation
        fields = ("id", "taker", "taker_name", "right", "scope", "starts_on", "ends_on", "given_at", "revoked_at")


class DelegateSerializer(serializers.Serializer):  # type: ignore[type-arg]
    taker = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    right = serializers.ChoiceField(choices=Right.choices)
    scope = serializers.ChoiceField(choices=DelegationScope.choices)
    starts_on = serializers.DateField(required=False, allow_null=True, default=None)
    ends_on = serializers.DateField(required=False, allow_null=True, default=None)


class OrganisationPeopleView(APIView):
    @extend_schema(operation_id="organisation_people", responses=WornSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """The adults of an organisation one looks after."""
        rows = affiliation_selectors.adults_at(_managed(request, pk))
        return Response(WornSerializer(rows, many=True).data)

    @extend_schema(operation_id="organisation_people_give", request=GiveRoleSerializer, responses={201: WornSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """One role more for somebody who is here already."""
        organisation = _managed(request, pk)
        facts = _valid(GiveRoleSerializer(data=request.data))
        person = organisations.adults_of(organisation).filter(pk=facts["user"]).first()
        if person is None:
            raise NotFound(affiliation_selectors.NOT_HERE)
        role = Role(facts["role"])
        given = affiliations.open_for(user=person, organisation=organisation, role=role, by=request.user)
        return Response(WornSerializer(given).data, status=201)


class OrganisationPersonView(APIView):
    @extend_schema(operation_id="organisation_people_take", responses=WornSerializer)
    def delete(self, request: Request, pk: int, hat_pk: int) -> Response:
        """Take a role back; it is worn to the end of today."""
        worn = affiliation_selectors.get_at(_managed(request, pk), hat_pk)
        return Response(WornSerializer(affiliations.close(affiliation=worn, by=request.user)).data)


class InvitationViewSet(mixins.ListModelMixin, viewsets.GenericViewSet):  # type: ignore[type-arg]
    """Invitations of the organisations one looks after."""

    serializer_class = InvitationSerializer
    lookup_value_regex = r"\d+"
    queryset = Invitation.objects.none()

    def get_queryset(self) -> QuerySet[Invitation]:
        return selectors.visible_to(self.request.user)

    @extend_schema(request=InviteSerializer, responses={201: FreshInvitationSerializer})
    def create(self, request: Request) -> Response:
        facts = _valid(InviteSerializer(data=request.data))
        organisation = organisations.get_for(request.user, facts.pop("organisation"))
        role = Role(facts.pop("role"))
        permissions.check_can_invite(request.user, organisation, role)
        row, link = services.invite(
            organisation=organisation,
            role=role,
            link=invitation_links.maker(request._request),
            by=request.user,
            **facts,
        )
        body = {**InvitationSerializer(row).data, "link": link}
        return Response(body, status=201, headers={"Cache-Control": "no-store"})

    @extend_schema(request=None, responses=InvitationSerializer)
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, pk: str) -> Response:
        services.revoke(invitation=selectors.get_for(request.user, int(pk)), by=request.user)
        return Response(self.get_serializer(selectors.get_for(request.user, int(pk))).data)

    @extend_schema(request=AcceptSerializer, responses=AcceptedSerializer)
    @action(detail=False, methods=["post"])
    def accept(self, request: Request) -> Response:
        """One role more for the account that asks."""
        facts = _valid(AcceptSerializer(data=request.data))
        answer = services.accept(token=facts["token"], year=facts["year"], by=request.user)
        return Response(AcceptedSerializer(answer).data)


class AlumnusClaimViewSet(mixins.ListModelMixin, viewsets.GenericViewSet):  # type: ignore[type-arg]
    """For a school's management: who says they went there."""

    serializer_class = ClaimSerializer
    lookup_value_regex = r"\d+"
    queryset = AlumnusClaim.objects.none()

    def get_queryset(self) -> QuerySet[AlumnusClaim]:
        return alumni_selectors.decided_by(self.request.user)

    @extend_schema(request=ClaimRequestSerializer, responses={201: ClaimSerializer})
    def create(self, request: Request) -> Response:
        """ "I went to this school": the school is asked."""
        alumni_permissions.check_can_claim(request.user)
        facts = _valid(ClaimRequestSerializer(data=request.data))
        school = alumni_selectors.school_to_name(facts["school"])
        made = alumni.claim(school=school, year=facts["year"], by=request.user)
        return Response(self.get_serializer(made).data, status=201)

    @extend_schema(responses=ClaimSerializer(many=True))
    @action(detail=False, pagination_class=None)
    def mine(self, request: Request) -> Response:
        return Response(self.get_serializer(alumni_selectors.made_by(request.user), many=True).data)

    @extend_schema(request=None, responses=ClaimSerializer)
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: str) -> Response:
        claim = alumni_selectors.get_for(request.user, int(pk))
        return Response(self.get_serializer(alumni.confirm(claim=claim, by=request.user)).data)

    @extend_schema(request=WhySerializer, responses=ClaimSerializer)
    @action(detail=True, methods=["post"])
    def refuse(self, request: Request, pk: str) -> Response:
        claim = alumni_selectors.get_for(request.user, int(pk))
        reason = _valid(WhySerializer(data=request.data))["reason"]
        return Response(self.get_serializer(alumni.refuse(claim=claim, reason=reason, by=request.user)).data)


class DelegationViewSet(mixins.ListModelMixin, viewsets.GenericViewSet):  # type: ignore[type-arg]
    """Rights the Department handed on: all to the Department, to a delegate the delegate's own."""

    serializer_class = DelegationSerializer
    lookup_value_regex = r"\d+"
    queryset = Delegation.objects.none()

    def get_queryset(self) -> QuerySet[Delegation]:
        return delegation_selectors.visible_to(self.request.user)

    @extend_schema(request=DelegateSerializer, responses={201: DelegationSerializer})
    def create(self, request: Request) -> Response:
        delegation_permissions.check_can_delegate(request.user)
        facts = _valid(DelegateSerializer(data=request.data))
        given = delegations.give(
            taker=organisations.get_for(request.user, facts["taker"]),
            right=Right(facts["right"]),
            scope=DelegationScope(facts["scope"]),
            starts_on=facts["starts_on"],
            ends_on=facts["ends_on"],
            by=request.user,
        )
        return Response(self.get_serializer(given).data, status=201)

    @extend_schema(request=None, responses=DelegationSerializer)
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, pk: str) -> Response:
        found = delegation_selectors.get_for(request.user, int(pk))
        return Response(self.get_serializer(delegations.revoke(delegation=found, by=request.user)).data)


def _managed(request: Request, pk: int) -> Organisation:
    organisation = organisations.get_for(request.user, pk)
    organisation_permissions.check_can_manage_people(request.user, organisation)
    return organisation


def _valid(given: serializers.Serializer) -> dict[str, Any]:  # type: ignore[type-arg]
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)
