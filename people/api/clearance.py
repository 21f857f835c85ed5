"""One's own clearance over the API: the same services, the same rights."""

from dataclasses import asdict
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import clock
from core.errors import NotFound
from people import conduct_text
from people.enums import ClearanceCheck, ContactLevel, IdentityWay, RefereeRelation
from people.permissions import clearances as permissions
from people.selectors import affiliations, my_clearance, quizzes
from people.selectors import references as reference_selectors
from people.services import clearance_requests, conduct, references, words
from people.services import quizzes as quiz_services

Body = dict[str, Any]


class ClearanceStepSerializer(serializers.Serializer):  # type: ignore[type-arg]
    check = serializers.ChoiceField(choices=ClearanceCheck.choices)
    state = serializers.CharField(help_text="done, expiring, lapsed, moved, waiting, revoked, refused or todo.")
    is_current = serializers.BooleanField()
    granted_on = serializers.DateField(source="row.granted_on", allow_null=True, default=None)
    expires_on = serializers.DateField(source="row.expires_on", allow_null=True, default=None)
    waits_since = serializers.DateTimeField(source="request.asked_at", allow_null=True, default=None)
    organisation = serializers.CharField(
        source="row.organisation.name", default="", help_text="Whose word it is: it counts while the adult is there."
    )
    reason = serializers.CharField(help_text="Why it was refused or revoked, where that is the last word.")


class LevelSerializer(serializers.Serializer):  # type: ignore[type-arg]
    level = serializers.ChoiceField(choices=ContactLevel.choices)
    is_held = serializers.BooleanField()
    lacking = serializers.ListField(child=serializers.CharField())


class RefereeSerializer(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(max_length=120)
    email = serializers.EmailField(max_length=254)
    relation = serializers.ChoiceField(choices=RefereeRelation.choices)
    state = serializers.CharField(read_only=True, help_text="waiting, answered or expired; never what was answered.")


class MyClearanceSerializer(serializers.Serializer):  # type: ignore[type-arg]
    level = serializers.ChoiceField(choices=ContactLevel.choices, allow_null=True)
    steps = ClearanceStepSerializer(many=True)
    levels = LevelSerializer(many=True)
    referees = RefereeSerializer(many=True)
    quiz_tries_left = serializers.IntegerField(source="tries_left")
    must_sign_anew = serializers.BooleanField()


class WaySerializer(serializers.Serializer):  # type: ignore[type-arg]
    way = serializers.ChoiceField(choices=IdentityWay.choices)


class HomeSerializer(serializers.Serializer):  # type: ignore[type-arg]
    organisation = serializers.IntegerField(min_value=1, max_value=2**31)


class ConductSerializer(serializers.Serializer):  # type: ignore[type-arg]
    version = serializers.CharField()
    title = serializers.CharField()
    intro = serializers.CharField()
    points = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))
    promise = serializers.CharField()


class SignSerializer(serializers.Serializer):  # type: ignore[type-arg]
    version = serializers.CharField(max_length=20)
    full_name = serializers.CharField(max_length=120, help_text="Your full name, as in the account.")
    agrees = serializers.BooleanField()


class MyClearanceView(APIView):
    @extend_schema(operation_id="clearance", responses=MyClearanceSerializer)
    def get(self, request: Request) -> Response:
        """My five checks, what each lacks, and how closely I may meet pupils."""
        return _mine(request)


class IdentityView(APIView):
    @extend_schema(operation_id="clearance_ask_identity", request=WaySerializer, responses={201: MyClearanceSerializer})
    def post(self, request: Request) -> Response:
        """Ask the Department to look at a document."""
        facts = _read(WaySerializer, request)
        clearance_requests.ask_identity(way=IdentityWay(facts["way"]), by=request.user)
        return _mine(request, status.HTTP_201_CREATED)


class WordView(APIView):
    @extend_schema(operation_id="clearance_ask_word", request=HomeSerializer, responses={201: MyClearanceSerializer})
    def post(self, request: Request) -> Response:
        """Ask one of my organisations for its word."""
        permissions.check_can_be_cleared(request.user)
        asked = _read(HomeSerializer, request)["organisation"]
        home = next((home for home in affiliations.supported_by(request.user) if home.pk == asked), None)
        if home is None:
            raise NotFound(_("Không tìm thấy tổ chức này trong các tổ chức của anh chị."))
        words.ask(organisation=home, by=request.user)
        return _mine(request, status.HTTP_201_CREATED)


class ConductView(APIView):
    @extend_schema(operation_id="clearance_conduct", responses=ConductSerializer)
    def get(self, request: Request) -> Response:
        """The code of conduct in force, in my language."""
        permissions.check_can_be_cleared(request.user)
        current = conduct_text.in_force(clock.today())
        wording = current.worded(get_language() or "")
        return Response(ConductSerializer({**asdict(wording), "version": current.version}).data)

    @extend_schema(operation_id="clearance_sign", request=SignSerializer, responses={201: MyClearanceSerializer})
    def post(self, request: Request) -> Response:
        """Sign it with my full name."""
        conduct.sign(**_read(SignSerializer, request), by=request.user)
        return _mine(request, status.HTTP_201_CREATED)


class RefereesView(APIView):
    @extend_schema(operation_id="clearance_name_referee", request=RefereeSerializer, responses={201: RefereeSerializer})
    def post(self, request: Request) -> Response:
        """Name somebody who speaks for me; they get a letter."""
        facts = _read(RefereeSerializer, request)
        named = references.name(**{**facts, "relation": RefereeRelation(facts["relation"])}, by=request.user)
        body = {**facts, "id": named.pk, "state": reference_selectors.state_of(named)}
        return Response(RefereeSerializer(body).data, status=status.HTTP_201_CREATED)


class RefereeView(APIView):
    @extend_schema(operation_id="clearance_replace_referee", responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Take back a name that has not answered yet."""
        references.replace(reference=reference_selectors.own_of(request.user, pk), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class AnswersSerializer(serializers.Serializer):  # type: ignore[type-arg]
    answers = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=9),
        max_length=20,
        help_text="For each question the place of the chosen option, counted from 0 in the order shown.",
    )


class QuestionSerializer(serializers.Serializer):  # type: ignore[type-arg]
    number = serializers.IntegerField()
    text = serializers.CharField()
    options = serializers.ListField(child=serializers.CharField())
    must = serializers.BooleanField(help_text="Who gets this wrong does not pass.")
    chosen = serializers.IntegerField(allow_null=True)
    right = serializers.IntegerField(allow_null=True, help_text="Told once the answers are in.")
    why = serializers.CharField()
    source = serializers.CharField()


class TrySerializer(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.IntegerField()
    is_finished = serializers.BooleanField()
    is_passed = serializers.BooleanField()
    right = serializers.IntegerField()
    questions = QuestionSerializer(many=True)


class QuizView(APIView):
    @extend_schema(operation_id="quiz_start", request=None, responses={201: TrySerializer})
    def post(self, request: Request) -> Response:
        """Start a try, or get the one of today that is still open."""
        return _try(quiz_services.start(by=request.user), status.HTTP_201_CREATED)


class QuizTryView(APIView):
    @extend_schema(operation_id="quiz_read", responses=TrySerializer)
    def get(self, request: Request, pk: int) -> Response:
        """One of my tries; with the right answers once it is finished."""
        return _try(quizzes.own_of(request.user, pk))

    @extend_schema(operation_id="quiz_answer", request=AnswersSerializer, responses=TrySerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Hand in all answers, once."""
        quiz_try = quizzes.own_of(request.user, pk)
        answers = _read(AnswersSerializer, request)["answers"]
        return _try(quiz_services.answer(quiz_try=quiz_try, answers=answers, by=request.user))


def _read(serializer: type[Any], request: Request) -> Body:
    given = serializer(data=request.data)
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)


def _mine(request: Request, code: int = status.HTTP_200_OK) -> Response:
    permissions.check_can_be_cleared(request.user)
    return Response(MyClearanceSerializer(my_clearance.of(request.user)).data, status=code)


def _try(quiz_try: Any, code: int = status.HTTP_200_OK) -> Response:
    body = {
        "id": quiz_try.pk,
        "is_finished": quiz_try.finished_at is not None,
        "is_passed": quiz_try.is_passed,
        "right": quiz_try.right,
        "questions": quizzes.shown(quiz_try),
    }
    return Response(TrySerializer(body).data, status=code)
