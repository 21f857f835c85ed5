"""The review queue over the API."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.pagination import AsListed
from network.enums import ReviewDecision
from network.models import Review
from network.permissions import posts as permissions
from network.selectors import reviews as selectors
from network.services import reviews as services


class ReviewSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    class Meta:
        model = Review
        fields = ("id", "challenge", "offer", "content", "submitted_at", "decision", "reason", "decided_at")


class DecisionSerializer(serializers.Serializer):  # type: ignore[type-arg]
    decision = serializers.ChoiceField(choices=ReviewDecision.choices[1:])
    reason = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")


class ReviewViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    """For the Department: what waits, and the decision."""

    serializer_class = ReviewSerializer
    pagination_class = AsListed
    lookup_value_regex = r"\d+"

    def list(self, request: Request) -> Response:
        permissions.check_can_see_queue(request.user)
        rows = self.paginate_queryset(selectors.waiting_for(request.user))
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(selectors.get_for(request.user, int(pk))).data)

    @extend_schema(request=DecisionSerializer)
    @action(detail=True, methods=["post"])
    def decide(self, request: Request, pk: str) -> Response:
        review = selectors.get_for(request.user, int(pk))
        asked = DecisionSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        decision = ReviewDecision(asked.validated_data["decision"])
        decided = services.decide(
            review=review, decision=decision, reason=asked.validated_data["reason"], by=request.user
        )
        return Response(self.get_serializer(decided).data)
