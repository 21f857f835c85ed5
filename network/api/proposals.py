"""Proposals over the API: the same services, the same rights, the same hidden words."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.errors import Invalid
from network.api.bodies import ReasonSerializer, read
from network.models import Challenge, Offer, Proposal
from network.selectors import consents
from network.selectors import ideas as idea_selectors
from network.selectors import posts as post_selectors
from network.selectors import proposals as selectors
from network.services import proposals as services


class ProposalSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    note = serializers.SerializerMethodField()
    keys = serializers.SerializerMethodField()
    reason = serializers.SerializerMethodField()

    class Meta:
        model = Proposal
        fields = (
            "id", "idea", "challenge", "offer", "side", "state", "note", "keys", "reason", "created_at", "expires_at",
        )  # fmt: skip

    def get_note(self, proposal: Proposal) -> str:
        return selectors.note_for(self.context["request"].user, proposal)

    def get_reason(self, proposal: Proposal) -> str:
        return selectors.reason_for(self.context["request"].user, proposal)

    @extend_schema_field(serializers.DictField(child=serializers.ChoiceField(choices=["yes", "no", "waiting"])))
    def get_keys(self, proposal: Proposal) -> dict[str, str]:
        known: dict[int, list[bool]] = self.context.get("lacking", {})
        return selectors.keys(proposal, known.get(proposal.idea_id))


class NewProposalSerializer(serializers.Serializer):  # type: ignore[type-arg]
    idea = serializers.IntegerField(min_value=1)
    challenge = serializers.IntegerField(min_value=1, required=False)
    offer = serializers.IntegerField(min_value=1, required=False)
    note = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")


class TextSerializer(serializers.Serializer):  # type: ignore[type-arg]
    text = serializers.CharField(max_length=1000)


class ProposalViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    serializer_class = ProposalSerializer
    queryset = Proposal.objects.none()
    lookup_value_regex = r"\d+"

    def list(self, request: Request) -> Response:
        """Proposals of one's own side, newest first."""
        rows = self.paginate_queryset(selectors.with_endings(selectors.visible_to(request.user))) or []
        lacking = consents.lacking_by_idea({row.idea_id for row in rows})
        context = {**self.get_serializer_context(), "lacking": lacking}
        return self.get_paginated_response(ProposalSerializer(rows, many=True, context=context).data)

    def retrieve(self, request: Request, pk: str) -> Response:
        """One proposal: its state, its keys, and the note once the adviser approved."""
        return Response(self.get_serializer(self._proposal(pk)).data)

    @extend_schema(request=NewProposalSerializer)
    def create(self, request: Request) -> Response:
        """Ask the other side; whoever holds a key turns it with the asking."""
        asked = NewProposalSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        facts = asked.validated_data
        proposal = services.propose(
            idea=idea_selectors.get_for(request.user, facts["idea"]),
            post=self._post(facts),
            note=facts["note"],
            by=request.user,
        )
        return Response(self.get_serializer(proposal).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: str) -> Response:
        """Turn the supporter's key."""
        return self._moved(services.accept(proposal=self._proposal(pk), by=request.user))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: str) -> Response:
        """Turn the adviser's key."""
        return self._moved(services.approve(proposal=self._proposal(pk), by=request.user))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], url_path="take-key-back")
    def take_key_back(self, request: Request, pk: str) -> Response:
        """Turn one's own key back while the proposal is open."""
        return self._moved(services.take_key_back(proposal=self._proposal(pk), by=request.user))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Take the whole proposal back."""
        return self._moved(services.withdraw(proposal=self._proposal(pk), by=request.user))

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"])
    def refuse(self, request: Request, pk: str) -> Response:
        """Say no, with a reason."""
        proposal = self._proposal(pk)
        return self._moved(services.refuse(proposal=proposal, by=request.user, **read(ReasonSerializer, request)))

    @extend_schema(request=TextSerializer)
    @action(detail=True, methods=["post"])
    def ask(self, request: Request, pk: str) -> Response:
        """Ask for more before deciding."""
        proposal = self._proposal(pk)
        return self._moved(services.ask(proposal=proposal, by=request.user, **read(TextSerializer, request)))

    @extend_schema(request=TextSerializer)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, pk: str) -> Response:
        """Answer what was asked."""
        proposal = self._proposal(pk)
        return self._moved(services.answer(proposal=proposal, by=request.user, **read(TextSerializer, request)))

    def _proposal(self, pk: str) -> Proposal:
        return selectors.get_for(self.request.user, int(pk))

    def _moved(self, proposal: Proposal) -> Response:
        return Response(self.get_serializer(proposal).data)

    def _post(self, facts: dict[str, Any]) -> Challenge | Offer:
        if ("challenge" in facts) == ("offer" in facts):
            raise Invalid(_("Gửi đúng một trong hai: challenge hoặc offer."), field="challenge")
        if "challenge" in facts:
            return post_selectors.get_for(self.request.user, Challenge, facts["challenge"])
        return post_selectors.get_for(self.request.user, Offer, facts["offer"])
