"""What follows a visit over the API: the same services, the same rights, names as the reader may know them."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.attachments import attached
from network.api.bodies import ReasonSerializer, read
from people.accounts import address_of
from people.api.consents import FileRenderer
from visits.enums import FeedbackSide, GoAgain, NameMatch
from visits.models import Certificate, Feedback, Reflection, Visit
from visits.permissions import after as permissions
from visits.selectors import certificates as certificate_selectors
from visits.selectors import credit_hours as credit_selectors
from visits.selectors import reflections as selectors
from visits.selectors import visits
from visits.services import after_pages, certificate_checks, certificate_files, certificates, feedbacks
from visits.services import reflections as services
from visits.services.feedbacks import Said
from visits.services.reflections import Told


class VisitReflectionSerializer(serializers.Serializer):  # type: ignore[type-arg]
    seen = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")
    surprised = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")
    onward = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")
    send = serializers.BooleanField(required=False, default=False, write_only=True, help_text="Else it is a draft.")
    word = serializers.CharField(read_only=True)
    saved_at = serializers.DateTimeField(read_only=True)
    sent_at = serializers.DateTimeField(read_only=True, allow_null=True)
    shared_at = serializers.DateTimeField(read_only=True, allow_null=True)


class SentReflectionSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """`found`: words the detector asks the teacher to look at before sharing."""

    id = serializers.IntegerField(source="reflection.pk")
    name = serializers.CharField()
    reflection = VisitReflectionSerializer()
    found = serializers.SerializerMethodField()
    is_never_shared = serializers.BooleanField()

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_found(self, sent: after_pages.Sent) -> list[str]:
        return [finding.words for finding in sent.found]


class TellingSerializer(serializers.Serializer):  # type: ignore[type-arg]
    who = serializers.CharField()
    seen = serializers.CharField()
    surprised = serializers.CharField()
    onward = serializers.CharField()


class FeedbackSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    score = serializers.IntegerField(min_value=1, max_value=5)
    well = serializers.CharField(max_length=1000)
    better = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")
    again = serializers.ChoiceField(choices=GoAgain.choices)
    side = serializers.ChoiceField(choices=FeedbackSide.choices, read_only=True)

    class Meta:
        model = Feedback
        fields = ("side", "score", "well", "better", "again", "written_at")
        read_only_fields = ("written_at",)


class CertificateSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    name = serializers.CharField(source="attendee.pupil.full_name")
    visit = serializers.IntegerField(source="attendee.visit_id")
    host = serializers.CharField(source="attendee.visit.slot.offer.organisation.name")

    class Meta:
        model = Certificate
        fields = ("code", "visit", "host", "name", "issued_at", "revoked_at", "reason")


class CheckedSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """What anybody may know of a certificate: never the name."""

    code = serializers.CharField()
    host = serializers.CharField(source="attendee.visit.slot.offer.organisation.name")
    school = serializers.CharField(source="attendee.visit.school.organisation.name")
    held_at = serializers.DateTimeField(source="attendee.visit.slot.starts_at")
    kind = serializers.CharField(source="attendee.visit.slot.offer.kind")
    is_valid = serializers.BooleanField()
    is_forgotten = serializers.SerializerMethodField()

    def get_is_forgotten(self, row: Certificate) -> bool:
        return row.forgotten_at is not None


class AfterSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """What is closed to the reader is empty or null."""

    side = serializers.CharField()
    reflection = VisitReflectionSerializer(allow_null=True)
    own_feedback = FeedbackSerializer(allow_null=True)
    other_feedback = FeedbackSerializer(allow_null=True)
    tellings = TellingSerializer(many=True)
    sent = SentReflectionSerializer(many=True)
    certificate = CertificateSerializer(allow_null=True)
    certificates = CertificateSerializer(many=True)
    uncertified = serializers.IntegerField(help_text="Pupils who came and have no certificate yet.")


class NameSerializer(serializers.Serializer):  # type: ignore[type-arg]
    name = serializers.CharField(max_length=120)


class MatchSerializer(serializers.Serializer):  # type: ignore[type-arg]
    match = serializers.ChoiceField(choices=NameMatch.choices)


class TeacherWordSerializer(serializers.Serializer):  # type: ignore[type-arg]
    word = serializers.CharField(max_length=500)


class ShareSerializer(serializers.Serializer):  # type: ignore[type-arg]
    despite = serializers.BooleanField(required=False, default=False)


class IssuedSerializer(serializers.Serializer):  # type: ignore[type-arg]
    issued = serializers.IntegerField()


class GivenSerializer(serializers.Serializer):  # type: ignore[type-arg]
    season = serializers.CharField()
    organisation = serializers.CharField()
    person = serializers.CharField(help_text="Empty for oneself.")
    minutes = serializers.IntegerField()
    times = serializers.IntegerField()


class AfterView(APIView):
    @extend_schema(operation_id="visit_after", responses=AfterSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """What both sides said, what pupils told, certificates."""
        visit = visits.get_for(request.user, pk)
        return Response(AfterSerializer(after_pages.of(visit=visit, viewer=request.user)).data)


class ReflectView(APIView):
    @extend_schema(operation_id="visit_reflect", request=VisitReflectionSerializer, responses=VisitReflectionSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Keep what one tells of the visit as a draft, or send it to the teacher."""
        visit, asked = visits.get_for(request.user, pk), read(VisitReflectionSerializer, request)
        place = selectors.get_place(request.user, visit)
        send = asked.pop("send")
        return Response(
            VisitReflectionSerializer(
                services.save(attendee=place, told=Told(**asked), send=send, by=request.user)
            ).data
        )


class FeedbackView(APIView):
    @extend_schema(operation_id="visit_feedback", request=FeedbackSerializer, responses=FeedbackSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Say how the visit was, once for one's side."""
        visit, asked = visits.get_for(request.user, pk), read(FeedbackSerializer, request)
        said = Said(asked["score"], asked["well"], asked["better"], GoAgain(asked["again"]))
        return Response(FeedbackSerializer(feedbacks.give(visit=visit, said=said, by=request.user)).data)


class AnswerView(APIView):
    @extend_schema(operation_id="reflection_answer", request=TeacherWordSerializer, responses=VisitReflectionSerializer)
    def post(self, request: Request, pk: int, reflection_pk: int) -> Response:
        """A kind word back to the pupil."""
        row, asked = _minded(request, pk, reflection_pk), read(TeacherWordSerializer, request)
        return Response(VisitReflectionSerializer(services.answer(reflection=row, by=request.user, **asked)).data)


class ShareView(APIView):
    @extend_schema(operation_id="reflection_share", request=ShareSerializer, responses=VisitReflectionSerializer)
    def post(self, request: Request, pk: int, reflection_pk: int) -> Response:
        """Share it with the host, without a name."""
        row, asked = _minded(request, pk, reflection_pk), read(ShareSerializer, request)
        return Response(VisitReflectionSerializer(services.share(reflection=row, by=request.user, **asked)).data)


class IssueView(APIView):
    renderer_classes = (FileRenderer, JSONRenderer)

    @extend_schema(
        operation_id="visit_certificates_docx", responses={(200, certificate_files.DOCX): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, pk: int) -> HttpResponse:
        """All certificates of the visit as one DOCX."""
        visit = visits.get_for(request.user, pk)
        permissions.check_can_issue(request.user, visit)
        site = request.build_absolute_uri(reverse("certificate_list"))
        rows = certificate_selectors.of_visit(visit)
        return attached(
            certificate_files.docx(certificate_files.pages(certificates=rows, site=site, reader=request.user))
        )

    @extend_schema(operation_id="visit_certificates_issue", request=None, responses=IssuedSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Issue a certificate to everybody who came and has none."""
        made = certificates.issue(visit=visits.get_for(request.user, pk), by=request.user)
        return Response(IssuedSerializer({"issued": len(made)}).data)


class CertificatesView(APIView):
    @extend_schema(operation_id="certificate_list", responses=CertificateSerializer(many=True))
    def get(self, request: Request) -> Response:
        """One's own certificates."""
        return Response(CertificateSerializer(certificate_selectors.own(request.user), many=True).data)


class CertificateView(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(operation_id="certificate_verify", responses=CheckedSerializer)
    def get(self, request: Request, code: str) -> Response:
        """Whether a certificate holds; for anybody."""
        return Response(CheckedSerializer(certificate_selectors.by_code(code)).data)

    @extend_schema(operation_id="certificate_check_name", request=NameSerializer, responses=MatchSerializer)
    def post(self, request: Request, code: str) -> Response:
        """Whether this is the whole name on it; ten tries an hour."""
        asked, address = read(NameSerializer, request), address_of(request._request)
        match = certificate_checks.check_name(code=code, name=asked["name"], address=address)
        return Response(MatchSerializer({"match": match}).data)


class RevokeView(APIView):
    @extend_schema(operation_id="certificate_revoke", request=ReasonSerializer, responses=CheckedSerializer)
    def post(self, request: Request, code: str) -> Response:
        """Take a certificate back, with a reason."""
        row, asked = certificate_selectors.get_for(request.user, code), read(ReasonSerializer, request)
        return Response(CheckedSerializer(certificates.revoke(certificate=row, by=request.user, **asked)).data)


class CreditsView(APIView):
    @extend_schema(operation_id="contribution_list", responses=GivenSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Hours one gave by season; for representatives also the sums of the organisation's people."""
        credit_selectors.check_gives(request.user)
        found: list[Any] = credit_selectors.own(request.user) + credit_selectors.of_organisations(request.user)
        return Response(GivenSerializer(found, many=True).data)


def _minded(request: Request, pk: int, reflection_pk: int) -> Reflection:
    visit: Visit = visits.get_for(request.user, pk)
    permissions.check_minds(request.user, visit)
    return selectors.get_sent(visit, reflection_pk)
