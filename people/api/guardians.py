"""A pupil's guardians over the API, for those who keep the pupil's papers."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from people.enums import ConsentPurpose, ConsentState, GuardianRelation
from people.models import User
from people.selectors import guardians as selectors
from people.selectors import pupil_papers
from people.services import consents, guardian_links, phones, pupil_views
from people.services import guardians as services


class GuardianSerializer(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.IntegerField(source="guardianship.pk")
    full_name = serializers.CharField(source="guardianship.guardian.full_name")
    phone = serializers.CharField(source="guardianship.guardian.phone")
    relation = serializers.CharField(source="guardianship.relation")
    is_reachable = serializers.BooleanField(help_text="Two of the staff vouched for the number.")
    waiting_phone = serializers.CharField(source="check.phone", default="", help_text="Waits for a second person.")


class PupilPapersSerializer(serializers.Serializer):  # type: ignore[type-arg]
    states = serializers.DictField(child=serializers.ChoiceField(ConsentState.choices), help_text="By purpose.")
    guardians = GuardianSerializer(many=True)


class NewGuardianSerializer(serializers.Serializer):  # type: ignore[type-arg]
    full_name = serializers.CharField(max_length=120)
    phone = serializers.CharField(max_length=20, required=False, default="", allow_blank=True)
    relation = serializers.ChoiceField(GuardianRelation.choices, default=GuardianRelation.OTHER)


class PhoneSerializer(serializers.Serializer):  # type: ignore[type-arg]
    phone = serializers.CharField(max_length=20)


class PurposeSerializer(serializers.Serializer):  # type: ignore[type-arg]
    purpose = serializers.ChoiceField(ConsentPurpose.choices)


class PupilGuardiansView(APIView):
    @extend_schema(operation_id="guardian_list", responses=PupilPapersSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """A pupil's guardians and the state of each purpose. The read is noted."""
        return _answer(request, pupil_papers.get_pupil_for(request.user, pk))

    @extend_schema(
        operation_id="guardian_create", request=NewGuardianSerializer, responses={201: PupilPapersSerializer}
    )
    def post(self, request: Request, pk: int) -> Response:
        """Add a guardian. A number given with it waits for a second person's word."""
        pupil = pupil_papers.get_pupil_for(request.user, pk)
        given = NewGuardianSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        services.add(pupil=pupil, by=request.user, **given.validated_data)
        return _answer(request, pupil, status.HTTP_201_CREATED)


class PhoneView(APIView):
    @extend_schema(operation_id="guardian_phone", request=PhoneSerializer, responses=PupilPapersSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Write down another number; the old one stays in use until a second person confirms it."""
        guardianship = selectors.get_for(request.user, pk)
        given = PhoneSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        phones.correct(guardianship=guardianship, phone=given.validated_data["phone"], by=request.user)
        return _answer(request, guardianship.pupil)


class VouchView(APIView):
    @extend_schema(operation_id="guardian_vouch", request=None, responses=PupilPapersSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Vouch for the number that waits."""
        guardianship = selectors.get_for(request.user, pk)
        phones.vouch(guardianship=guardianship, by=request.user)
        return _answer(request, guardianship.pupil)


class EndView(APIView):
    @extend_schema(operation_id="guardian_end", request=None, responses=PupilPapersSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """This person no longer stands for the pupil."""
        guardianship = selectors.get_for(request.user, pk)
        services.end(guardianship=guardianship, by=request.user)
        return _answer(request, guardianship.pupil)


class WithdrawView(APIView):
    @extend_schema(operation_id="guardian_withdraw", request=PurposeSerializer, responses=PupilPapersSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """The guardian told the school to stop a purpose."""
        guardianship = selectors.get_for(request.user, pk)
        given = PurposeSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        purpose = ConsentPurpose(given.validated_data["purpose"])
        consents.withdraw(guardianship=guardianship, purpose=purpose, by=request.user)
        return _answer(request, guardianship.pupil)


class SendView(APIView):
    @extend_schema(operation_id="guardian_send", request=None, responses={204: None})
    def post(self, request: Request, pk: int) -> Response:
        """Send the guardian a link, at most once a day."""
        guardian_links.send(guardianship=selectors.get_for(request.user, pk), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _answer(request: Request, pupil: User, code: int = status.HTTP_200_OK) -> Response:
    papers = pupil_views.papers_of(pupil=pupil, viewer=request.user)
    return Response(PupilPapersSerializer(papers).data, status=code)
