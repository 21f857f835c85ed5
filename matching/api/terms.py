"""The concept lexicon over the API: the same rows, rights and sentences as on the pages."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from core.pagination import AsListed
from matching.enums import ConceptArea, ConceptKind, TermLanguage, TermProposalKind, TermProposalState
from matching.forms import TermFilterForm
from matching.models import TermProposal
from matching.permissions import terms as permissions
from matching.rules import NEW_FORMS_MOST, RELATIONS_MOST
from matching.selectors import term_proposals as proposals
from matching.selectors import term_reviews
from matching.selectors import terms as selectors
from matching.services import term_proposals as services
from matching.services.term_proposals import NewConcept
from network.api.bodies import ReasonSerializer, read

_CODE_MOST, _FORM_MOST, _REASON_MOST, _TEXT_MOST = 40, 200, 500, 4000
_QUERY = [
    OpenApiParameter("q", OpenApiTypes.STR, description="a wording, with diacritics or without"),
    OpenApiParameter("area", OpenApiTypes.STR, enum=ConceptArea.values),
    OpenApiParameter("kind", OpenApiTypes.STR, enum=ConceptKind.values),
    OpenApiParameter("page", OpenApiTypes.INT),
]


class NamedConceptSerializer(serializers.Serializer):  # type: ignore[type-arg]
    code = serializers.CharField()
    name = serializers.CharField()


class ConceptUsesSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """In how many published texts the reader may see it stands."""

    ideas = serializers.IntegerField()
    challenges = serializers.IntegerField()
    offers = serializers.IntegerField()


class ConceptSerializer(serializers.Serializer):  # type: ignore[type-arg]
    code = serializers.CharField()
    name = serializers.CharField()
    translation = serializers.CharField()
    kind = serializers.ChoiceField(choices=ConceptKind.choices)
    area = serializers.ChoiceField(choices=ConceptArea.choices)
    parent = NamedConceptSerializer(allow_null=True)
    uses = ConceptUsesSerializer()


class ConceptsSerializer(serializers.Serializer):  # type: ignore[type-arg]
    results = ConceptSerializer(many=True, source="rows")
    next_number = serializers.IntegerField(allow_null=True)


class ConceptRelationSerializer(serializers.Serializer):  # type: ignore[type-arg]
    code = serializers.CharField(source="other.code")
    name = serializers.CharField(source="other.name")
    weight = serializers.FloatField()


class ConceptDetailSerializer(serializers.Serializer):  # type: ignore[type-arg]
    concept = ConceptSerializer(source="row")
    vi = serializers.ListField(child=serializers.CharField())
    en = serializers.ListField(child=serializers.CharField())
    children = NamedConceptSerializer(many=True)
    helped_by = ConceptRelationSerializer(many=True)
    helps = ConceptRelationSerializer(many=True)


class TriedTextSerializer(serializers.Serializer):  # type: ignore[type-arg]
    text = serializers.CharField(max_length=_TEXT_MOST)


class ReadPieceSerializer(serializers.Serializer):  # type: ignore[type-arg]
    text = serializers.CharField()
    concepts = NamedConceptSerializer(many=True)


class ReadTextSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """The pieces join to the text; `guesses` are read from parts of wordings."""

    pieces = ReadPieceSerializer(many=True)
    concepts = NamedConceptSerializer(many=True)
    guesses = NamedConceptSerializer(many=True)


class FormProposalSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """A wording to add to a concept, or to take out of it."""

    kind = serializers.ChoiceField(choices=[TermProposalKind.ADD_FORM, TermProposalKind.REMOVE_FORM])
    concept = serializers.CharField(max_length=_CODE_MOST)
    language = serializers.ChoiceField(choices=TermLanguage.choices)
    form = serializers.CharField(max_length=_FORM_MOST)
    reason = serializers.CharField(max_length=_REASON_MOST)


def _texts(most: int, longest: int, *, least: int = 0) -> serializers.ListField:
    child = serializers.CharField(max_length=longest)
    return serializers.ListField(child=child, min_length=least, max_length=most, required=bool(least))


class NewConceptSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """`helped_by`: concepts that can help with it; `helps`: that it can help with."""

    vi = _texts(NEW_FORMS_MOST, _FORM_MOST, least=1)
    en = _texts(NEW_FORMS_MOST, _FORM_MOST, least=1)
    kind = serializers.ChoiceField(choices=ConceptKind.choices)
    area = serializers.ChoiceField(choices=ConceptArea.choices)
    parent = serializers.CharField(max_length=_CODE_MOST, required=False, allow_blank=True, default="")
    helped_by = _texts(RELATIONS_MOST, _CODE_MOST)
    helps = _texts(RELATIONS_MOST, _CODE_MOST)
    reason = serializers.CharField(max_length=_REASON_MOST)


class TermProposalSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    content = serializers.DictField(read_only=True, help_text="of a new concept")

    class Meta:
        model = TermProposal
        fields = (
            "id", "kind", "concept", "language", "form", "content", "reason", "state", "proposed_at", "decided_at",
            "decision_reason",
        )  # fmt: skip


class EffectTextSerializer(serializers.Serializer):  # type: ignore[type-arg]
    kind = serializers.ChoiceField(choices=["idea", "challenge", "offer"])
    id = serializers.IntegerField(source="pk")
    title = serializers.CharField()


class EffectSideSerializer(serializers.Serializer):  # type: ignore[type-arg]
    ideas = serializers.IntegerField()
    posts = serializers.IntegerField()
    examples = EffectTextSerializer(many=True)


class EffectOtherSerializer(serializers.Serializer):  # type: ignore[type-arg]
    code = serializers.CharField()
    name = serializers.CharField()
    gained = serializers.IntegerField()
    lost = serializers.IntegerField()


class TermEffectSerializer(serializers.Serializer):  # type: ignore[type-arg]
    gained = EffectSideSerializer()
    lost = EffectSideSerializer()
    others = EffectOtherSerializer(many=True)


class TermReviewSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """`effect`: to the Department, while it can decide; of one that is in use, what taking it back would do."""

    is_shipped = serializers.BooleanField(help_text="the release has it by now")
    effect = TermEffectSerializer(allow_null=True)


class Concepts(GenericAPIView):  # type: ignore[type-arg]
    serializer_class = ConceptsSerializer
    queryset = TermProposal.objects.none()
    pagination_class = None

    @extend_schema(parameters=_QUERY, operation_id="concepts_list")
    def get(self, request: Request) -> Response:
        """Concepts by wording, area and kind, with how often each occurs."""
        permissions.check_can_see(request.user)
        asked = request.query_params
        wanted = TermFilterForm(asked).wanted()
        found = selectors.listed(request.user, request.LANGUAGE_CODE, **wanted, page=asked.get("page"))
        return Response(self.get_serializer(found).data)

    @extend_schema(request=NewConceptSerializer, responses={201: TermProposalSerializer})
    def post(self, request: Request) -> Response:
        """Propose a new concept."""
        permissions.check_can_see(request.user)
        given: dict[str, Any] = read(NewConceptSerializer, request)
        reason = given.pop("reason")
        made = services.propose_concept(terms=NewConcept(**given), reason=reason, by=request.user)
        return Response(TermProposalSerializer(made).data, status=status.HTTP_201_CREATED)


class ConceptDetail(GenericAPIView):  # type: ignore[type-arg]
    serializer_class = ConceptDetailSerializer
    queryset = TermProposal.objects.none()

    def get(self, request: Request, code: str) -> Response:
        """A concept with its wordings in both languages and its relations."""
        permissions.check_can_see(request.user)
        return Response(self.get_serializer(selectors.get_for(request.user, code, request.LANGUAGE_CODE)).data)


class ReadText(GenericAPIView):  # type: ignore[type-arg]
    serializer_class = TriedTextSerializer
    queryset = TermProposal.objects.none()

    @extend_schema(responses=ReadTextSerializer)
    def post(self, request: Request) -> Response:
        """Which concepts are read in a text; nothing of it is kept."""
        permissions.check_can_see(request.user)
        found = selectors.read(read(TriedTextSerializer, request)["text"], request.LANGUAGE_CODE)
        return Response(ReadTextSerializer(found).data)


class TermProposalViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    serializer_class = TermProposalSerializer
    queryset = TermProposal.objects.none()
    pagination_class = AsListed
    lookup_value_regex = r"\d+"

    @extend_schema(parameters=[OpenApiParameter("state", OpenApiTypes.STR, enum=TermProposalState.values)])
    def list(self, request: Request) -> Response:
        """One's own; all of them to the Department."""
        permissions.check_can_see(request.user)
        rows = proposals.listed(request.user, request.query_params.get("state", ""))
        return self.get_paginated_response(self.get_serializer(self.paginate_queryset(rows), many=True).data)

    def retrieve(self, request: Request, pk: str) -> Response:
        """One proposal, to whoever made it and to the Department."""
        return Response(self.get_serializer(self._proposal(pk)).data)

    @extend_schema(request=FormProposalSerializer)
    def create(self, request: Request) -> Response:
        """Propose a wording, or that one is taken out."""
        permissions.check_can_see(request.user)
        given = read(FormProposalSerializer, request)
        kind, language = TermProposalKind(given.pop("kind")), TermLanguage(given.pop("language"))
        made = services.propose_form(kind=kind, language=language, **given, by=request.user)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(responses=TermReviewSerializer)
    @action(detail=True)
    def effect(self, request: Request, pk: str) -> Response:
        """What it would do to published texts."""
        proposal, decides = self._proposal(pk), permissions.can_decide(request.user)
        found = term_reviews.of(request.user, proposal, request.LANGUAGE_CODE, decides=decides)
        return Response(TermReviewSerializer(found).data)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: str) -> Response:
        """From now on the recommender reads texts with it."""
        return self._answered(services.accept(proposal=self._proposal(pk), by=request.user))

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"])
    def decline(self, request: Request, pk: str) -> Response:
        """Not used; whoever proposed it reads the reason."""
        return self._refused(request, pk, services.decline)

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"], url_path="take-back")
    def take_back(self, request: Request, pk: str) -> Response:
        """What was accepted counts no more."""
        return self._refused(request, pk, services.take_back)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Taken back by whoever proposed it, before it is decided."""
        return self._answered(services.withdraw(proposal=self._proposal(pk), by=request.user))

    def _refused(self, request: Request, pk: str, act: Any) -> Response:
        found = self._proposal(pk)
        permissions.check_can_decide(request.user)
        return self._answered(act(proposal=found, reason=read(ReasonSerializer, request)["reason"], by=request.user))

    def _proposal(self, pk: str) -> TermProposal:
        permissions.check_can_see(self.request.user)
        return proposals.get_for(self.request.user, int(pk))

    def _answered(self, proposal: TermProposal) -> Response:
        return Response(self.get_serializer(proposal).data)
