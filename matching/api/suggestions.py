"""Suggestions over the API: the same rows, rights and sentences as the pages."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from matching import cards, explaining, standing, wording
from matching.enums import DismissReason
from matching.models import Suggestion
from matching.permissions import suggestions as permissions
from matching.selectors import loads, tags
from matching.selectors import suggestions as selectors
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
        reader, names = self.context["reader"], self.context["fields"]
        return [wording.sentence(reason, reader, names) for reason in standing.reasons(suggestion)]

    def get_counter_reasons(self, suggestion: Suggestion) -> list[str]:
        reader, names, known = self.context["reader"], self.context["fields"], self.context["loads"]
        return cards.counter_sentences(suggestion, reader, names, known[suggestion.post.author_id])


class TextPartSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """`part` is title, text, or needs.0, needs.1 …"""

    part = serializers.CharField()
    text = serializers.CharField()


class BothTextsSerializer(serializers.Serializer):  # type: ignore[type-arg]
    idea = TextPartSerializer(many=True)
    post = TextPartSerializer(many=True)


class MarkedPlaceSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """Unicode code points `start` (included) to `end` (excluded) of a part of `texts`; `said` is what stands there."""

    part = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    said = serializers.CharField()


class TextMarkSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """Words of the two texts that speak for each other."""

    number = serializers.IntegerField()
    code = serializers.CharField()
    idea = MarkedPlaceSerializer()
    post = MarkedPlaceSerializer()


class MarkedReasonSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """A reason with the numbers of the marks it rests on."""

    text = serializers.CharField()
    numbers = serializers.ListField(child=serializers.IntegerField())


class AdviceSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """What the reader could do, and by how much the score (0 to 1) would rise."""

    code = serializers.CharField()
    text = serializers.CharField()
    gain = serializers.FloatField()


class IntroductionStepSerializer(serializers.Serializer):  # type: ignore[type-arg]
    kind = serializers.CharField()
    name = serializers.CharField()
    link = serializers.CharField(allow_blank=True)


class IntroductionSerializer(serializers.Serializer):  # type: ignore[type-arg]
    sentence = serializers.CharField()
    steps = IntroductionStepSerializer(many=True)


class WhySerializer(SuggestionSerializer):
    """With what each part contributes, the values adding up to the score, and the words marked in both texts."""

    contributions = serializers.SerializerMethodField()
    kilometres = serializers.SerializerMethodField()
    texts = serializers.SerializerMethodField()
    marks = serializers.SerializerMethodField()
    marked_reasons = serializers.SerializerMethodField()
    changes = serializers.SerializerMethodField()
    introduction = serializers.SerializerMethodField()

    class Meta(SuggestionSerializer.Meta):
        fields = (
            *SuggestionSerializer.Meta.fields,
            "contributions",
            "kilometres",
            "texts",
            "marks",
            "marked_reasons",
            "changes",
            "introduction",
        )

    def get_counter_reasons(self, suggestion: Suggestion) -> list[str]:
        counters: list[str] = self.context["why"].counters
        return counters

    @extend_schema_field(serializers.DictField(child=serializers.FloatField()))
    def get_contributions(self, suggestion: Suggestion) -> dict[str, float]:
        return dict(suggestion.explanation["contributions"])

    def get_kilometres(self, suggestion: Suggestion) -> float | None:
        return standing.kilometres(suggestion)

    @extend_schema_field(BothTextsSerializer)
    def get_texts(self, suggestion: Suggestion) -> dict[str, list[dict[str, str]]]:
        known = standing.texts(suggestion)
        return {side: [{"part": part, "text": text} for part, text in parts.items()] for side, parts in known.items()}

    @extend_schema_field(TextMarkSerializer(many=True))
    def get_marks(self, suggestion: Suggestion) -> Any:
        return TextMarkSerializer(self.context["why"].marks, many=True).data

    @extend_schema_field(MarkedReasonSerializer(many=True))
    def get_marked_reasons(self, suggestion: Suggestion) -> Any:
        return MarkedReasonSerializer(self.context["why"].reasons, many=True).data

    @extend_schema_field(AdviceSerializer(many=True))
    def get_changes(self, suggestion: Suggestion) -> Any:
        """What would lift the score, for whoever may act; empty for others."""
        return AdviceSerializer(self.context["why"].advice, many=True).data

    @extend_schema_field(IntroductionSerializer(allow_null=True))
    def get_introduction(self, suggestion: Suggestion) -> Any:
        """A way through people from the club to the organisation, where one is known."""
        found = self.context["introduction"]
        return IntroductionSerializer(found).data if found else None


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

    def described(self, rows: list[Suggestion]) -> Response:
        context = {**self.get_serializer_context(), "loads": loads.of(rows)}
        return Response(SuggestionSerializer(rows, many=True, context=context).data)


class IdeaSuggestions(SuggestionView):
    """Mentors and challenges that fit an idea, best first."""

    @extend_schema(responses=SuggestionSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        idea = ideas.get_for(request.user, pk)
        rows = selectors.best_for_idea(request.user, idea)
        return self.described(rows)


class PostSuggestions(SuggestionView):
    """Ideas that fit a challenge or an offer, best first."""

    model: ClassVar[type[Challenge] | type[Offer]]

    @extend_schema(responses=SuggestionSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        post = posts.get_for(request.user, self.model, pk)
        proposal_permissions.check_speaks_for_post(request.user, post)
        rows = selectors.best_for_post(request.user, post)
        return self.described(rows)


class ChallengeSuggestions(PostSuggestions):
    model = Challenge


class OfferSuggestions(PostSuggestions):
    model = Offer


class SuggestionDetail(SuggestionView):
    serializer_class = WhySerializer

    def get(self, request: Request, pk: int) -> Response:
        """One pair: reasons, counter-reasons, contributions that add up to the score, the words marked in both texts,
        what would change it and who could introduce the two."""
        suggestion = selectors.get_for(request.user, pk)
        told = {
            "why": explaining.why(request.user, suggestion, permissions.side_of(request.user, suggestion)),
            "introduction": explaining.introduction(request.user, suggestion),
        }
        return Response(WhySerializer(suggestion, context={**self.get_serializer_context(), **told}).data)


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
