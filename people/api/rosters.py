"""Rosters over the API: upload, look, answer, apply; the file itself is never given back."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.attachments import attached
from core.downloads import XLSX_ANSWER, FileView
from people.enums import RosterState
from people.models import Roster
from people.rosters.columns import BY_CODE
from people.rosters.plan import Entry, Kind
from people.selectors import pupils
from people.selectors import rosters as selectors
from people.services import read_log, roster_files
from people.services import rosters as services

_LARGEST_ID = 2**63 - 1


class RosterUploadSerializer(serializers.Serializer):  # type: ignore[type-arg]
    file = serializers.FileField(allow_empty_file=True)
    whole_school = serializers.BooleanField(default=False, help_text="Whoever is not in the file has left.")
    choose_columns = serializers.BooleanField(default=False, help_text="Recognise nothing; columns follow.")


class RosterColumnsSerializer(serializers.Serializer):  # type: ignore[type-arg]
    heading_row = serializers.IntegerField(min_value=0, max_value=1_000_000, help_text="As Excel counts; 0 for none.")
    columns = serializers.DictField(child=serializers.IntegerField(min_value=0, max_value=16_000))

    def validate_columns(self, columns: dict[str, int]) -> dict[str, int]:
        unknown = sorted(set(columns) - set(BY_CODE))
        if unknown:
            raise serializers.ValidationError(_("Danh sách không có phần “%(name)s”.") % {"name": unknown[0][:30]})
        return columns


class RosterAnswersSerializer(serializers.Serializer):  # type: ignore[type-arg]
    answers = serializers.DictField(
        child=serializers.IntegerField(min_value=0, max_value=_LARGEST_ID), help_text="Row → pupil, 0 for a new one."
    )
    whole_school = serializers.BooleanField(default=False)


class RosterApplySerializer(serializers.Serializer):  # type: ignore[type-arg]
    digest = serializers.CharField(max_length=64, help_text="Of the preview that was looked at.")


class RosterFaultSerializer(serializers.Serializer):  # type: ignore[type-arg]
    sheet = serializers.CharField()
    row = serializers.IntegerField(source="number")
    column = serializers.CharField(source="letter", help_text="The letter as in Excel; empty for the whole row.")
    code = serializers.CharField()
    message = serializers.CharField()


class PupilChangeSerializer(serializers.Serializer):  # type: ignore[type-arg]
    field = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()


class CandidateSerializer(serializers.Serializer):  # type: ignore[type-arg]
    pupil = serializers.IntegerField()
    full_name = serializers.CharField()
    birth_date = serializers.DateField(allow_null=True)
    class_name = serializers.CharField()
    code = serializers.CharField()
    is_here = serializers.BooleanField()


class EntrySerializer(serializers.Serializer):  # type: ignore[type-arg]
    kind = serializers.ChoiceField(choices=[kind.value for kind in Kind])
    row = serializers.CharField(source="line.place", default="", help_text="What answers are given by.")
    full_name = serializers.SerializerMethodField()
    class_name = serializers.SerializerMethodField()
    pupil = serializers.IntegerField(source="known.pupil", default=None, allow_null=True)
    changes = PupilChangeSerializer(many=True)
    candidates = CandidateSerializer(many=True)
    why = serializers.CharField()

    def get_full_name(self, entry: Entry) -> str:
        return entry.known.full_name if entry.known else entry.line.full_name if entry.line else ""

    def get_class_name(self, entry: Entry) -> str:
        return entry.line.class_name if entry.line else entry.known.class_name if entry.known else ""


class RosterSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    class Meta:
        model = Roster
        fields = (
            "id", "school", "file_name", "created_at", "state", "whole_school", "done", "total", "refusal", "counts",
            "applied_at",
        )  # fmt: skip
        read_only_fields = fields


class RosterPreviewSerializer(RosterSerializer):
    faults = RosterFaultSerializer(many=True, read_only=True, required=False)
    entries = EntrySerializer(many=True, read_only=True, required=False, help_text="All but those that stay the same.")
    digest = serializers.CharField(read_only=True, required=False)

    class Meta(RosterSerializer.Meta):
        fields = (*RosterSerializer.Meta.fields, "faults", "entries", "digest")
        read_only_fields = fields


class RostersView(APIView):
    parser_classes = (MultiPartParser,)

    @extend_schema(operation_id="roster_upload", request=RosterUploadSerializer, responses={201: RosterSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Upload a list of pupils; nothing is written yet. In the state `mapping` its columns must be named first."""
        school = pupils.school_of(pk)
        asked = RosterUploadSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        roster = services.upload(school=school, **asked.validated_data, by=request.user)
        return Response(RosterSerializer(roster).data, status=status.HTTP_201_CREATED)


class RosterView(APIView):
    @extend_schema(operation_id="roster_detail", responses=RosterPreviewSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """How far it is; while it waits, what it would change and what is wrong in it."""
        return Response(_answer(request, selectors.get_for(request.user, pk)))

    @extend_schema(operation_id="roster_discard", responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Throw an upload away."""
        services.discard(roster=selectors.get_for(request.user, pk), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class ColumnsView(APIView):
    @extend_schema(operation_id="roster_columns", request=RosterColumnsSerializer, responses=RosterSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Say which column (0 is A) holds what."""
        roster = selectors.get_for(request.user, pk)
        asked = RosterColumnsSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        facts = {"heading_row": asked.validated_data["heading_row"], "places": asked.validated_data["columns"]}
        return Response(RosterSerializer(services.map_columns(roster=roster, **facts, by=request.user)).data)


class AnswersView(APIView):
    @extend_schema(operation_id="roster_answers", request=RosterAnswersSerializer, responses=RosterSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Which pupil is meant by each row that is asked about."""
        roster = selectors.get_for(request.user, pk)
        asked = RosterAnswersSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        return Response(RosterSerializer(services.answer(roster=roster, **asked.validated_data, by=request.user)).data)


class ApplyView(APIView):
    @extend_schema(operation_id="roster_apply", request=RosterApplySerializer, responses={202: RosterSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Have it written in the background, all or nothing."""
        roster = selectors.get_for(request.user, pk)
        asked = RosterApplySerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        started = services.apply(roster=roster, seen=asked.validated_data["digest"], by=request.user)
        return Response(RosterSerializer(started).data, status=status.HTTP_202_ACCEPTED)


class FaultsView(FileView):
    @extend_schema(operation_id="roster_errors", responses=XLSX_ANSWER)
    def get(self, request: Request, pk: int) -> HttpResponse:
        """The rows as they came with a column that says what is wrong."""
        return attached(roster_files.faults(roster=selectors.get_for(request.user, pk), by=request.user))


def _answer(request: Request, roster: Roster) -> dict[str, Any]:
    body: dict[str, Any] = dict(RosterSerializer(roster).data)
    if roster.state == RosterState.READY:
        preview = selectors.preview_of(roster)
        entries = [entry for entry in preview.plan.entries if entry.kind != Kind.SAME]
        known = [row for entry in entries for row in (entry.known, *entry.candidates) if row]
        read_log.record(reader=request.user, pupils=[row.pupil for row in known], what="roster")
        body |= {
            "counts": preview.plan.counts,
            "faults": RosterFaultSerializer(preview.read.faults, many=True).data,
            "entries": EntrySerializer(entries, many=True).data,
            "digest": preview.digest,
        }
    return body
