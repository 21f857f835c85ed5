"""The roster of a visit over the API, for the school's staff: the same services, the same rights."""

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.attachments import Attachment, attached
from core.sheets.writing import XLSX
from network.api import bodies
from people.api.consents import FileRenderer
from visits.enums import Answer, PupilObstacle, Word
from visits.forms.rosters import FindForm
from visits.selectors import rosters as selectors
from visits.services import agreements, asking, roster_pages
from visits.services import rosters as services
from visits.services.agreements import Paper

_BIGGEST = 2**63 - 1


class LineSerializer(serializers.Serializer):  # type: ignore[type-arg]
    pupil = serializers.IntegerField(source="pupil.pk")
    full_name = serializers.CharField(source="pupil.full_name")
    class_name = serializers.CharField()
    word = serializers.ChoiceField(Word.choices, help_text="What the guardians said of this visit.")
    obstacles = serializers.ListField(child=serializers.ChoiceField(PupilObstacle.choices))
    goes = serializers.BooleanField(help_text="Would go if the visit were confirmed now.")
    papers = serializers.ListField(
        child=serializers.IntegerField(), help_text="Signed forms that wait for a second person."
    )
    notes = serializers.ListField(
        child=serializers.CharField(), help_text="What guardians told the teachers; for those who go along."
    )

    def to_representation(self, instance: selectors.Line) -> dict[str, object]:
        return {
            "pupil": instance.pupil.pk,
            "full_name": instance.pupil.full_name,
            "class_name": instance.class_name,
            "word": instance.word.value,
            "obstacles": [obstacle.value for obstacle in instance.obstacles],
            "goes": instance.goes,
            "papers": [paper.pk for paper in instance.papers],
            "notes": instance.notes,
        }


class VisitRosterSerializer(serializers.Serializer):  # type: ignore[type-arg]
    party = serializers.IntegerField(source="visit.party")
    room = serializers.IntegerField()
    lines = LineSerializer(many=True)
    off = LineSerializer(many=True, help_text="Who was on it and is left off.")


class RosterCandidateSerializer(serializers.Serializer):  # type: ignore[type-arg]
    pupil = serializers.IntegerField(source="pupil.pk")
    full_name = serializers.CharField(source="pupil.full_name")
    class_name = serializers.CharField()
    obstacles = serializers.ListField(child=serializers.ChoiceField(PupilObstacle.choices))


class RosterPupilsSerializer(serializers.Serializer):  # type: ignore[type-arg]
    pupils = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=_BIGGEST), allow_empty=False, max_length=200
    )


class RosterAddedSerializer(serializers.Serializer):  # type: ignore[type-arg]
    count = serializers.IntegerField()
    already = serializers.IntegerField(help_text="Of those named, how many were on the roster before.")


class AskedSerializer(serializers.Serializer):  # type: ignore[type-arg]
    asked = serializers.IntegerField(help_text="Pupils whose guardians have not answered.")
    sent = serializers.IntegerField()
    without_phone = serializers.IntegerField()


class AgreementPaperSerializer(serializers.Serializer):  # type: ignore[type-arg]
    guardianship = serializers.IntegerField(min_value=1, max_value=_BIGGEST)
    answer = serializers.ChoiceField(Answer.choices)
    note = serializers.CharField(max_length=300, allow_blank=True, default="")


class AgreementSerializer(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.IntegerField(source="pk")
    pupil = serializers.IntegerField(source="attendee.pupil_id")
    answer = serializers.ChoiceField(Answer.choices)
    waits = serializers.BooleanField(help_text="For the word of a second person.")


class RosterView(APIView):
    @extend_schema(operation_id="visit_roster", responses=VisitRosterSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """Each pupil with what the guardians said. The read is noted."""
        visit = selectors.get_for(request.user, pk)
        return Response(VisitRosterSerializer(roster_pages.shown(visit=visit, viewer=request.user)).data)

    @extend_schema(
        operation_id="visit_roster_add", request=RosterPupilsSerializer, responses={201: RosterAddedSerializer}
    )
    def post(self, request: Request, pk: int) -> Response:
        """Put these pupils on the roster: all of them or none. Whoever is there already stays there."""
        visit = selectors.get_for(request.user, pk)
        asked = bodies.read(RosterPupilsSerializer, request)
        done = services.add(visit=visit, pupils=asked["pupils"], by=request.user)
        return Response(RosterAddedSerializer(done).data, status=status.HTTP_201_CREATED)


class CandidatesView(APIView):
    @extend_schema(
        operation_id="visit_roster_candidates",
        parameters=[
            OpenApiParameter("class_name", str),
            OpenApiParameter("club", int),
            OpenApiParameter("q", str, description="Part of a name, with or without diacritics."),
        ],
        responses=RosterCandidateSerializer(many=True),
    )
    def get(self, request: Request, pk: int) -> Response:
        """Whom one may choose from, at most a hundred; nobody unless something narrows it. The read is noted."""
        visit = selectors.get_for(request.user, pk)
        wanted = FindForm(visit, request.query_params).wanted()
        found = roster_pages.found(visit=visit, viewer=request.user, **wanted)
        return Response(RosterCandidateSerializer(found, many=True).data)


class RosterPupilView(APIView):
    @extend_schema(operation_id="visit_roster_remove", responses={204: None})
    def delete(self, request: Request, pk: int, pupil_pk: int) -> Response:
        """Off the roster, with what was said about it."""
        services.remove(visit=selectors.get_for(request.user, pk), pupil=pupil_pk, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class AskView(APIView):
    @extend_schema(operation_id="visit_roster_ask", request=None, responses=AskedSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Ask every guardian who has not answered, by at most one message a day."""
        done = asking.ask(visit=selectors.get_for(request.user, pk), by=request.user)
        return Response(AskedSerializer(done).data)


class ExportView(APIView):
    renderer_classes = (JSONRenderer, FileRenderer)

    @extend_schema(operation_id="visit_roster_export", responses={(200, XLSX): OpenApiTypes.BINARY})
    def get(self, request: Request, pk: int) -> HttpResponse:
        """The roster as an Excel file. The read is noted."""
        content = roster_pages.export(visit=selectors.get_for(request.user, pk), viewer=request.user)
        return attached(Attachment(f"danh-sach-tham-quan-{pk}.xlsx", XLSX, content))


class PapersView(APIView):
    @extend_schema(
        operation_id="visit_paper_record", request=AgreementPaperSerializer, responses={201: AgreementSerializer}
    )
    def post(self, request: Request, pk: int, pupil_pk: int) -> Response:
        """Write down a signed form. A yes counts when a second person has confirmed it, a no at once."""
        visit = selectors.get_for(request.user, pk)
        attendee = selectors.attendee_for(visit, pupil_pk)
        said = bodies.read(AgreementPaperSerializer, request)
        paper = Paper(said["guardianship"], said["answer"] == Answer.YES, said["note"])
        row = agreements.record_paper(attendee=attendee, paper=paper, by=request.user)
        return Response(AgreementSerializer(row).data, status=status.HTTP_201_CREATED)


class PaperConfirmView(APIView):
    @extend_schema(operation_id="visit_paper_confirm", request=None, responses=AgreementSerializer)
    def post(self, request: Request, pk: int, paper_pk: int) -> Response:
        """Confirm a form that somebody else wrote down: from now on it counts."""
        paper = selectors.paper_for(selectors.get_for(request.user, pk), paper_pk)
        return Response(AgreementSerializer(agreements.confirm_paper(paper=paper, by=request.user)).data)


class PaperTurnDownView(APIView):
    @extend_schema(operation_id="visit_paper_turn_down", request=None, responses={204: None})
    def post(self, request: Request, pk: int, paper_pk: int) -> Response:
        """The form does not say what was written down."""
        paper = selectors.paper_for(selectors.get_for(request.user, pk), paper_pk)
        agreements.turn_down_paper(paper=paper, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)
