"""Times and days off over the API: the same services, the same rights."""

import datetime as dt
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.pagination import AsListed
from network.models import Offer
from people.api.bodies import read
from people.models import Organisation
from visits.enums import ClosureKind
from visits.models import Closure, Series, Slot, Visit
from visits.permissions import hostings as permissions
from visits.rules import GROUPS_MOST, PARTY_MOST, SLOT_MINUTES
from visits.selectors import closures, host_slots, hostings
from visits.selectors.layouts import Layout, Pattern
from visits.services import closures as closure_services
from visits.services import series as series_services
from visits.services import slots as services
from visits.services.closures import NOTE_LENGTH, DaysOff
from visits.services.slots import Opening


class GroupSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """Never who the pupils are."""

    id = serializers.IntegerField()
    school = serializers.CharField(source="school.organisation.name")
    party = serializers.IntegerField()
    state = serializers.CharField()


class HostSlotSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    visits = GroupSerializer(source="held", many=True)

    class Meta:
        model = Slot
        fields = (
            "id", "offer", "series", "starts_at", "ends_at", "seats", "groups", "seats_taken", "groups_taken",
            "closed_at", "visits",
        )  # fmt: skip
        read_only_fields = fields


class SizeSerializer(serializers.Serializer):  # type: ignore[type-arg]
    seats = serializers.IntegerField(min_value=1, max_value=PARTY_MOST)
    groups = serializers.IntegerField(min_value=1, max_value=GROUPS_MOST, default=1)


class OpeningSerializer(SizeSerializer):
    day = serializers.DateField()
    starts = serializers.TimeField()
    minutes = serializers.IntegerField(min_value=SLOT_MINUTES[0], max_value=SLOT_MINUTES[1], default=120)


class PatternSerializer(SizeSerializer):
    weekdays = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=6), min_length=1, max_length=7, help_text="0 is Monday"
    )
    every_weeks = serializers.IntegerField(min_value=1, max_value=8, default=1)
    first_day = serializers.DateField()
    last_day = serializers.DateField()
    starts = serializers.TimeField()
    minutes = serializers.IntegerField(min_value=SLOT_MINUTES[0], max_value=SLOT_MINUTES[1], default=120)
    skipped = serializers.ListField(child=serializers.DateField(), default=list, max_length=366)


class SeriesSerializer(PatternSerializer):
    id = serializers.IntegerField()
    offer = serializers.IntegerField(source="offer_id")


class TimesSerializer(serializers.Serializer):  # type: ignore[type-arg]
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()


class LayoutSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """`off` says by day why it is left out; `kept` are booked or closed slots left alone; `clashes` are in the way."""

    opens = TimesSerializer(many=True)
    off = serializers.DictField(child=serializers.CharField())
    skipped = serializers.ListField(child=serializers.DateField())
    kept = serializers.ListField(child=serializers.IntegerField())
    clashes = serializers.ListField(child=serializers.IntegerField())


class WrittenSerializer(serializers.Serializer):  # type: ignore[type-arg]
    series = SeriesSerializer()
    layout = LayoutSerializer()


class DaySerializer(serializers.Serializer):  # type: ignore[type-arg]
    day = serializers.DateField()


class CloseSlotSerializer(serializers.Serializer):  # type: ignore[type-arg]
    cancels = serializers.BooleanField(default=False, help_text="Also end the visits that are booked.")
    reason = serializers.CharField(max_length=500, allow_blank=True, default="")


class DaysOffSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """`organisation` is empty for the whole city."""

    organisation = serializers.PrimaryKeyRelatedField(
        queryset=Organisation.objects.all(), allow_null=True, default=None
    )
    kind = serializers.ChoiceField(choices=ClosureKind.choices)
    first_day = serializers.DateField()
    last_day = serializers.DateField()
    note = serializers.CharField(max_length=NOTE_LENGTH, allow_blank=True, default="")


class CollisionSerializer(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.IntegerField()
    starts_at = serializers.DateTimeField(source="slot.starts_at")
    school = serializers.CharField(source="school.organisation.name")
    offer = serializers.CharField(source="slot.offer.title")
    party = serializers.IntegerField()


class ClosureSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    class Meta:
        model = Closure
        fields = ("id", "organisation", "kind", "first_day", "last_day", "note")
        read_only_fields = fields


class WholeClosureSerializer(ClosureSerializer):
    collisions = serializers.SerializerMethodField(help_text="Visits that hold seats on these days, at most 100.")

    class Meta(ClosureSerializer.Meta):
        fields = (*ClosureSerializer.Meta.fields, "collisions")  # type: ignore[assignment]
        read_only_fields = fields

    def get_collisions(self, closure: Closure) -> list[dict[str, Any]]:
        rows: list[Visit] = list(closures.collisions(closure)[:100])
        return list(CollisionSerializer(rows, many=True).data)


class HostSlotsView(APIView):
    pagination_class = AsListed

    @extend_schema(operation_id="hosting_times_list", responses=HostSlotSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """From today on, in order of time; closed ones too."""
        offer = _hosted(request, pk)
        return _listed(request, host_slots.coming(request.user, offer), HostSlotSerializer)

    @extend_schema(operation_id="hosting_times_open", request=OpeningSerializer, responses={201: HostSlotSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Open one slot of an offer; one that overlaps another is refused with its time."""
        offer = _hosted(request, pk)
        slot = services.open_one(offer=offer, opening=Opening(**read(OpeningSerializer, request)), by=request.user)
        return _slot(request, slot, status=201)


class HostSlotView(APIView):
    @extend_schema(operation_id="hosting_time_retrieve", responses=HostSlotSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """One slot with who has booked it, in numbers."""
        return Response(HostSlotSerializer(host_slots.get_for(request.user, pk)).data)

    @extend_schema(operation_id="hosting_time_resize", request=SizeSerializer, responses=HostSlotSerializer)
    def patch(self, request: Request, pk: int) -> Response:
        """More or fewer seats, never fewer than are taken; the line moves up."""
        slot = host_slots.get_for(request.user, pk)
        return _slot(request, services.resize(slot=slot, by=request.user, **read(SizeSerializer, request)))


class HostSlotCloseView(APIView):
    @extend_schema(operation_id="hosting_time_close", request=CloseSlotSerializer, responses=HostSlotSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Refused while groups have booked, unless `cancels` ends their visits with a reason."""
        slot = host_slots.get_for(request.user, pk)
        return _slot(request, services.close(slot=slot, by=request.user, **read(CloseSlotSerializer, request)))


class HostSlotReopenView(APIView):
    @extend_schema(operation_id="hosting_time_reopen", request=None, responses=HostSlotSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Open a slot again that was closed."""
        return _slot(request, services.reopen(slot=host_slots.get_for(request.user, pk), by=request.user))


class SeriesListView(APIView):
    @extend_schema(operation_id="hosting_series_list", responses=SeriesSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """The repeating series of an offer."""
        return Response(SeriesSerializer(host_slots.series_of(_hosted(request, pk)), many=True).data)

    @extend_schema(operation_id="hosting_series_create", request=PatternSerializer, responses={201: WrittenSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Lay out a repeating series of slots; days off are left out and named."""
        offer = _hosted(request, pk)
        written = series_services.create(offer=offer, pattern=_pattern(request), by=request.user)
        return _written(written, status=201)


class SeriesPreviewView(APIView):
    @extend_schema(operation_id="hosting_series_preview", request=PatternSerializer, responses=LayoutSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """What creating it would do; nothing is written."""
        offer = _hosted(request, pk)
        layout = series_services.preview(offer=offer, pattern=_pattern(request), by=request.user)
        return Response(LayoutSerializer(_layout(layout)).data)


class SeriesView(APIView):
    @extend_schema(operation_id="hosting_series_retrieve", responses=SeriesSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """One repeating series of slots with its days."""
        return Response(SeriesSerializer(host_slots.series_for(request.user, pk)).data)

    @extend_schema(operation_id="hosting_series_change", request=PatternSerializer, responses=WrittenSerializer)
    def put(self, request: Request, pk: int) -> Response:
        """Change a series: free slots are laid out anew, booked ones stay and are named."""
        series = host_slots.series_for(request.user, pk)
        return _written(series_services.change(series=series, pattern=_pattern(request), by=request.user))

    @extend_schema(operation_id="hosting_series_delete", responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Booked slots stay by themselves."""
        series_services.delete(series=host_slots.series_for(request.user, pk), by=request.user)
        return Response(status=204)


class SeriesSkipView(APIView):
    @extend_schema(operation_id="hosting_series_skip", request=DaySerializer, responses=WrittenSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Take one day out of a series."""
        series = host_slots.series_for(request.user, pk)
        day: dt.date = read(DaySerializer, request)["day"]
        return _written(series_services.skip(series=series, day=day, by=request.user))


class ClosuresView(APIView):
    pagination_class = AsListed

    @extend_schema(operation_id="closures_list", responses=ClosureSerializer(many=True))
    def get(self, request: Request) -> Response:
        """What one may take back, in order of days."""
        permissions.check_keeps_closures(request.user)
        return _listed(request, closures.kept_by(request.user), ClosureSerializer)

    @extend_schema(operation_id="closures_add", request=DaysOffSerializer, responses={201: WholeClosureSerializer})
    def post(self, request: Request) -> Response:
        """Add days on which nobody visits, of one's school, one's organisation or the whole city."""
        permissions.check_keeps_closures(request.user)
        facts = read(DaysOffSerializer, request)
        home = facts.pop("organisation")
        days = DaysOff(**{**facts, "kind": ClosureKind(facts["kind"])})
        closure = closure_services.add(home=home, days=days, by=request.user)
        return Response(WholeClosureSerializer(closure).data, status=201)


class ClosureView(APIView):
    @extend_schema(operation_id="closure_retrieve", responses=WholeClosureSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """With the visits that fall on these days: they are not ended by it."""
        return Response(WholeClosureSerializer(closures.get_for(request.user, pk)).data)

    @extend_schema(operation_id="closure_remove", responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Take days off back: the slots of those days open again."""
        closure_services.remove(closure=closures.get_for(request.user, pk), by=request.user)
        return Response(status=204)


def _hosted(request: Request, pk: int) -> Offer:
    offer = hostings.offer_for(request.user, pk)
    permissions.check_can_host(request.user, offer)
    return offer


def _slot(request: Request, slot: Slot, status: int = 200) -> Response:
    return Response(HostSlotSerializer(host_slots.get_for(request.user, slot.pk)).data, status=status)


def _listed(request: Request, rows: Any, serializer: Any) -> Response:
    pager = AsListed()
    return pager.get_paginated_response(serializer(pager.paginate_queryset(rows, request), many=True).data)


def _pattern(request: Request) -> Pattern:
    facts = read(PatternSerializer, request)
    return Pattern(**{**facts, "weekdays": tuple(facts["weekdays"]), "skipped": tuple(facts["skipped"])})


def _written(written: series_services.Written, status: int = 200) -> Response:
    series: Series = written.series
    facts = {"series": series, "layout": _layout(written.layout)}
    return Response(WrittenSerializer(facts).data, status=status)


def _layout(layout: Layout) -> dict[str, Any]:
    return {
        "opens": [{"starts_at": begins, "ends_at": ends} for begins, ends in layout.opens],
        "off": {day.isoformat(): why for day, why in layout.off.items()},
        "skipped": layout.skipped,
        "kept": [slot.pk for slot in layout.kept],
        "clashes": [slot.pk for slot in layout.clashes],
    }
