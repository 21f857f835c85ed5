"""Suggestions over the API: the same rows, rights and sentences as the pages."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from matching import cards, wording
from matching.enums import DismissReason
from matching.models import Suggestion
from matching.selectors import suggestions as selectors
from matching.selectors import tags
from matching.services import outcomes
from network.models import Challenge, Offer
from network.permissions import proposals as proposal_permissions
from network.selectors import fields as field_selectors
from network.selectors import ideas, posts
from people.selectors import hats


class SuggestionSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    reasons = serializers.SerializerMethodField()
    counter_reasons = serializers.SerializerMethodField()

    class Meta:
        model = Suggestion
        fields = ("id", "idea", "challenge", "offer", "score", "is_next", "reasons", "counter_reasons")

    def get_reasons(self, suggestion: Suggestion) -> list[str]:
        return self._sentences(suggestion, "reasons")

    def get_counter_reasons(self, suggestion: Suggestion) -> list[str]:
        return self._sentences(suggestion, "counter_reasons")

    def _sentences(self, suggestion: Suggestion, part: str) -> list[str]:
        reader, names = self.context["reader"], self.context["fields"]
        return [wording.sentence(reason, reader, names) for reason in suggestion.explanation[part]]


class WhySerializer(SuggestionSerializer):
    """With what each part contributes: the values add up to the score."""

    contributions = serializers.SerializerMethodField()
    kilometres = serializers.SerializerMethodField()

    class Meta(SuggestionSerializer.Meta):
        fields = (*SuggestionSerializer.Meta.fields, "contributions", "kilometres")

    @extend_schema_field(serializers.DictField(child=serializers.FloatField()))
    def get_contributions(self, suggestion: Suggestion) -> dict[str, float]:
        return dict(suggestion.explanation["contributions"])

    def get_kilometres(self, suggestion: Suggestion) -> float | None:
        return cards.kilometres(suggestion)


class DismissSerializer(serializers.Serializer):  # type: ignore[type-arg]
    reason = serializers.ChoiceField(choices=DismissReason.choices)
    note = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class TaggedTextSerializer(serializers.Serializer):  # type: ignore[type-arg]
    text = serializers.CharField(max_length=12_000)


class TagSerializer(serializers.Serializer):  # type: ignore[type-arg]
    code = serializers.CharField()
    name = serializers.CharField()


class SuggestionView(GenericAPIView):  # type: ignore[type-arg]
    serializer_class = SuggestionSerializer
    queryset = Suggestion.objects.none()
    pagination_class = None

    def get_serializer_context(self) -> dict[str, Any]:
        reader = wording.reader_of(hats.of(self.request.user))
        return {**super().get_serializer_context(), "reader": reader, "fields": field_selectors.names()}


class IdeaSuggestions(SuggestionView):
    """Mentors and challenges that fit an idea, best first."""

    @extend_schema(responses=SuggestionSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        idea = ideas.get_for(request.user, pk)
        rows = selectors.best_for_idea(request.user, idea)
        return Response(self.get_serializer(rows, many=True).data)


class PostSuggestions(SuggestionView):
    """Ideas that fit a challenge or an offer, best first."""

    model: ClassVar[type[Challenge] | type[Offer]]

    @extend_schema(responses=SuggestionSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        post = posts.get_for(request.user, self.model, pk)
        proposal_permissions.check_speaks_for_post(request.user, post)
        rows = selectors.best_for_post(request.user, post)
        return Response(self.get_serializer(rows, many=True).data)


class ChallengeSuggestions(PostSuggestions):
    model = Challenge


class OfferSuggestions(PostSuggestions):
    model = Offer


class SuggestionDetail(SuggestionView):
    serializer_class = WhySerializer

    def get(self, request: Request, pk: int) -> Response:
        """One pair: reasons, counter-reasons, and contributions that add up to the score."""
        return Response(self.get_serializer(selectors.get_for(request.user, pk)).data)


class SuggestionDismiss(SuggestionView):
    serializer_class = DismissSerializer

    @extend_schema(responses={204: None})
    def post(self, request: Request, pk: int) -> Response:
        """“Not for us”: remembered, with the reason."""
        suggestion = selectors.get_for(request.user, pk)
        asked = self.get_serializer(data=request.data)
        asked.is_valid(raise_exception=True)
        why = DismissReason(asked.validated_data["reason"])
        outcomes.dismiss(suggestion=suggestion, reason=why, note=asked.validated_data["note"], by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class ProposedTags(SuggestionView):
    """Tags proposed from a text."""

    serializer_class = TaggedTextSerializer

    @extend_schema(responses=TagSerializer(many=True))
    def post(self, request: Request) -> Response:
        asked = self.get_serializer(data=request.data)
        asked.is_valid(raise_exception=True)
        found = tags.propose(asked.validated_data["text"], request.LANGUAGE_CODE)
        return Response(TagSerializer(found, many=True).data)
