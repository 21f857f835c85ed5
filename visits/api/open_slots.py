"""Open slots over the API: the same list, the same booking, the same line."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from core import problems
from core.api_keys import KeyField
from core.errors import Conflict
from core.pagination import AsListed
from network.api.bodies import read
from network.models import Club
from people.models import School, User
from people.selectors import hats
from visits import cards
from visits.forms.finding import SlotFilterForm
from visits.models import Slot, Visit
from visits.permissions import slot_requests as request_permissions
from visits.rules import PARTY_MOST
from visits.selectors import nearest, slots, waiting
from visits.selectors import visits as visit_selectors
from visits.services import visits as services
from visits.services import waiting as waiting_services
from visits.services.visits import Booking


class OpenSlotSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """Of `cards.SlotCard`; `reasons` say why it fits a club of the reader's own school."""

    id = serializers.IntegerField(source="slot.pk")
    offer = serializers.IntegerField(source="slot.offer_id")
    title = serializers.CharField(source="slot.offer.title")
    kind = serializers.CharField(source="slot.offer.kind")
    host = serializers.CharField(source="slot.offer.organisation.name")
    commune = serializers.CharField(source="slot.offer.commune.code")
    starts_at = serializers.DateTimeField(source="slot.starts_at")
    ends_at = serializers.DateTimeField(source="slot.ends_at")
    seats = serializers.IntegerField(source="slot.seats")
    seats_left = serializers.IntegerField(source="slot.seats_left")
    kilometres = serializers.FloatField(allow_null=True)
    youngest = serializers.IntegerField()
    party_min = serializers.IntegerField(source="hosting.party_min", allow_null=True, default=None)
    party_max = serializers.IntegerField(source="hosting.party_max", allow_null=True, default=None)
    club = serializers.CharField(allow_blank=True)
    reasons = serializers.ListField(child=serializers.CharField())
    again_percent = serializers.IntegerField(
        source="again.percent", allow_null=True, default=None, help_text="Schools that would go again; null below five."
    )


class BookingSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """`school` where the person works at several; `lead` is whoever asks, unless named."""

    party = serializers.IntegerField(min_value=1, max_value=PARTY_MOST)
    purpose = serializers.CharField(max_length=1000)
    grade_band = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    needs = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")
    school = KeyField(queryset=School.objects.all(), required=False)
    club = KeyField(queryset=Club.objects.select_related("school"), required=False, allow_null=True)
    lead = KeyField(queryset=User.objects.filter(is_active=True), required=False, allow_null=True)
    may_wait = serializers.BooleanField(required=False, default=True)


class BookedSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    """`place` in the line where the visit waits, else null."""

    place = serializers.SerializerMethodField()

    class Meta:
        model = Visit
        fields = ("id", "slot", "school", "club", "organiser", "party", "state", "place", "booked_at")

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_place(self, visit: Visit) -> int | None:
        if visit.state != "waiting":
            return None
        known: int | None = getattr(visit, "place", None)
        return known or waiting.place_of(visit)


class OpenSlotsView(GenericAPIView):  # type: ignore[type-arg]
    serializer_class = OpenSlotSerializer
    queryset = Slot.objects.none()
    pagination_class = AsListed

    @extend_schema(operation_id="open_slots_list", responses=OpenSlotSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Open slots, narrowed and ordered by the same names as on the page."""
        found = slots.open_to(request.user, SlotFilterForm(request.query_params).asked())
        keys = self.paginate_queryset(found.keys) or []
        rows = cards.of(request.user, slots.with_rows(request.user, keys, found.kilometres))
        return self.get_paginated_response(OpenSlotSerializer(rows, many=True).data)


class OpenSlotView(GenericAPIView):  # type: ignore[type-arg]
    serializer_class = OpenSlotSerializer
    queryset = Slot.objects.none()

    def get(self, request: Request, pk: int) -> Response:
        """One open slot, with how far it is and why it fits the clubs of the reader's school."""
        slot = slots.get_for(request.user, pk)
        [card] = cards.of(request.user, slots.alone(request.user, slot))
        return Response(OpenSlotSerializer(card).data)


class NearestView(GenericAPIView):  # type: ignore[type-arg]
    serializer_class = OpenSlotSerializer
    queryset = Slot.objects.none()
    pagination_class = None

    @extend_schema(responses=OpenSlotSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """What else is free for `party`: the same host first, then others of the same field."""
        slot = slots.get_for(request.user, pk)
        party = SlotFilterForm(request.query_params).wanted().get("party") or 1
        return Response(_nearest(request, slot, party))


class BookView(GenericAPIView):  # type: ignore[type-arg]
    serializer_class = BookingSerializer
    queryset = Slot.objects.none()

    @extend_schema(request=BookingSerializer, responses={201: BookedSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Hold seats, or join the line. Who is refused because others were faster is told in `nearest` what is free."""
        slot = slots.get_for(request.user, pk)
        request_permissions.check_can_ask(request.user)
        given = read(BookingSerializer, request)
        school = given.pop("school", None) or own_school(request)
        try:
            visit = services.book(booking=Booking(slot=slot, school=school, **given), by=request.user)
        except Conflict as refusal:
            return self._too_late(request, slot, given["party"], refusal)
        return Response(BookedSerializer(visit).data, status=status.HTTP_201_CREATED)

    def _too_late(self, request: Request, slot: Slot, party: int, refusal: Conflict) -> Response:
        response = problems.answer(refusal, {})
        if response is None:
            raise refusal
        response.data["nearest"] = _nearest(request, slot, party)
        return response


class WaitingView(GenericAPIView):  # type: ignore[type-arg]
    serializer_class = BookedSerializer
    queryset = Visit.objects.none()
    pagination_class = AsListed

    @extend_schema(responses=BookedSerializer(many=True))
    def get(self, request: Request) -> Response:
        """What the schools of the person stand in line for, with their places."""
        request_permissions.check_can_ask(request.user)
        rows = self.paginate_queryset(waiting.waiting_of(request.user)) or []
        return self.get_paginated_response(BookedSerializer(rows, many=True).data)


class LeaveView(GenericAPIView):  # type: ignore[type-arg]
    serializer_class = BookedSerializer
    queryset = Visit.objects.none()

    @extend_schema(request=None)
    def post(self, request: Request, pk: int) -> Response:
        """Leave the line for a slot."""
        visit = waiting_services.leave(visit=visit_selectors.get_for(request.user, pk), by=request.user)
        return Response(BookedSerializer(visit).data)


def own_school(request: Request) -> School:
    """The first school of whoever asks, who works at one."""
    staffed = hats.of(request.user).staffed_school_ids
    return School.objects.select_related("organisation").get(pk=min(staffed))


def _nearest(request: Request, slot: Slot, party: int) -> list[Any]:
    rows = nearest.free_near(request.user, slot, party)
    return list(OpenSlotSerializer(cards.of(request.user, rows), many=True).data)
