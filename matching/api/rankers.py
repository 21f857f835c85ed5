"""The recommender's learned versions over the API: the same rows and rights as the Department's page."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView, ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from matching.models import RankerVersion
from matching.permissions import rankers as permissions
from matching.selectors import rankers as selectors
from matching.services import rankers


class RankerVersionSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    metrics = serializers.DictField(child=serializers.FloatField(), help_text="on later pairs, beside the one before")

    class Meta:
        model = RankerVersion
        fields = ("id", "state", "trained_at", "cut_off", "outcome_count", "metrics", "weights", "promoted_at")


class InUseSerializer(serializers.Serializer):  # type: ignore[type-arg]
    current = RankerVersionSerializer(allow_null=True, help_text="null: the weights set by hand")


class RankerVersions(ListAPIView):  # type: ignore[type-arg]
    """Learned versions, newest first; while none is current, the weights set by hand apply."""

    serializer_class = RankerVersionSerializer
    queryset = RankerVersion.objects.none()

    def get_queryset(self) -> QuerySet[RankerVersion]:
        permissions.check_can_see(self.request.user)
        return selectors.all_for(self.request.user)


class RankerRollBack(GenericAPIView):  # type: ignore[type-arg]
    serializer_class = RankerVersionSerializer
    queryset = RankerVersion.objects.none()

    @extend_schema(request=None, responses=InUseSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """From the current version to the one before; answers with what is current then."""
        return Response(InUseSerializer({"current": rankers.roll_back(version=pk, by=request.user)}).data)
