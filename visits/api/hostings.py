"""The host's side over the API: conditions, safety sheets, the calendar; the same services, the same rights."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import clock
from network.enums import Language
from network.models import Offer
from network.selectors import posts
from people.api.bodies import read
from visits import sectors
from visits.api import spans
from visits.enums import Access
from visits.models import Hosting, SafetySheet, Slot
from visits.permissions import hostings as permissions
from visits.rules import PARTY_MOST
from visits.selectors import host_slots, hostings, safety
from visits.services import hostings as services
from visits.services import safety as safety_services
from visits.services.hostings import QUOTA_MOST, Terms
from visits.services.safety import NAME_LENGTH, Word


class HostingSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """`sector` is a code of `/sectors/`."""

    sector = serializers.CharField(max_length=30)
    party_min = serializers.IntegerField(min_value=1, max_value=PARTY_MOST)
    party_max = serializers.IntegerField(min_value=1, max_value=PARTY_MOST)
    pupils_per_staff = serializers.IntegerField(min_value=1, max_value=30)
    school_quota = serializers.IntegerField(min_value=1, max_value=QUOTA_MOST, allow_null=True, default=None)
    languages = serializers.ListField(child=serializers.ChoiceField(choices=Language.choices), default=list)
    access = serializers.ListField(child=serializers.ChoiceField(choices=Access.choices), default=list)
    provided = serializers.CharField(max_length=1000, allow_blank=True, default="")
    to_bring = serializers.CharField(max_length=1000, allow_blank=True, default="")
    meeting_point = serializers.CharField(max_length=200, allow_blank=True, default="")
    longitude = serializers.FloatField(min_value=-180, max_value=180, allow_null=True, default=None)
    latitude = serializers.FloatField(min_value=-90, max_value=90, allow_null=True, default=None)


class SafetyQuestionSerializer(serializers.Serializer):  # type: ignore[type-arg]
    code = serializers.CharField()
    kind = serializers.ChoiceField(choices=[sectors.YES_NO, sectors.TEXT])
    text = serializers.CharField()
    must_be_yes = serializers.BooleanField()


class SectorSerializer(serializers.Serializer):  # type: ignore[type-arg]
    code = serializers.CharField()
    name = serializers.CharField()
    version = serializers.CharField()
    age_min = serializers.IntegerField()
    pupils_per_staff = serializers.IntegerField()
    equipment = serializers.ListField(child=serializers.CharField())
    risks = serializers.ListField(child=serializers.CharField())
    questions = SafetyQuestionSerializer(many=True)


class SafetySheetSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    signed_by = serializers.CharField(source="signed_by.full_name", read_only=True)
    answers = serializers.DictField(help_text="true, false or text by the code of the question")

    class Meta:
        model = SafetySheet
        fields = (
            "id", "offer", "sector", "template_version", "answers", "age_min", "equipment", "guide_name", "signed_by",
            "signed_at", "valid_until",
        )  # fmt: skip
        read_only_fields = fields


class WordSerializer(serializers.Serializer):  # type: ignore[type-arg]
    answers = serializers.DictField(help_text="true, false or text by the code of the question")
    age_min = serializers.IntegerField(min_value=6, max_value=18)
    guide_name = serializers.CharField(max_length=NAME_LENGTH)
    equipment = serializers.ListField(child=serializers.CharField(max_length=30), default=list, max_length=40)


class CalendarEntrySerializer(serializers.Serializer):  # type: ignore[type-arg]
    """`start` and `end` are of the clock in Hải Phòng. `state`: free, booked or closed."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    start = serializers.CharField()
    end = serializers.CharField()
    url = serializers.CharField()
    state = serializers.CharField()


class HostingView(APIView):
    @extend_schema(operation_id="hosting_retrieve", responses=HostingSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """What the host says once of an offer: sector, parties, languages, access, the meeting point."""
        return Response(HostingSerializer(hostings.get_for(request.user, pk)).data)

    @extend_schema(operation_id="hosting_write", request=HostingSerializer, responses=HostingSerializer)
    def put(self, request: Request, pk: int) -> Response:
        """The whole: what is left out takes its default."""
        offer = posts.get_for(request.user, Offer, pk)
        permissions.check_can_host(request.user, offer)
        saved: Hosting = services.save(offer=offer, terms=_terms(request), by=request.user)
        return Response(HostingSerializer(saved).data)


class SectorsView(APIView):
    @extend_schema(operation_id="sectors_list", responses=SectorSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Risk templates, in the reader's language."""
        return Response(
            SectorSerializer([_sector(row) for row in sectors.templates().sectors.values()], many=True).data
        )


class SafetyView(APIView):
    @extend_schema(operation_id="hosting_safety_list", responses=SafetySheetSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """The newest first."""
        offer = posts.get_for(request.user, Offer, pk)
        permissions.check_can_host(request.user, offer)
        return Response(SafetySheetSerializer(safety.history_of(offer), many=True).data)

    @extend_schema(operation_id="hosting_safety_sign", request=WordSerializer, responses={201: SafetySheetSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Sign the answers about safety; a required no is refused with the reason."""
        offer = posts.get_for(request.user, Offer, pk)
        permissions.check_can_open_slots(request.user, offer)
        word = Word(**read(WordSerializer, request))
        return Response(
            SafetySheetSerializer(safety_services.sign(offer=offer, word=word, by=request.user)).data, status=201
        )


class SafetyAgainView(APIView):
    @extend_schema(operation_id="hosting_safety_sign_again", request=None, responses={201: SafetySheetSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """The last answers still hold."""
        offer = posts.get_for(request.user, Offer, pk)
        sheet = safety_services.sign_again(offer=offer, by=request.user)
        return Response(SafetySheetSerializer(sheet).data, status=201)


class SafetySheetView(APIView):
    @extend_schema(operation_id="safety_sheet_retrieve", responses=SafetySheetSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """One signed safety sheet, for the host and for schools that book or consider it."""
        return Response(SafetySheetSerializer(safety.get_for(request.user, pk)).data)


class HostCalendarView(APIView):
    @extend_schema(
        operation_id="host_calendar",
        parameters=spans.PARAMETERS,
        responses=CalendarEntrySerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """One's own times between two moments, at most 100 days apart, with which school comes and how many."""
        permissions.check_can_see_host_pages(request.user)
        begins, ends = spans.read(request)
        rows = host_slots.between(request.user, begins, ends)
        return Response(CalendarEntrySerializer([_entry(slot) for slot in rows], many=True).data)


def _terms(request: Request) -> Terms:
    facts = read(HostingSerializer, request)
    return Terms(**{**facts, "languages": tuple(facts["languages"]), "access": tuple(facts["access"])})


def _sector(row: sectors.Sector) -> dict[str, Any]:
    language = get_language() or "vi"
    asked = [
        {"code": one.code, "kind": one.kind, "text": one.worded(language), "must_be_yes": one.must_be_yes}
        for one in row.questions
    ]
    return {
        "code": row.code,
        "name": row.named(language),
        "version": sectors.templates().version,
        "age_min": row.age_min,
        "pupils_per_staff": row.pupils_per_staff,
        "equipment": row.equipment,
        "risks": row.risks_in(language),
        "questions": asked,
    }


def _entry(slot: Slot) -> dict[str, Any]:
    schools = ", ".join(f"{visit.school.organisation.name} ({visit.party})" for visit in slot.held)  # type: ignore[attr-defined]
    state = "closed" if slot.closed_at else "booked" if schools else "free"
    begins, ends = slot.starts_at.astimezone(clock.zone()), slot.ends_at.astimezone(clock.zone())
    return {
        "id": slot.pk,
        "title": f"{slot.offer.title} · {schools or f'0/{slot.seats}'}",
        "start": begins.isoformat(),
        "end": ends.isoformat(),
        "url": reverse("hosting_slot", args=[slot.pk]),
        "state": state,
    }
