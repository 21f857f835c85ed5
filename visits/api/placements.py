"""Internships over the API: the same services, the same rights, the pupil as the reader may know the pupil."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.errors import Invalid, Refused
from network.api.bodies import ReasonSerializer, read
from network.models import Offer
from network.selectors import posts
from people.models import User
from visits.api import placement_bodies as bodies
from visits.enums import Answer, AnswerWay, PlacementKey, PlacementNeed
from visits.forms.placements import week_of
from visits.models import Placement
from visits.permissions import placements as permissions
from visits.selectors import placement_guardians, placement_said
from visits.selectors import placement_readiness as readiness
from visits.selectors import placements as selectors
from visits.services import evaluations, placement_log, placement_reads
from visits.services import placement_guardians as guardian_services
from visits.services import placements as services
from visits.services.evaluations import Words
from visits.services.placement_log import Day
from visits.services.placement_terms import Description, Plan, Task


class PlacementSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    pupil_name = serializers.CharField(read_only=True)

    class Meta:
        model = Placement
        fields = ("id", "offer", "school", "pupil_name", "state", "first_day", "last_day", "asked_at", "ended_at")


class PlacementDetailSerializer(PlacementSerializer):
    """What is closed to the reader is empty."""

    week = serializers.SerializerMethodField()
    tasks = serializers.SerializerMethodField()
    goals = serializers.SerializerMethodField()
    keys = serializers.SerializerMethodField()
    missing = serializers.SerializerMethodField()
    reason = serializers.SerializerMethodField()
    log = serializers.SerializerMethodField()
    evaluations = serializers.SerializerMethodField()

    class Meta(PlacementSerializer.Meta):
        fields = (
            *PlacementSerializer.Meta.fields, "adviser", "supervisor", "second_adult", "week", "tasks", "goals",
            "keys", "missing", "reason", "log", "evaluations",
        )  # fmt: skip

    @extend_schema_field(bodies.SpanSerializer(many=True))
    def get_week(self, placement: Placement) -> Any:
        return [{"day": day, "starts": starts, "ends": ends} for day, starts, ends in placement.week]

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_tasks(self, placement: Placement) -> list[str]:
        return [task["text"] for task in placement.tasks]

    def get_goals(self, placement: Placement) -> str:
        return placement.goals if self.context["reads"] else ""

    @extend_schema_field(serializers.DictField(child=serializers.BooleanField()))
    def get_keys(self, placement: Placement) -> dict[str, bool]:
        found: dict[PlacementKey, bool] = readiness.turned(placement)
        return {key.value: stands for key, stands in found.items()}

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(choices=PlacementNeed.choices)))
    def get_missing(self, placement: Placement) -> list[str]:
        return [need.value for need in self.context["needs"]]

    def get_reason(self, placement: Placement) -> str:
        return selectors.reason_for(self.context["request"].user, placement)

    @extend_schema_field(bodies.LogEntrySerializer(many=True))
    def get_log(self, placement: Placement) -> Any:
        weeks = placement_said.weeks_for(self.context["request"].user, placement) if self.context["reads"] else []
        return bodies.LogEntrySerializer([row for week in weeks for row in week.entries], many=True).data

    @extend_schema_field(bodies.EvaluationSerializer(many=True))
    def get_evaluations(self, placement: Placement) -> Any:
        viewer = self.context["request"].user
        rows = placement_said.last_words_for(viewer, placement) if self.context["reads"] else []
        return bodies.EvaluationSerializer(rows, many=True).data


_WHOLE = PlacementDetailSerializer


class PlacementViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    serializer_class = PlacementSerializer
    queryset = Placement.objects.none()
    lookup_value_regex = r"\d+"

    def list(self, request: Request) -> Response:
        """Internships one is part of, newest first; hosts read no name here."""
        rows = self.paginate_queryset(selectors.visible_to(request.user)) or []
        placement_reads.noted_list(request.user, rows)
        return self.get_paginated_response(PlacementSerializer(rows, many=True).data)

    @extend_schema(responses=_WHOLE)
    def retrieve(self, request: Request, pk: str) -> Response:
        """One internship: its plan, its keys, what is missing, and the log where it is open to the reader."""
        return self._whole(self._placement(pk))

    @extend_schema(request=bodies.NewPlacementSerializer, responses={201: _WHOLE})
    def create(self, request: Request) -> Response:
        """Introduce a pupil of one's own club to an internship."""
        asked = read(bodies.NewPlacementSerializer, request)
        offer = posts.get_for(request.user, Offer, asked["offer"])
        permissions.check_can_introduce(request.user, offer)
        pupil = selectors.candidates_for(request.user).filter(pk=asked["pupil"]).first()
        if pupil is None:
            raise Refused(_("Thầy cô chỉ giới thiệu được các em trong câu lạc bộ mình phụ trách."))
        made = services.ask(offer=offer, pupil=pupil, plan=_plan(asked), by=request.user)
        return self._whole(made, status.HTTP_201_CREATED)

    @extend_schema(request=bodies.WishSerializer, responses={204: None})
    @action(detail=False, methods=["post"])
    def wish(self, request: Request) -> Response:
        """A pupil asks the advisers of the own clubs for an introduction."""
        offer = posts.get_for(request.user, Offer, read(bodies.WishSerializer, request)["offer"])
        services.wish(offer=offer, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=bodies.PlanSerializer, responses=_WHOLE)
    @action(detail=True, methods=["post"])
    def change(self, request: Request, pk: str) -> Response:
        """Other days, hours or goals: everybody is asked anew."""
        placement = self._placement(pk)
        permissions.check_can_change(request.user, placement)
        asked = read(bodies.PlanSerializer, request)
        return self._whole(services.change(placement=placement, plan=_plan(asked), by=request.user))

    @extend_schema(request=bodies.DescriptionSerializer, responses=_WHOLE)
    @action(detail=True, methods=["post"])
    def describe(self, request: Request, pk: str) -> Response:
        """The host names two adults and the tasks, each looked up in the list of prohibited work."""
        placement = self._placement(pk)
        permissions.check_can_describe(request.user, placement)
        asked = read(bodies.DescriptionSerializer, request)
        said = Description(
            supervisor=_adult(placement, asked["supervisor"], "supervisor"),
            second_adult=_adult(placement, asked["second_adult"], "second_adult"),
            tasks=[Task(row["text"], row["is_clear"]) for row in asked["tasks"]],
            place_is_clear=asked["place_is_clear"],
        )
        return self._whole(services.describe(placement=placement, description=said, by=request.user))

    @extend_schema(request=None, responses=_WHOLE)
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: str) -> Response:
        """The school's key."""
        return self._whole(services.approve(placement=self._placement(pk), by=request.user))

    @extend_schema(request=None, responses=_WHOLE)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: str) -> Response:
        """The host's key; one seat is taken."""
        return self._whole(services.accept(placement=self._placement(pk), by=request.user))

    @extend_schema(request=None, responses=_WHOLE)
    @action(detail=True, methods=["post"])
    def agree(self, request: Request, pk: str) -> Response:
        """The pupil's key."""
        return self._whole(services.agree(placement=self._placement(pk), by=request.user))

    @extend_schema(request=ReasonSerializer, responses=_WHOLE)
    @action(detail=True, methods=["post"], url_path="take-key-back")
    def take_key_back(self, request: Request, pk: str) -> Response:
        """Turn one's own key back, with a reason."""
        return self._reasoned(services.take_key_back, pk)

    @extend_schema(request=ReasonSerializer, responses=_WHOLE)
    @action(detail=True, methods=["post"])
    def refuse(self, request: Request, pk: str) -> Response:
        """Say no for good, with a reason."""
        return self._reasoned(services.refuse, pk)

    @extend_schema(request=ReasonSerializer, responses=_WHOLE)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Take the introduction back, with a reason."""
        return self._reasoned(services.withdraw, pk)

    @extend_schema(request=ReasonSerializer, responses=_WHOLE)
    @action(detail=True, methods=["post"])
    def stop(self, request: Request, pk: str) -> Response:
        """Stop it before its time, with a reason."""
        return self._reasoned(services.stop, pk)

    @extend_schema(request=None, responses=_WHOLE)
    @action(detail=True, methods=["post"])
    def complete(self, request: Request, pk: str) -> Response:
        """Close it as completed, from its last day on."""
        return self._whole(services.complete(placement=self._placement(pk), by=request.user))

    @extend_schema(request=bodies.PaperSerializer, responses=_WHOLE)
    @action(detail=True, methods=["post"])
    def paper(self, request: Request, pk: str) -> Response:
        """Write down what a guardian signed on paper; a yes counts once a second of the staff confirmed it."""
        placement = self._placement(pk)
        permissions.check_can_take_paper(request.user, placement)
        asked = read(bodies.PaperSerializer, request)
        known = {row.pk: row for row in placement_guardians.guardians_of(placement)}
        if asked["guardianship"] not in known:
            raise Invalid(_("Người này không còn là người giám hộ của em."), field="guardianship")
        guardian_services.answer(
            placement=placement,
            guardianship=known[asked["guardianship"]],
            answer=Answer(asked["answer"]),
            way=AnswerWay.PAPER,
            note=asked["note"],
            by=request.user,
        )
        return self._whole(placement)

    @extend_schema(request=bodies.AgreementSerializer, responses=_WHOLE)
    @action(detail=True, methods=["post"], url_path="confirm-paper")
    def confirm_paper(self, request: Request, pk: str) -> Response:
        """The second of the staff stands for what the paper says."""
        placement = self._placement(pk)
        asked = read(bodies.AgreementSerializer, request)
        return self._whole(guardian_services.confirm_paper(placement=placement, by=request.user, **asked))

    @extend_schema(request=bodies.NewEntrySerializer, responses=_WHOLE)
    @action(detail=True, methods=["post"])
    def log(self, request: Request, pk: str) -> Response:
        """Write down some hours; over a limit or at a forbidden time they are refused with the rule."""
        placement = self._placement(pk)
        permissions.check_can_log(request.user, placement)
        entry = Day(**read(bodies.NewEntrySerializer, request))
        placement_log.write(placement=placement, entry=entry, by=request.user)
        return self._whole(placement)

    @extend_schema(request=bodies.EntryNumberSerializer, responses=_WHOLE)
    @action(detail=True, methods=["post"], url_path="remove-log")
    def remove_log(self, request: Request, pk: str) -> Response:
        """Take an entry out again that nobody has signed."""
        placement = self._placement(pk)
        asked = read(bodies.EntryNumberSerializer, request)
        return self._whole(placement_log.remove(placement=placement, by=request.user, **asked))

    @extend_schema(request=bodies.WeekSerializer, responses=_WHOLE)
    @action(detail=True, methods=["post"])
    def sign(self, request: Request, pk: str) -> Response:
        """The supervisor signs the week of a day."""
        return self._signed(placement_log.sign_week, pk)

    @extend_schema(request=bodies.WeekSerializer, responses=_WHOLE)
    @action(detail=True, methods=["post"])
    def countersign(self, request: Request, pk: str) -> Response:
        """The adviser signs what the supervisor signed, of the week of a day."""
        return self._signed(placement_log.countersign_week, pk)

    @extend_schema(request=bodies.NewEvaluationSerializer, responses=_WHOLE)
    @action(detail=True, methods=["post"])
    def evaluate(self, request: Request, pk: str) -> Response:
        """The last words of an adult."""
        return self._said(evaluations.evaluate, bodies.NewEvaluationSerializer, pk)

    @extend_schema(request=bodies.ReflectionSerializer, responses=_WHOLE)
    @action(detail=True, methods=["post"])
    def reflect(self, request: Request, pk: str) -> Response:
        """The pupil's three answers."""
        return self._said(evaluations.reflect, bodies.ReflectionSerializer, pk)

    def _placement(self, pk: str) -> Placement:
        return selectors.get_for(self.request.user, int(pk))

    def _reasoned(self, service: Any, pk: str) -> Response:
        placement = self._placement(pk)
        return self._whole(service(placement=placement, by=self.request.user, **read(ReasonSerializer, self.request)))

    def _signed(self, service: Any, pk: str) -> Response:
        placement = self._placement(pk)
        service(placement=placement, by=self.request.user, **read(bodies.WeekSerializer, self.request))
        return self._whole(placement)

    def _said(self, service: Any, body: Any, pk: str) -> Response:
        placement = self._placement(pk)
        permissions.check_can_evaluate(self.request.user, placement)
        service(placement=placement, said=Words(**read(body, self.request)), by=self.request.user)
        return self._whole(placement)

    def _whole(self, placement: Placement, code: int = status.HTTP_200_OK) -> Response:
        viewer, needs = self.request.user, readiness.missing_from(placement)
        placement.pupil_name = placement_reads.noted(viewer, placement, needs)  # type: ignore[attr-defined]
        reads = selectors.reads_pupil(viewer, placement, needs)
        context = {**self.get_serializer_context(), "needs": needs, "reads": reads}
        return Response(PlacementDetailSerializer(placement, context=context).data, status=code)


def _plan(asked: dict[str, Any]) -> Plan:
    return Plan(asked["first_day"], asked["last_day"], week_of(asked["week"]), asked["goals"])


def _adult(placement: Placement, pk: int, field: str) -> User:
    found = next((row for row in selectors.adults_of(placement) if row.pk == pk), None)
    if found is None:
        raise Invalid(_("Người này chưa đủ thẩm định để ở gần học sinh tại cơ sở."), field=field)
    return found
