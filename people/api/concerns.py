"""Concerns over the API: reporting for everybody, cases for the leads. The same services, the same rights."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.errors import Invalid
from people import accounts
from people.api.bodies import read
from people.enums import WRITTEN_ACTS, ConcernAbout, ConcernAct, ConcernOutcome, ConcernWorry
from people.models import Concern, ConcernAction
from people.permissions import concerns as permissions
from people.selectors import concerns as selectors
from people.services import (
    concern_chain,
    concern_closing,
    concern_protection,
    concern_work,
    concerns,
    subjects,
)
from people.services.concerns import Report


class SubjectSerializer(serializers.Serializer):  # type: ignore[type-arg]
    kind = serializers.CharField(max_length=20, help_text="organisation, idea, club, challenge, offer, proposal …")
    id = serializers.IntegerField(min_value=1, max_value=2**63 - 1)


class ReferenceSerializer(serializers.Serializer):  # type: ignore[type-arg]
    reference = serializers.CharField()


class ReportSerializer(serializers.Serializer):  # type: ignore[type-arg]
    worry = serializers.ChoiceField(choices=ConcernWorry.choices)
    text = serializers.CharField(max_length=4000, allow_blank=True, default="")
    about = serializers.ChoiceField(choices=ConcernAbout.choices, allow_blank=True, default="")
    hides_reporter = serializers.BooleanField(default=False)
    reference = serializers.CharField(max_length=600, allow_blank=True, default="")
    person = serializers.IntegerField(
        min_value=0, max_value=100, allow_null=True, default=None, help_text="Place among the adults of the subject."
    )


class OwnConcernSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    """What the reporter sees: that it arrived, and the answer."""

    class Meta:
        model = Concern
        fields = ("created_at", "answer", "answered_at")
        read_only_fields = fields


class ConcernSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    outcome = serializers.ChoiceField(choices=ConcernOutcome.choices, allow_blank=True, read_only=True)

    class Meta:
        model = Concern
        fields = (
            "id",
            "worry",
            "status",
            "desk",
            "school",
            "created_at",
            "look_by",
            "looked_at",
            "raised_at",
            "outcome",
        )
        read_only_fields = fields


class ConcernActionSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    by = serializers.CharField(source="by.full_name", allow_null=True, default=None)

    class Meta:
        model = ConcernAction
        fields = ("number", "act", "by", "at", "text", "digest")
        read_only_fields = fields


class HoldableSerializer(serializers.Serializer):  # type: ignore[type-arg]
    target = serializers.CharField(source="key")
    label = serializers.CharField()
    is_held = serializers.BooleanField()


class PersonSerializer(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.IntegerField(source="pk")
    full_name = serializers.CharField()


class ConcernDetailSerializer(ConcernSerializer):
    reporter_name = serializers.SerializerMethodField()
    report = serializers.SerializerMethodField()
    named = PersonSerializer(many=True)
    actions = serializers.SerializerMethodField()
    is_whole = serializers.SerializerMethodField()
    holdables = serializers.SerializerMethodField()

    class Meta(ConcernSerializer.Meta):
        fields = (
            *ConcernSerializer.Meta.fields, "answer", "reporter_name", "named", "report", "actions", "is_whole",
            "holdables",
        )  # fmt: skip

    def get_reporter_name(self, concern: Concern) -> str:
        return selectors.reporter_name_for(self.context["request"].user, concern)

    def get_report(self, concern: Concern) -> dict[str, Any]:
        return selectors.report_of(self.context["request"].user, concern)

    @extend_schema_field(ConcernActionSerializer(many=True))
    def get_actions(self, concern: Concern) -> Any:
        return ConcernActionSerializer(selectors.actions_of(concern), many=True).data

    def get_is_whole(self, concern: Concern) -> bool:
        return concern_chain.is_whole(concern)

    @extend_schema_field(HoldableSerializer(many=True))
    def get_holdables(self, concern: Concern) -> Any:
        rows = concern_protection.holdables_of(concern=concern, by=self.context["request"].user)
        return HoldableSerializer(rows, many=True).data


class WordsSerializer(serializers.Serializer):  # type: ignore[type-arg]
    text = serializers.CharField(max_length=4000)


class AnswerSerializer(serializers.Serializer):  # type: ignore[type-arg]
    text = serializers.CharField(max_length=2000)


class NoteSerializer(WordsSerializer):
    act = serializers.ChoiceField(choices=[(act.value, act.label) for act in (*WRITTEN_ACTS, ConcernAct.TO_111)])


class TargetSerializer(serializers.Serializer):  # type: ignore[type-arg]
    target = serializers.CharField(max_length=60)


class AdultSerializer(serializers.Serializer):  # type: ignore[type-arg]
    adult = serializers.IntegerField(min_value=1, max_value=2**63 - 1)


class CloseSerializer(WordsSerializer):
    outcome = serializers.ChoiceField(choices=ConcernOutcome.choices)


class KeepOpenSerializer(serializers.Serializer):  # type: ignore[type-arg]
    text = serializers.CharField(max_length=4000)


class ClosingSerializer(ConcernSerializer):
    """What the second person reads: what was done, neither the report nor whom it names."""

    actions = serializers.SerializerMethodField()

    class Meta(ConcernSerializer.Meta):
        fields = (*ConcernSerializer.Meta.fields, "actions")

    @extend_schema_field(ConcernActionSerializer(many=True))
    def get_actions(self, concern: Concern) -> Any:
        return ConcernActionSerializer(selectors.closing_words_of(concern), many=True).data


class ConcernViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    serializer_class = ConcernSerializer
    queryset = Concern.objects.none()
    lookup_value_regex = r"\d+"

    def list(self, request: Request) -> Response:
        """Cases I answer for, newest first."""
        permissions.check_minds_safety(request.user)
        rows = self.paginate_queryset(selectors.led_by(request.user))
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    @extend_schema(responses=ConcernDetailSerializer)
    def retrieve(self, request: Request, pk: str) -> Response:
        """One case with everything sealed in it. That I opened it is written into its history."""
        return self._whole(concern_work.look(concern=self._concern(pk), by=request.user))

    @extend_schema(request=ReportSerializer, responses={201: OwnConcernSerializer})
    def create(self, request: Request) -> Response:
        """Report a concern: about what a reference names, about somebody, or about nothing in particular."""
        asked = read(ReportSerializer, request)
        subject = subjects.behind(asked.pop("reference"), request.user)
        place = asked.pop("person")
        people = subject.people if subject else ()
        if place is not None and place >= len(people):
            raise Invalid(_("Trang này không có người đó."), field="person")
        person = None if place is None else people[place]
        accounts.check_may_report_again(request)
        asked["worry"] = ConcernWorry(asked["worry"])
        made = concerns.report(report=Report(**asked, subject=subject, person=person), by=request.user)
        return Response(OwnConcernSerializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=SubjectSerializer, responses=ReferenceSerializer)
    @action(detail=False, methods=["post"])
    def references(self, request: Request) -> Response:
        """A signed reference to what I may see, to report it."""
        asked = read(SubjectSerializer, request)
        found = subjects.reference_for(kind=asked["kind"], pk=asked["id"], by=request.user)
        return Response(ReferenceSerializer({"reference": found}).data)

    @extend_schema(responses=OwnConcernSerializer(many=True))
    @action(detail=False)
    def mine(self, request: Request) -> Response:
        """What I reported: that it arrived, and the answer."""
        rows = self.paginate_queryset(selectors.own_of(request.user))
        return self.get_paginated_response(OwnConcernSerializer(rows, many=True).data)

    @extend_schema(request=NoteSerializer, responses=ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def note(self, request: Request, pk: str) -> Response:
        """Write down what was done, a call to helpline 111 among it."""
        asked, concern = read(NoteSerializer, request), self._concern(pk)
        act = ConcernAct(asked["act"])
        if act == ConcernAct.TO_111:
            return self._whole(concern_work.hand_to_111(concern=concern, text=asked["text"], by=request.user))
        return self._whole(concern_work.note(concern=concern, act=act, text=asked["text"], by=request.user))

    @extend_schema(request=AnswerSerializer, responses=ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, pk: str) -> Response:
        """Write to the reporter."""
        return self._done(concern_work.answer, pk, AnswerSerializer)

    @extend_schema(request=WordsSerializer, responses=ConcernDetailSerializer)
    @action(detail=True, methods=["post"], url_path="hand-over")
    def hand_over(self, request: Request, pk: str) -> Response:
        """Hand it up to the Department."""
        return self._done(concern_work.hand_to_department, pk, WordsSerializer)

    @extend_schema(request=TargetSerializer, responses=ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def hold(self, request: Request, pk: str) -> Response:
        """Freeze what a named person takes part in."""
        return self._done(concern_protection.hold, pk, TargetSerializer)

    @extend_schema(request=TargetSerializer, responses=ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def release(self, request: Request, pk: str) -> Response:
        """Let it go on."""
        return self._done(concern_protection.release, pk, TargetSerializer)

    @extend_schema(request=AdultSerializer, responses=ConcernDetailSerializer)
    @action(detail=True, methods=["post"], url_path="ask-suspension")
    def ask_suspension(self, request: Request, pk: str) -> Response:
        """Ask the Department to suspend a named adult."""
        return self._done(concern_protection.ask_suspension, pk, AdultSerializer)

    @extend_schema(request=AdultSerializer, responses=ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def suspend(self, request: Request, pk: str) -> Response:
        """As the Department: take back every check of a named adult."""
        return self._done(concern_protection.suspend, pk, AdultSerializer)

    @extend_schema(request=CloseSerializer, responses=ConcernDetailSerializer)
    @action(detail=True, methods=["post"], url_path="ask-close")
    def ask_close(self, request: Request, pk: str) -> Response:
        """Ask a second person to close it."""
        asked = read(CloseSerializer, request)
        asked["outcome"] = ConcernOutcome(asked["outcome"])
        return self._whole(concern_closing.ask_close(concern=self._concern(pk), by=request.user, **asked))

    @extend_schema(request=None, responses=ClosingSerializer)
    @action(detail=True, methods=["get", "post"])
    def confirm(self, request: Request, pk: str) -> Response:
        """As the second person: what was done; with POST, close it."""
        concern = selectors.get_to_confirm(request.user, int(pk))
        if request.method == "POST":
            concern = concern_closing.confirm(concern=concern, by=request.user)
        return Response(ClosingSerializer(concern).data)

    @extend_schema(request=KeepOpenSerializer, responses=ClosingSerializer)
    @action(detail=True, methods=["post"], url_path="keep-open")
    def keep_open(self, request: Request, pk: str) -> Response:
        """As the second person: say what is still to be done."""
        concern = selectors.get_to_confirm(request.user, int(pk))
        asked = read(KeepOpenSerializer, request)
        return Response(ClosingSerializer(concern_closing.keep_open(concern=concern, by=request.user, **asked)).data)

    def _concern(self, pk: str) -> Concern:
        return selectors.get_for(self.request.user, int(pk))

    def _done(self, service: Any, pk: str, body: Any) -> Response:
        """A body into its service, for the case with this number."""
        concern = self._concern(pk)
        return self._whole(service(concern=concern, by=self.request.user, **read(body, self.request)))

    def _whole(self, concern: Concern) -> Response:
        return Response(ConcernDetailSerializer(concern, context=self.get_serializer_context()).data)
