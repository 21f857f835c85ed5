"""The whole over the API: the same counts and the same evidence as on the officers' pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.pagination import piece_of
from network.permissions.coverage import check_can_see_coverage
from network.selectors import commune_evidence
from network.selectors import coverage as selectors


class RowSerializer(serializers.Serializer):  # type: ignore[type-arg]
    code = serializers.CharField()
    name = serializers.CharField()
    is_remote = serializers.BooleanField()
    level = serializers.CharField()
    schools = serializers.IntegerField()
    without_club = serializers.IntegerField()
    clubs = serializers.IntegerField()
    pupils = serializers.IntegerField()
    ideas = serializers.IntegerField()
    posts = serializers.IntegerField()
    engagements = serializers.IntegerField()


class UnmetSerializer(serializers.Serializer):  # type: ignore[type-arg]
    kind = serializers.CharField()
    field = serializers.CharField(source="field.code")  # type: ignore[assignment]
    needs = serializers.IntegerField()
    ideas = serializers.IntegerField()


class CoverageSerializer(serializers.Serializer):  # type: ignore[type-arg]
    totals = serializers.DictField(child=serializers.IntegerField())
    communes = RowSerializer(many=True)


class ClubLineSerializer(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.IntegerField(source="club.pk")
    name = serializers.CharField(source="club.name")
    members = serializers.IntegerField(allow_null=True, help_text="null where fewer than five")
    has_adviser = serializers.BooleanField()


class SchoolLineSerializer(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.IntegerField(source="school.pk")
    name = serializers.CharField(source="school.organisation.name")
    level = serializers.CharField(source="school.level")
    clubs = ClubLineSerializer(many=True)


class IdeaLineSerializer(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.IntegerField(source="idea.pk")
    club = serializers.CharField(source="idea.club.name")
    title = serializers.SerializerMethodField(help_text="empty where this officer may not read it")

    def get_title(self, line: commune_evidence.IdeaLine) -> str:
        return line.idea.title if line.is_readable else ""


class PostLineSerializer(serializers.Serializer):  # type: ignore[type-arg]
    what = serializers.CharField(source="kind_name")
    id = serializers.IntegerField(source="pk")
    title = serializers.CharField()
    organisation = serializers.CharField(source="organisation.name")
    seats_left = serializers.IntegerField()


class EngagementLineSerializer(serializers.Serializer):  # type: ignore[type-arg]
    club = serializers.CharField(source="proposal.idea.club.name")
    organisation = serializers.CharField(source="proposal.post.organisation.name")
    opened_at = serializers.DateTimeField()


class EvidenceSerializer(serializers.Serializer):  # type: ignore[type-arg]
    code = serializers.CharField(source="commune.code")
    name = serializers.CharField(source="commune.full_name")
    schools = SchoolLineSerializer(many=True)
    ideas = IdeaLineSerializer(many=True)
    posts = PostLineSerializer(many=True)
    engagements = EngagementLineSerializer(many=True)


class WaitingSerializer(serializers.Serializer):  # type: ignore[type-arg]
    club = serializers.CharField(source="idea.club.name")
    school = serializers.CharField(source="idea.club.school.organisation.name")
    organisation = serializers.CharField(source="post.organisation.name")
    state = serializers.CharField()
    created_at = serializers.DateTimeField()


class WaitingPageSerializer(serializers.Serializer):  # type: ignore[type-arg]
    next_page = serializers.IntegerField(allow_null=True)
    results = WaitingSerializer(many=True)


class CoverageView(APIView):
    @extend_schema(parameters=[OpenApiParameter("sort", str)], responses=CoverageSerializer)
    def get(self, request: Request) -> Response:
        """Figures of the reader's communes, a row each, and their sums."""
        check_can_see_coverage(request.user)
        rows = selectors.table(request.user, request.query_params.get("sort", "name"))
        return Response({"totals": selectors.totals(rows), "communes": RowSerializer(rows, many=True).data})


class CoverageCommuneView(APIView):
    @extend_schema(responses=EvidenceSerializer)
    def get(self, request: Request, code: str) -> Response:
        """What stands behind one commune's figures."""
        check_can_see_coverage(request.user)
        return Response(EvidenceSerializer(commune_evidence.of_commune(request.user, code)).data)


class CoverageNeedsView(APIView):
    @extend_schema(responses=UnmetSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Needs that nobody answers, by kind and field."""
        check_can_see_coverage(request.user)
        return Response(UnmetSerializer(selectors.unmet(request.user), many=True).data)


class CoverageWaitingView(APIView):
    @extend_schema(parameters=[OpenApiParameter("page", int)], responses=WaitingPageSerializer)
    def get(self, request: Request) -> Response:
        """Proposals that wait too long, the longest first."""
        check_can_see_coverage(request.user)
        piece = piece_of(selectors.waiting(request.user), request.query_params.get("page"))
        return Response({"next_page": piece.next_number, "results": WaitingSerializer(piece.rows, many=True).data})
