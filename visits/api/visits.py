"""Visits over the API: the same services, the same rights, names as the reader may know them; never pupils'."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import written
from core.errors import Invalid
from core.pagination import AsListed
from network.api.bodies import ReasonSerializer, read
from people.selectors import hats
from visits.api import bodies
from visits.enums import HOLDING_STATES, Step, Tab, Transport, VisitSide, VisitState
from visits.models import SafetySheet, Slot, Visit
from visits.selectors import chain, lists, obstacles, readiness, slot_moves, waits
from visits.selectors import visits as selectors
from visits.services import changes, preparing, reminders
from visits.services import visits as services
from visits.services.preparing import Travel

_BOARD = 200


class WaitSerializer(serializers.Serializer):  # type: ignore[type-arg]
    step = serializers.ChoiceField(choices=Step.choices)
    holder = serializers.CharField()
    text = serializers.CharField()
    since = serializers.DateTimeField()
    days = serializers.IntegerField()


class HeldSerializer(WaitSerializer):
    visit = serializers.IntegerField(source="visit.pk")


class VisitSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    offer = serializers.IntegerField(source="slot.offer_id")
    host = serializers.CharField(source="slot.offer.organisation.name")
    school_name = serializers.CharField(source="school.organisation.name")
    starts_at = serializers.DateTimeField(source="slot.starts_at")
    ends_at = serializers.DateTimeField(source="slot.ends_at")

    class Meta:
        model = Visit
        fields = (
            "id", "slot", "offer", "host", "school", "school_name", "state", "starts_at", "ends_at", "party",
            "meeting_point", "transport", "sequence",
        )  # fmt: skip


class VisitDetailSerializer(VisitSerializer):
    """`lead` is the teacher who leads; to the school's staff `staff` names everybody who goes along."""

    purpose = serializers.SerializerMethodField()
    needs = serializers.SerializerMethodField()
    transport_plan = serializers.SerializerMethodField()
    returned_for = serializers.SerializerMethodField()
    reason = serializers.SerializerMethodField()
    lead = serializers.SerializerMethodField()
    staff = serializers.SerializerMethodField()
    waits = serializers.SerializerMethodField()
    missing = serializers.SerializerMethodField()
    obstacles = serializers.SerializerMethodField()
    sheets = serializers.SerializerMethodField()

    class Meta(VisitSerializer.Meta):
        fields = (
            *VisitSerializer.Meta.fields, "purpose", "needs", "transport_plan", "returned_for", "reason", "lead",
            "staff", "waits", "missing", "obstacles", "sheets",
        )  # type: ignore[assignment]  # fmt: skip

    def _side(self, visit: Visit) -> VisitSide:
        return selectors.side_of(self.context["request"].user, visit)

    def _for(self, visit: Visit, value: str, *sides: VisitSide) -> str:
        return value if self._side(visit) in sides else ""

    def get_purpose(self, visit: Visit) -> str:
        return self._for(visit, visit.purpose, VisitSide.SCHOOL, VisitSide.HOST)

    def get_needs(self, visit: Visit) -> str:
        return self._for(visit, visit.needs, VisitSide.SCHOOL, VisitSide.HOST)

    def get_transport_plan(self, visit: Visit) -> str:
        return self._for(visit, visit.transport_plan, VisitSide.SCHOOL, VisitSide.PUPIL)

    def get_returned_for(self, visit: Visit) -> str:
        return self._for(visit, visit.returned_for, VisitSide.SCHOOL)

    def get_reason(self, visit: Visit) -> str:
        return self._for(visit, visit.reason, VisitSide.SCHOOL, VisitSide.HOST)

    def get_lead(self, visit: Visit) -> str:
        return next((row.person.full_name for row in self._staff(visit) if row.is_lead), "")

    def get_staff(self, visit: Visit) -> list[str]:
        inside = self._side(visit) == VisitSide.SCHOOL
        return [row.person.full_name for row in self._staff(visit)] if inside else []

    @extend_schema_field(WaitSerializer(many=True))
    def get_waits(self, visit: Visit) -> Any:
        found = [] if self._side(visit) == VisitSide.PUPIL else waits.of([visit]).get(visit.pk, [])
        return WaitSerializer(found, many=True).data

    def get_missing(self, visit: Visit) -> list[str]:
        prepared = visit.state in HOLDING_STATES and visit.state != VisitState.CONFIRMED
        if not prepared or self._side(visit) != VisitSide.SCHOOL:
            return []
        return [str(found.label) for found in readiness.missing_from(visit)]

    def get_obstacles(self, visit: Visit) -> list[str]:
        found = obstacles.of(visit)
        if self._side(visit) == VisitSide.PUPIL:
            return [_("Chuyến đi đang tạm dừng.")] if found else []
        return [str(obstacle.label) for obstacle in found]

    def get_sheets(self, visit: Visit) -> list[int]:
        """For the host: the safety sheets one may accept with, the newest first."""
        return [row.pk for row in chain.sheets_for(visit)] if self._side(visit) == VisitSide.HOST else []

    def _staff(self, visit: Visit) -> list[Any]:
        return list(visit.staff.select_related("person"))


class VisitViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    serializer_class = VisitSerializer
    queryset = Visit.objects.none()
    pagination_class = AsListed
    lookup_value_regex = r"\d+"

    @extend_schema(parameters=[OpenApiParameter("tab", enum=Tab.values, default=Tab.COMING)])
    def list(self, request: Request) -> Response:
        """Visits of one's own side: those that wait for oneself, those to come, those that are over."""
        asked = request.query_params.get("tab", Tab.COMING)
        if asked not in Tab.values:
            raise Invalid(_("Không có danh sách này."), field="tab")
        rows = written.rows(lists.listed, hats.reader(request.user), tab=Tab(asked))
        return self.get_paginated_response(VisitSerializer(self.paginate_queryset(rows) or [], many=True).data)  # type: ignore[arg-type]

    @extend_schema(responses=HeldSerializer(many=True), parameters=[])
    @action(detail=False, pagination_class=None)
    def board(self, request: Request) -> Response:
        """Who holds up what and since when, over all of one's visits, what waits longest first."""
        rows = written.rows(lists.held_up, hats.reader(request.user))[:_BOARD]
        found = [wait for waiting in waits.of(rows).values() for wait in waiting]
        return Response(HeldSerializer(sorted(found, key=lambda wait: wait.since), many=True).data)

    @extend_schema(responses=VisitDetailSerializer)
    def retrieve(self, request: Request, pk: str) -> Response:
        """One visit: who holds it up, what is missing, what freezes it, names as the reader may know them."""
        return self._whole(self._visit(pk))

    @extend_schema(request=None, responses=VisitDetailSerializer)
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: str) -> Response:
        """Turn the school's key."""
        return self._whole(services.approve(visit=self._visit(pk), by=request.user))

    @extend_schema(request=ReasonSerializer, responses=VisitDetailSerializer)
    @action(detail=True, methods=["post"], url_path="send-back")
    def send_back(self, request: Request, pk: str) -> Response:
        """Ask the organiser to mend something before it is approved."""
        visit = self._visit(pk)
        return self._whole(services.send_back(visit=visit, by=request.user, **read(ReasonSerializer, request)))

    @extend_schema(request=None, responses=VisitDetailSerializer)
    @action(detail=True, methods=["post"], url_path="hand-in")
    def hand_in(self, request: Request, pk: str) -> Response:
        """Say that what the head of school asked for is mended."""
        return self._whole(services.hand_in(visit=self._visit(pk), by=request.user))

    @extend_schema(request=bodies.AcceptVisitSerializer, responses=VisitDetailSerializer)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: str) -> Response:
        """Turn the host's key, with a safety sheet that holds on the day."""
        visit, asked = self._visit(pk), read(bodies.AcceptVisitSerializer, request)
        sheet = SafetySheet.objects.filter(pk=asked["safety"], offer=visit.slot.offer_id).first()
        if sheet is None:
            raise Invalid(_("Phiếu an toàn này thuộc một đề nghị khác."), field="safety")
        return self._whole(services.accept(visit=visit, safety=sheet, by=request.user))

    @extend_schema(request=ReasonSerializer, responses=VisitDetailSerializer)
    @action(detail=True, methods=["post"])
    def refuse(self, request: Request, pk: str) -> Response:
        """Say no, with a reason."""
        visit = self._visit(pk)
        return self._whole(services.refuse(visit=visit, by=request.user, **read(ReasonSerializer, request)))

    @extend_schema(request=ReasonSerializer, responses=VisitDetailSerializer)
    @action(detail=True, methods=["post"], url_path="take-key-back")
    def take_key_back(self, request: Request, pk: str) -> Response:
        """Turn one's own side's key back, with a reason."""
        visit = self._visit(pk)
        return self._whole(services.take_key_back(visit=visit, by=request.user, **read(ReasonSerializer, request)))

    @extend_schema(request=ReasonSerializer, responses=VisitDetailSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        """End it from anywhere, with a reason; the seats go to who waits."""
        visit = self._visit(pk)
        return self._whole(services.cancel(visit=visit, by=request.user, **read(ReasonSerializer, request)))

    @extend_schema(request=None, responses=VisitDetailSerializer)
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: str) -> Response:
        """Turn the last key; pupils without a guardian's yes are left off."""
        return self._whole(services.confirm(visit=self._visit(pk), by=request.user))

    @extend_schema(request=bodies.StepSerializer, responses=VisitDetailSerializer)
    @action(detail=True, methods=["post"])
    def remind(self, request: Request, pk: str) -> Response:
        """Remind whoever holds a step, once a day."""
        visit, asked = self._visit(pk), read(bodies.StepSerializer, request)
        return self._whole(reminders.remind(visit=visit, step=Step(asked["step"]), by=request.user))

    @extend_schema(request=bodies.TravelSerializer, responses=VisitDetailSerializer)
    @action(detail=True, methods=["post"])
    def travel(self, request: Request, pk: str) -> Response:
        """How the group comes there and back, and where it meets."""
        visit, facts = self._visit(pk), read(bodies.TravelSerializer, request)
        plan = Travel(Transport(facts["transport"]), facts["plan"], facts["meeting_point"])
        return self._whole(preparing.travel(visit=visit, travel=plan, by=request.user))

    @extend_schema(request=bodies.VisitStaffSerializer, responses=VisitDetailSerializer)
    @action(detail=True, methods=["post"])
    def staff(self, request: Request, pk: str) -> Response:
        """Exactly these of the school's staff go along; one of them leads."""
        visit = self._visit(pk)
        return self._whole(
            preparing.name_staff(visit=visit, by=request.user, **read(bodies.VisitStaffSerializer, request))
        )

    @extend_schema(request=bodies.ContactSerializer, responses=VisitDetailSerializer)
    @action(detail=True, methods=["post"])
    def contact(self, request: Request, pk: str) -> Response:
        """Whom to call when something happens."""
        visit = self._visit(pk)
        return self._whole(preparing.contact(visit=visit, by=request.user, **read(bodies.ContactSerializer, request)))

    @extend_schema(request=bodies.PartySerializer, responses=VisitDetailSerializer)
    @action(detail=True, methods=["post"])
    def party(self, request: Request, pk: str) -> Response:
        """Another number of pupils; refused with the seats that are left."""
        visit = self._visit(pk)
        return self._whole(changes.resize(visit=visit, by=request.user, **read(bodies.PartySerializer, request)))

    @extend_schema(request=bodies.MoveSerializer, responses=VisitDetailSerializer)
    @action(detail=True, methods=["post"])
    def move(self, request: Request, pk: str) -> Response:
        """To another slot of the same offer: seats and everybody's time at once, or nothing."""
        visit, asked = self._visit(pk), read(bodies.MoveSerializer, request)
        slot = Slot.objects.filter(pk=asked["slot"], offer=visit.slot.offer_id).first()
        if slot is None:
            raise Invalid(_("Chỉ dời được sang khung giờ khác của cùng nơi đón."), field="slot")
        return self._whole(changes.move_to(visit=visit, slot=slot, by=request.user))

    def _visit(self, pk: str) -> Visit:
        return selectors.get_for(self.request.user, int(pk))

    def _whole(self, visit: Visit) -> Response:
        return Response(VisitDetailSerializer(visit, context=self.get_serializer_context()).data)


class SlotMoveView(APIView):
    @extend_schema(request=bodies.SlotTimeSerializer, responses=bodies.SlotTimeSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Move a slot of one's own to another time, with every visit on it: all of them or none."""
        slot, asked = slot_moves.get_for(request.user, pk), read(bodies.SlotTimeSerializer, request)
        moved = changes.move_slot(slot=slot, by=request.user, **asked)
        return Response(bodies.SlotTimeSerializer(moved).data)
