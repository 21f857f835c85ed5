"""The reviewers' queue and decisions, and the word of an organisation, over the API."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.pagination import AsListed
from people import rules
from people.api.clearance import ClearanceStepSerializer, LevelSerializer
from people.enums import ClearanceCheck, IdentityDocument, IdentityWay, KnownFor, RefereeRelation
from people.models import ClearanceRequest
from people.permissions import clearances as permissions
from people.selectors import clearance_queue as selectors
from people.selectors import words as word_selectors
from people.services import clearances as services
from people.services import words


class ClearanceRequestSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    adult = serializers.IntegerField(source="user_id")
    adult_name = serializers.CharField(source="user.full_name")
    home = serializers.CharField(default="", help_text="The organisation asked, or the adult's own.")
    is_worrying = serializers.BooleanField(default=False, help_text="A referee's concern is open.")

    class Meta:
        model = ClearanceRequest
        fields = ("id", "adult", "adult_name", "home", "check_kind", "way", "asked_at", "is_worrying")


class AnswerSerializer(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.IntegerField()
    name = serializers.CharField()
    email = serializers.EmailField()
    relation = serializers.ChoiceField(choices=RefereeRelation.choices)
    answered_at = serializers.DateTimeField()
    known_for = serializers.ChoiceField(choices=[("", ""), *KnownFor.choices])
    with_children = serializers.CharField()
    has_concern = serializers.BooleanField(allow_null=True)
    concern = serializers.CharField()
    recommends = serializers.BooleanField(allow_null=True)
    settled_note = serializers.CharField()


class DossierSerializer(serializers.Serializer):  # type: ignore[type-arg]
    adult = serializers.IntegerField(source="adult.pk")
    adult_name = serializers.CharField(source="adult.full_name")
    is_worrying = serializers.BooleanField()
    steps = ClearanceStepSerializer(many=True)
    levels = LevelSerializer(many=True)
    references = AnswerSerializer(many=True)


class IdentitySeenSerializer(serializers.Serializer):  # type: ignore[type-arg]
    document = serializers.ChoiceField(choices=IdentityDocument.choices, help_text="The kind; its number is refused.")
    way = serializers.ChoiceField(choices=IdentityWay.choices)
    seen_on = serializers.DateField()
    note = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


class WordEvidenceSerializer(serializers.Serializer):  # type: ignore[type-arg]
    organisation = serializers.IntegerField(
        min_value=1, max_value=2**31, required=False, default=None, help_text="Where the adult speaks for several."
    )
    evidence = serializers.CharField(max_length=500)


class ClearanceNoteSerializer(serializers.Serializer):  # type: ignore[type-arg]
    note = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


class GiveBackSerializer(ClearanceNoteSerializer):
    check = serializers.ChoiceField(choices=[(check, check.label) for check in sorted(rules.SELF_SERVICE)])


class RefusalSerializer(serializers.Serializer):  # type: ignore[type-arg]
    check = serializers.ChoiceField(choices=ClearanceCheck.choices)
    reason = serializers.CharField(max_length=500)


class ConclusionSerializer(serializers.Serializer):  # type: ignore[type-arg]
    reference = serializers.IntegerField(min_value=1, max_value=2**31)
    note = serializers.CharField(max_length=1500)


class ClearanceViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    """For the Department and, of identities, its delegates: who waits, one adult's evidence, and the decisions."""

    serializer_class = DossierSerializer
    pagination_class = AsListed
    lookup_value_regex = r"\d+"
    queryset = ClearanceRequest.objects.none()

    @extend_schema(responses=ClearanceRequestSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Who waits for what since when: whoever worries somebody first, then who has waited longest."""
        permissions.check_can_open_queue(request.user)
        rows = self.paginate_queryset(selectors.waiting_for(request.user))
        return self.get_paginated_response(ClearanceRequestSerializer(rows, many=True).data)

    def retrieve(self, request: Request, pk: str) -> Response:
        """Everything about one adult."""
        return self._dossier(pk)

    @extend_schema(request=IdentitySeenSerializer)
    @action(detail=True, methods=["post"], url_path="see-identity")
    def see_identity(self, request: Request, pk: str) -> Response:
        """I saw a document of this kind on this day."""
        facts = self._facts(IdentitySeenSerializer)
        kinds = {"document": IdentityDocument(facts["document"]), "way": IdentityWay(facts["way"])}
        services.record_identity(user=self._adult(pk), by=request.user, **{**facts, **kinds})
        return self._dossier(pk)

    @extend_schema(request=WordEvidenceSerializer)
    @action(detail=True, methods=["post"], url_path="grant-word")
    def grant_word(self, request: Request, pk: str) -> Response:
        """The organisation gave its word on paper."""
        facts = self._facts(WordEvidenceSerializer)
        services.record(user=self._adult(pk), check=ClearanceCheck.ORGANISATION_WORD, by=request.user, **facts)
        return self._dossier(pk)

    @extend_schema(request=ClearanceNoteSerializer)
    @action(detail=True, methods=["post"], url_path="grant-references")
    def grant_references(self, request: Request, pk: str) -> Response:
        """Two people spoke for the adult."""
        services.grant_references(user=self._adult(pk), by=request.user, **self._facts(ClearanceNoteSerializer))
        return self._dossier(pk)

    @extend_schema(request=GiveBackSerializer)
    @action(detail=True, methods=["post"], url_path="give-back")
    def give_back(self, request: Request, pk: str) -> Response:
        """A signature or quiz that was taken back and made anew counts again."""
        facts = self._facts(GiveBackSerializer)
        facts["check"] = ClearanceCheck(facts["check"])
        services.give_back(user=self._adult(pk), by=request.user, **facts)
        return self._dossier(pk)

    @extend_schema(request=RefusalSerializer)
    @action(detail=True, methods=["post"])
    def refuse(self, request: Request, pk: str) -> Response:
        """Answer a request with no, and why."""
        facts = self._facts(RefusalSerializer)
        check = ClearanceCheck(facts["check"])
        services.refuse(user=self._adult(pk), check=check, reason=facts["reason"], by=request.user)
        return self._dossier(pk)

    @extend_schema(request=RefusalSerializer)
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, pk: str) -> Response:
        """Take back a check that stands, and why; the adult is hidden at once."""
        facts = self._facts(RefusalSerializer)
        standing = selectors.standing_of(request.user, int(pk), ClearanceCheck(facts["check"]))
        services.revoke(clearance=standing, reason=facts["reason"], by=request.user)
        return self._dossier(pk)

    @extend_schema(request=ConclusionSerializer)
    @action(detail=True, methods=["post"])
    def settle(self, request: Request, pk: str) -> Response:
        """What came of a referee's concern."""
        facts = self._facts(ConclusionSerializer)
        reference = selectors.reference_of(request.user, int(pk), facts["reference"])
        services.settle_concern(reference=reference, note=facts["note"], by=request.user)
        return self._dossier(pk)

    def _adult(self, pk: str) -> Any:
        return selectors.adult_for(self.request.user, int(pk))

    def _dossier(self, pk: str) -> Response:
        return Response(DossierSerializer(selectors.dossier_for(self.request.user, int(pk))).data)

    def _facts(self, serializer: type[Any]) -> dict[str, Any]:
        # Who may not see the adult is told so, not what was wrong with the body.
        self._adult(self.kwargs["pk"])
        given = serializer(data=self.request.data)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)


class WordAnswerSerializer(serializers.Serializer):  # type: ignore[type-arg]
    agrees = serializers.BooleanField()
    reason = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


class WordViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    """For whoever speaks for an organisation: who asks for its word."""

    serializer_class = ClearanceRequestSerializer
    pagination_class = AsListed
    lookup_value_regex = r"\d+"
    queryset = ClearanceRequest.objects.none()

    @extend_schema(responses=ClearanceRequestSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Who asks, the longest waiting first."""
        permissions.check_can_vouch_in(request.user)
        rows = self.paginate_queryset(word_selectors.waiting_for(request.user))
        return self.get_paginated_response(ClearanceRequestSerializer(rows, many=True).data)

    @extend_schema(request=WordAnswerSerializer, responses={204: None})
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, pk: str) -> Response:
        """The organisation knows this person and vouches, or does not, and why."""
        asked = word_selectors.get_for(request.user, int(pk))
        given = WordAnswerSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        if given.validated_data["agrees"]:
            words.give(request=asked, by=request.user)
        else:
            words.decline(request=asked, reason=given.validated_data["reason"], by=request.user)
        return Response(status=204)
