"""Guardians' consents over the API, for those who keep a school's papers: the same services, the same rights."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.attachments import Attachment, attached
from core.errors import Invalid, NotFound
from people import paper_files
from people.enums import ConsentMark, ConsentPurpose, ConsentState
from people.forms.guardians import PaperForm
from people.models import ConsentPaper
from people.selectors import consent_board, guardians, pupil_papers
from people.services import consent_papers, consent_rounds, guardian_links

_CSV = "text/csv; charset=utf-8"
_NAME = OpenApiParameter("name", str, description="The class; without it the first one, in the export all.")


class FileRenderer(BaseRenderer):
    """A file is answered as it is; only a refusal passes here."""

    charset = None
    media_type = "application/octet-stream"
    format = "file"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> Any:
        return JSONRenderer().render(data)


class ConsentClassSerializer(serializers.Serializer):  # type: ignore[type-arg]
    name = serializers.CharField()
    pupils = serializers.IntegerField()
    missing = serializers.IntegerField(help_text="Pupils whose guardian has something to answer.")
    waiting = serializers.IntegerField(help_text="Pupils with a paper that waits for a second person.")
    yes = serializers.DictField(child=serializers.IntegerField(), help_text="By purpose.")


class PupilConsentsSerializer(serializers.Serializer):  # type: ignore[type-arg]
    pupil = serializers.IntegerField(source="pupil.pk")
    full_name = serializers.CharField(source="pupil.full_name")
    class_name = serializers.CharField()
    states = serializers.DictField(child=serializers.ChoiceField(ConsentState.choices), help_text="By purpose.")


class ConsentClassNameSerializer(serializers.Serializer):  # type: ignore[type-arg]
    name = serializers.CharField(max_length=80, allow_blank=True)


class RoundSerializer(serializers.Serializer):  # type: ignore[type-arg]
    sent = serializers.IntegerField()
    already_today = serializers.IntegerField()
    without_phone = serializers.IntegerField()


class PaperSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    pupil = serializers.IntegerField(source="guardianship.pupil_id")
    answers = serializers.DictField(child=serializers.BooleanField())

    class Meta:
        model = ConsentPaper
        fields = (
            "id", "guardianship", "pupil", "content_type", "answers", "text_version", "uploaded_by", "uploaded_at",
            "decided_by", "decided_at", "is_right", "note",
        )  # fmt: skip
        read_only_fields = fields


class PaperUploadSerializer(serializers.Serializer):  # type: ignore[type-arg]
    file = serializers.FileField(help_text="PDF, JPEG or PNG, at most 10 MB.")
    version = serializers.CharField(required=False, help_text="Of the words on the paper; today's if left out.")

    def get_fields(self) -> dict[str, Any]:
        """Each purpose as the paper answers it; left out where the paper is blank."""
        marks = {
            purpose.value: serializers.ChoiceField(ConsentMark.choices, required=False) for purpose in ConsentPurpose
        }
        return {**super().get_fields(), **marks}


class PaperNoteSerializer(serializers.Serializer):  # type: ignore[type-arg]
    note = serializers.CharField(max_length=300)


class ClassesView(APIView):
    @extend_schema(operation_id="consent_classes", responses=ConsentClassSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """The classes of my school, each with how many pupils have which consent."""
        school = pupil_papers.get_school_for(request.user, pk)
        return Response(ConsentClassSerializer(consent_board.classes(school), many=True).data)


class ClassView(APIView):
    @extend_schema(operation_id="consent_pupils", parameters=[_NAME], responses=PupilConsentsSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """Each pupil of a class with the state of each purpose. The read is noted."""
        school = pupil_papers.get_school_for(request.user, pk)
        name = _known_name(school, request.query_params.get("name"))
        rows = consent_rounds.seen_rows(school=school, class_name=name, viewer=request.user)
        return Response(PupilConsentsSerializer(rows, many=True).data)


class RemindView(APIView):
    @extend_schema(operation_id="consent_remind_preview", parameters=[_NAME], responses=RoundSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """How many messages a round to this class would send today."""
        school = pupil_papers.get_school_for(request.user, pk)
        found = consent_board.reach(school, _known_name(school, request.query_params.get("name")))
        facts = {"sent": len(found.due), "already_today": found.already_today, "without_phone": found.without_phone}
        return Response(RoundSerializer(facts).data)

    @extend_schema(operation_id="consent_remind", request=ConsentClassNameSerializer, responses=RoundSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Send a link to every guardian of the class who has something to answer, once a day each."""
        school = pupil_papers.get_school_for(request.user, pk)
        given = ConsentClassNameSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        name = _known_name(school, given.validated_data["name"])
        done = guardian_links.send_to_class(school=school, class_name=name, by=request.user)
        return Response(RoundSerializer(done).data)


class ExportView(APIView):
    renderer_classes = (JSONRenderer, FileRenderer)

    @extend_schema(operation_id="consent_export", parameters=[_NAME], responses={(200, _CSV): OpenApiTypes.BINARY})
    def get(self, request: Request, pk: int) -> HttpResponse:
        """The table as CSV."""
        school = pupil_papers.get_school_for(request.user, pk)
        content = consent_rounds.export(school=school, class_name=request.query_params.get("name"), viewer=request.user)
        return attached(Attachment("dong-y-phu-huynh.csv", _CSV, content))


class PapersView(APIView):
    @extend_schema(operation_id="consent_paper_list", responses=PaperSerializer(many=True))
    def get(self, request: Request) -> Response:
        """The newest hundred papers that wait for a second person."""
        pupil_papers.get_school_for(request.user, None)
        rows = pupil_papers.papers_for(request.user).filter(is_right=None)[:100]
        return Response(PaperSerializer(rows, many=True).data)


class PaperUploadView(APIView):
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="consent_paper_upload",
        request={"multipart/form-data": PaperUploadSerializer},
        responses={201: PaperSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        """Bring in a signed paper. It counts when a second person has confirmed it."""
        guardianship = guardians.get_for(request.user, pk)
        form = PaperForm(request.data, request.FILES)
        if not form.is_valid():
            raise Invalid(errors={name: [str(text) for text in texts] for name, texts in form.errors.items()})
        file, answers = form.cleaned_data["file"], form.answers()
        paper = consent_papers.upload(
            guardianship=guardianship, file=file, answers=answers, version=form.version(), by=request.user
        )
        return Response(PaperSerializer(paper).data, status=status.HTTP_201_CREATED)


class PaperView(APIView):
    @extend_schema(operation_id="consent_paper", responses=PaperSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """What was typed from a paper. The read is noted."""
        paper = pupil_papers.get_paper_for(request.user, pk)
        consent_papers.noted(paper=paper, viewer=request.user)
        return Response(PaperSerializer(paper).data)


class PaperConfirmView(APIView):
    @extend_schema(operation_id="consent_paper_confirm", request=None, responses=PaperSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Confirm a paper that somebody else brought in: from now on it counts."""
        paper = pupil_papers.get_paper_for(request.user, pk)
        consent_papers.confirm(paper=paper, by=request.user)
        return Response(PaperSerializer(pupil_papers.get_paper_for(request.user, pk)).data)


class PaperTurnDownView(APIView):
    @extend_schema(operation_id="consent_paper_turn_down", request=PaperNoteSerializer, responses=PaperSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """The paper does not say what was typed."""
        paper = pupil_papers.get_paper_for(request.user, pk)
        given = PaperNoteSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        done = consent_papers.turn_down(paper=paper, note=given.validated_data["note"], by=request.user)
        return Response(PaperSerializer(done).data)


class PaperFileView(APIView):
    renderer_classes = (JSONRenderer, FileRenderer)

    @extend_schema(
        operation_id="consent_paper_file", responses={(200, kind): OpenApiTypes.BINARY for kind in paper_files.ENDINGS}
    )
    def get(self, request: Request, pk: int) -> HttpResponse:
        """The paper itself, as a download. The read is noted."""
        paper, content = consent_papers.open_for(viewer=request.user, pk=pk)
        name = f"phieu-{paper.pk}.{paper_files.ENDINGS[paper.content_type]}"
        return attached(Attachment(name, paper.content_type, content))


def _known_name(school: Any, name: str | None) -> str:
    """The class asked for; the first one where none is."""
    known = consent_board.class_names(school)
    if name is None:
        return next(iter(known), "")
    if name not in known:
        raise NotFound(_("Trường không có lớp này."))
    return name
