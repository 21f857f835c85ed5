"""A school's pupils over the API: the same services, the same rights; passwords only in the answer that makes them."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from people.enums import GuardianRelation
from people.forms.pupils import PupilFilterForm
from people.models import Affiliation, School
from people.permissions import pupils as permissions
from people.selectors import pupils as selectors
from people.selectors import roll_overs as roll_over_selectors
from people.services import cards, former_pupils, read_log, roll_overs, school_roll


class PupilSerializer(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.IntegerField(source="user_id", read_only=True)
    username = serializers.CharField(source="user.username", read_only=True)
    full_name = serializers.CharField(source="user.full_name", max_length=120)
    birth_date = serializers.DateField(source="user.birth_date")
    class_name = serializers.CharField(source="title", max_length=20)
    code = serializers.CharField(source="pupil_code", max_length=30, allow_blank=True, default="")
    has_consent = serializers.BooleanField(source="consented", read_only=True, help_text="To the account, today.")
    has_assented = serializers.SerializerMethodField()
    has_logged_in = serializers.SerializerMethodField()

    def get_has_assented(self, hat: Affiliation) -> bool:
        return hat.user.assented_at is not None

    def get_has_logged_in(self, hat: Affiliation) -> bool:
        return hat.user.last_login is not None

    def content(self, hat: Affiliation | None = None) -> dict[str, Any]:
        """What `services.school_roll` takes; on a change, what was not sent stays as it is."""
        given = {**self.validated_data, **self.validated_data.get("user", {})}
        names = {"full_name": "full_name", "birth_date": "birth_date", "class_name": "title", "code": "pupil_code"}
        now = PupilSerializer(hat).data if hat else {}
        content = {name: given.get(source, now.get(name)) for name, source in names.items()}
        return {**content, "birth_date": str(content["birth_date"] or "")}


class NewPupilSerializer(PupilSerializer):
    guardian_name = serializers.CharField(max_length=120, required=False, allow_blank=True)
    guardian_phone = serializers.CharField(max_length=30, required=False, allow_blank=True)
    guardian_relation = serializers.ChoiceField(choices=GuardianRelation.choices, required=False)
    is_another = serializers.BooleanField(
        default=False, help_text="Yes: a second pupil with a name and birth date that the school has already."
    )

    def content(self, hat: Affiliation | None = None) -> dict[str, Any]:
        more = ("guardian_name", "guardian_phone", "guardian_relation", "is_another")
        return {**super().content(), **{name: self.validated_data.get(name) for name in more}}


class CardSerializer(serializers.Serializer):  # type: ignore[type-arg]
    pupil = serializers.IntegerField()
    full_name = serializers.CharField()
    class_name = serializers.CharField()
    username = serializers.CharField()
    password = serializers.CharField(help_text="Shown once. It must be changed at the first log-in on the pages.")


class ClassSerializer(serializers.Serializer):  # type: ignore[type-arg]
    name = serializers.CharField()
    pupils = serializers.IntegerField()
    open = serializers.IntegerField(help_text="Accounts that are open.")
    never = serializers.IntegerField(help_text="Pupils who never logged in.")
    unconsented = serializers.IntegerField(help_text="Pupils whose guardian has not consented to the account.")


class ClassNameSerializer(serializers.Serializer):  # type: ignore[type-arg]
    class_name = serializers.CharField(max_length=80)


class MoveSerializer(serializers.Serializer):  # type: ignore[type-arg]
    class_name = serializers.CharField()
    pupils = serializers.IntegerField()
    becomes = serializers.CharField(allow_blank=True, help_text="Empty for a class that leaves the school.")


class RollOverSerializer(serializers.Serializer):  # type: ignore[type-arg]
    moves = serializers.DictField(child=serializers.CharField(allow_blank=True, max_length=20))


class DoneSerializer(serializers.Serializer):  # type: ignore[type-arg]
    year = serializers.IntegerField()
    moves = serializers.DictField(child=serializers.CharField())


class PupilsView(GenericAPIView):  # type: ignore[type-arg]
    serializer_class = PupilSerializer
    queryset = Affiliation.objects.none()

    @extend_schema(operation_id="pupil_list", responses=PupilSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """The pupils, newest first, narrowed like the page by `q`, `class_name` and `state`: open, never, consent."""
        school = _school(request, pk)
        names = [row.name for row in selectors.classes_of(school)]
        wanted = PupilFilterForm(request.query_params, classes=names).wanted()
        piece = self.paginate_queryset(selectors.narrow(selectors.on_roll(school), **wanted)) or []
        read_log.record(reader=request.user, pupils=[hat.user_id for hat in piece], what="roll")
        return self.get_paginated_response(PupilSerializer(piece, many=True).data)

    @extend_schema(operation_id="pupil_create", request=NewPupilSerializer, responses={201: PupilSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Add one pupil. The first password is made with the card."""
        school = _school(request, pk)
        asked = NewPupilSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        pupil = school_roll.add(school=school, content=asked.content(), by=request.user)
        made = selectors.get_on_roll(school, pupil.pk)
        return Response(PupilSerializer(made).data, status=status.HTTP_201_CREATED)


class PupilView(APIView):
    @extend_schema(operation_id="pupil_detail", responses=PupilSerializer)
    def get(self, request: Request, pk: int, pupil_pk: int) -> Response:
        """One pupil of the school."""
        hat = selectors.get_on_roll(_school(request, pk), pupil_pk)
        read_log.record(reader=request.user, pupils=[pupil_pk], what="record")
        return Response(PupilSerializer(hat).data)

    @extend_schema(operation_id="pupil_correct", request=PupilSerializer(partial=True), responses=PupilSerializer)
    def patch(self, request: Request, pk: int, pupil_pk: int) -> Response:
        """Correct the name, the birth date, the class or the code."""
        school = _school(request, pk)
        hat = selectors.get_on_roll(school, pupil_pk)
        asked = PupilSerializer(data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        school_roll.correct(school=school, pupil=hat.user, content=asked.content(hat), by=request.user)
        read_log.record(reader=request.user, pupils=[pupil_pk], what="record")
        return Response(PupilSerializer(selectors.get_on_roll(school, pupil_pk)).data)


class LeaveView(APIView):
    @extend_schema(operation_id="pupil_leave", request=None, responses={204: None})
    def post(self, request: Request, pk: int, pupil_pk: int) -> Response:
        """The pupil changed schools or left: off the roll, out of clubs and teams."""
        school = _school(request, pk)
        former_pupils.leave(pupil=selectors.get_on_roll(school, pupil_pk).user, school=school, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class CardView(APIView):
    @extend_schema(operation_id="pupil_card", request=None, responses=CardSerializer)
    def post(self, request: Request, pk: int, pupil_pk: int) -> Response:
        """A new first password for one pupil; the old one is worth nothing from now on."""
        school = _school(request, pk)
        pupil = selectors.get_on_roll(school, pupil_pk).user
        card = cards.print_one(pupil=pupil, school=school, by=request.user)
        return Response(CardSerializer(card).data, headers={"Cache-Control": "no-store"})


class CardsView(APIView):
    @extend_schema(operation_id="class_cards", request=ClassNameSerializer, responses=CardSerializer(many=True))
    def post(self, request: Request, pk: int) -> Response:
        """New first passwords for those of one class who never logged in."""
        asked = ClassNameSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        printed = cards.print_class(school=selectors.school_of(pk), **asked.validated_data, by=request.user)
        return Response(CardSerializer(printed, many=True).data, headers={"Cache-Control": "no-store"})


class ClassesView(APIView):
    @extend_schema(operation_id="class_list", responses=ClassSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """The school's classes with their counts, no names."""
        return Response(ClassSerializer(selectors.classes_of(_school(request, pk)), many=True).data)


class RollOverView(APIView):
    @extend_schema(operation_id="roll_over_propose", responses=MoveSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """Which class would become which."""
        return Response(MoveSerializer(roll_over_selectors.proposed_for(_school(request, pk)), many=True).data)

    @extend_schema(operation_id="roll_over", request=RollOverSerializer, responses=DoneSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Move every class, once a year; a class that is not named stays as it is."""
        school = _school(request, pk)
        asked = RollOverSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        done = roll_overs.apply(school=school, **asked.validated_data, by=request.user)
        return Response(DoneSerializer(done).data)


def _school(request: Request, pk: int) -> School:
    school = selectors.school_of(pk)
    permissions.check_can_enrol_in(request.user, school)
    return school
