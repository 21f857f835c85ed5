"""The log of who read pupils' records over the API, for the school."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from people.forms.reads import ReadsFilterForm
from people.models import RecordRead
from people.selectors import reads as selectors
from people.services import read_log


class RecordReadSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]
    reader_name = serializers.CharField(source="reader.full_name")
    pupil_name = serializers.CharField(source="pupil.full_name")
    organisation_name = serializers.CharField(source="organisation.name", default="")

    class Meta:
        model = RecordRead
        fields = ("id", "at", "what", "role", "reader", "reader_name", "organisation_name", "pupil", "pupil_name")


class RecordReadViewSet(viewsets.GenericViewSet):  # type: ignore[type-arg]
    serializer_class = RecordReadSerializer

    @extend_schema(responses=RecordReadSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Who read which of my school's pupils' records: `side` outside or staff; `pupil`, `reader`, `day`."""
        wanted = ReadsFilterForm(request.query_params).wanted()
        rows = self.paginate_queryset(selectors.narrow(selectors.of_school(request.user), request.user, **wanted))
        read_log.record_of_log(reader=request.user, reads=list(rows or []))
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)
