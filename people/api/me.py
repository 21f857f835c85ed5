"""Who am I: the account behind the key, and its hats of today."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from people.selectors import hats
from people.services import assent


class HatSerializer(serializers.Serializer):  # type: ignore[type-arg]
    role = serializers.CharField()
    organisation = serializers.IntegerField(source="organisation_id")
    organisation_name = serializers.CharField()
    organisation_kind = serializers.CharField()
    counts = serializers.BooleanField(help_text="False while the organisation is suspended.")


class MeSerializer(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.IntegerField()
    username = serializers.CharField()
    full_name = serializers.CharField()
    language = serializers.CharField()
    is_cleared = serializers.BooleanField(help_text="An adult's five checks stand today.")
    hats = HatSerializer(many=True)


class MeView(APIView):
    @extend_schema(operation_id="me", responses=MeSerializer)
    def get(self, request: Request) -> Response:
        """Who I am: my roles, and what my account still lacks."""
        worn = hats.of(request.user)
        facts = {
            "id": request.user.pk,
            "username": request.user.username,
            "full_name": request.user.full_name,
            "language": request.user.language,
            "is_cleared": worn.is_cleared,
            "hats": worn.worn,
        }
        return Response(MeSerializer(facts).data)


class AssentView(APIView):
    @extend_schema(operation_id="assent_withdraw", responses={204: None})
    def delete(self, request: Request) -> Response:
        """I am a pupil and want to stop: my account closes at once. I come back by saying yes on the site."""
        assent.withdraw(by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)
