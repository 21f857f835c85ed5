"""The picture around a club or an organisation: what stands within two steps, and by which ties.

Every node comes from the viewer's own `visible_to`; pupils are never nodes, and no node carries a person's name.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from core import written
from network.enums import EngagementStatus, IdeaStatus, PostStatus
from network.models import Challenge, Club, Engagement, Field, Idea, Offer
from network.selectors import clubs, coverage, engagements, idea_lists, posts
from people.enums import SUPPORTERS, OrganisationKind, OrganisationStatus, Right, Role
from people.models import Affiliation, Organisation
from people.selectors import delegations, gates, hats, organisations

# A picture of more is no picture.
_FEW = 6
_IDEAS = 12


class NodeKind(TextChoices):
    CLUB = "club", _("câu lạc bộ")
    SCHOOL = "school", _("trường")
    FIELD = "field", _("lĩnh vực")
    IDEA = "idea", _("ý tưởng")
    CHALLENGE = "challenge", _("bài toán")
    OFFER = "offer", _("đề nghị hỗ trợ")
    ORGANISATION = "organisation", _("tổ chức")


class Tie(TextChoices):
    OF_SCHOOL = "of_school", _("câu lạc bộ của trường")
    WORKS_IN = "works_in", _("hoạt động trong lĩnh vực")
    IDEA_OF = "idea_of", _("ý tưởng của câu lạc bộ")
    IN_FIELD = "in_field", _("thuộc lĩnh vực")
    POSTED = "posted", _("do tổ chức đăng")
    TOGETHER = "together", _("đang hoặc đã đồng hành")
    ALUMNI = "alumni", _("cựu học sinh trường làm ở đây")


@dataclass(frozen=True)
class Node:
    """`key` is unique in the picture; `kind` and `pk` lead to the page of the thing (a field has none)."""

    key: str
    kind: NodeKind
    pk: int
    label: str
    note: str = ""


@dataclass(frozen=True)
class Edge:
    source: Node
    target: Node
    tie: Tie


@dataclass
class Picture:
    centre: Node
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str, Tie], Edge] = field(default_factory=dict)

    def tie(self, source: Node, target: Node, tie: Tie) -> None:
        self.nodes.setdefault(source.key, source)
        self.nodes.setdefault(target.key, target)
        self.edges.setdefault((source.key, target.key, tie), Edge(source, target, tie))


def of_club(viewer: hats.Anyone, club: Club) -> Picture:
    """`club` comes from `clubs.get_for` with its fields."""
    centre, school = club_node(club), organisation_node(club.school.organisation)
    picture = Picture(centre, {centre.key: centre})
    picture.tie(centre, school, Tie.OF_SCHOOL)
    for own_field in club.fields.all():
        picture.tie(centre, field_node(own_field), Tie.WORKS_IN)
    reader = delegations.reader(viewer, Right.REVIEW_POSTS, Right.SEE_COVERAGE)
    for sibling in written.rows(_siblings, reader, club.school_id, club.pk)[:_FEW]:
        picture.tie(club_node(sibling), school, Tie.OF_SCHOOL)
    _add_ideas(picture, written.rows(_ideas_of_club, reader, club.pk)[:_IDEAS])
    of_club = tuple(own_field.pk for own_field in club.fields.all())
    for model in (Challenge, Offer):
        _add_posts(picture, written.rows(_posts_in, reader, of_club, model=model)[:_FEW])
    _add_engagements(picture, written.rows(_engagements_of_club, reader, club.pk)[:_IDEAS])
    _add_alumni(picture, viewer, Q(organisation=club.school_id))
    return picture


def of_organisation(viewer: hats.Anyone, organisation: Organisation) -> Picture:
    centre = organisation_node(organisation)
    picture = Picture(centre, {centre.key: centre})
    if organisation.kind == OrganisationKind.SCHOOL:
        _add_school(picture, viewer, organisation)
    for model in (Challenge, Offer):
        for post in _open_posts(viewer, model).filter(organisation=organisation).prefetch_related("fields")[:_FEW]:
            picture.tie(post_node(post), centre, Tie.POSTED)
            for own_field in post.fields.all():
                picture.tie(post_node(post), field_node(own_field), Tie.IN_FIELD)
    of_it = Q(proposal__challenge__organisation=organisation) | Q(proposal__offer__organisation=organisation)
    _add_engagements(picture, seen_engagements(viewer).filter(of_it)[:_IDEAS])
    at_it = Q(organisation=organisation) | Q(user__affiliations__organisation=organisation)
    _add_alumni(picture, viewer, at_it)
    return picture


def _add_school(picture: Picture, viewer: hats.Anyone, school: Organisation) -> None:
    for club in clubs.visible_to(viewer).filter(school=school.pk, closed_on=None).prefetch_related("fields")[:_FEW]:
        picture.tie(club_node(club), picture.centre, Tie.OF_SCHOOL)
        for own_field in club.fields.all():
            picture.tie(club_node(club), field_node(own_field), Tie.WORKS_IN)
    _add_ideas(picture, _open_ideas(viewer).filter(club__school=school.pk, club__closed_on=None)[:_IDEAS])
    _add_engagements(picture, seen_engagements(viewer).filter(proposal__idea__club__school=school.pk)[:_IDEAS])


def _add_ideas(picture: Picture, rows: Iterable[Idea]) -> None:
    for idea in rows:
        picture.tie(idea_node(idea), club_node(idea.club), Tie.IDEA_OF)
        picture.tie(idea_node(idea), field_node(idea.field), Tie.IN_FIELD)


def _add_posts(picture: Picture, rows: Iterable[Any]) -> None:
    """By the fields that are in the picture already."""
    for post in rows:
        for own_field in post.fields.all():
            if field_node(own_field).key in picture.nodes:
                picture.tie(post_node(post), field_node(own_field), Tie.IN_FIELD)


def _add_engagements(picture: Picture, rows: Iterable[Engagement]) -> None:
    for engagement in rows:
        club, supporter = engagement.proposal.idea.club, engagement.proposal.post.organisation
        picture.tie(club_node(club), organisation_node(supporter), Tie.TOGETHER)
        idea = picture.nodes.get(f"idea-{engagement.proposal.idea_id}")
        if idea is not None:
            picture.tie(idea, organisation_node(supporter), Tie.TOGETHER)


def _add_alumni(picture: Picture, viewer: hats.Anyone, where: Q) -> None:
    pairs = list(alumni_ties().filter(where)[:_IDEAS])
    known = organisations.visible_to(viewer).in_bulk({pk for pair in pairs for pk in pair}) if pairs else {}
    for school, home in pairs:
        if school in known and home in known:
            picture.tie(organisation_node(known[school]), organisation_node(known[home]), Tie.ALUMNI)


def alumni_ties() -> QuerySet[Affiliation, tuple[int, int]]:
    """(school, organisation): a cleared alumnus of the school speaks today for the verified organisation."""
    outside = [kind for kind in OrganisationKind if kind != OrganisationKind.SCHOOL]
    return (
        Affiliation.objects.filter(
            gates.affiliation_is_current(),
            gates.affiliation_is_current("user__affiliations__"),
            gates.is_cleared("user"),
            role=Role.ALUMNUS,
            organisation__kind=OrganisationKind.SCHOOL,
            organisation__status=OrganisationStatus.VERIFIED,
            user__affiliations__role__in=SUPPORTERS,
            user__affiliations__organisation__kind__in=outside,
            user__affiliations__organisation__status=OrganisationStatus.VERIFIED,
        )
        .order_by("organisation", "user__affiliations__organisation")
        .values_list("organisation", "user__affiliations__organisation")
        .distinct()
    )


def seen_engagements(viewer: hats.Anyone) -> QuerySet[Engagement]:
    """Those the viewer is part of or, for an officer, all in the officer's area; running or well ended."""
    is_officer = hats.of(viewer).is_officer
    rows = coverage.running_engagements(viewer) if is_officer else engagements.visible_to(viewer)
    return rows.filter(status__in=(EngagementStatus.ACTIVE, EngagementStatus.CLOSED)).select_related(
        "proposal__idea__club__school__organisation",
        "proposal__challenge__organisation",
        "proposal__offer__organisation",
    )


def _open_ideas(viewer: hats.Anyone) -> QuerySet[Idea]:
    return idea_lists.listed_for(viewer).filter(status=IdeaStatus.PUBLISHED)


def _open_posts(viewer: hats.Anyone, model: Any) -> QuerySet[Any]:
    return posts.visible_to(viewer, model).filter(status=PostStatus.PUBLISHED)


def _siblings(viewer: hats.Anyone, school: int, club: int) -> QuerySet[Club]:
    return clubs.visible_to(viewer).filter(school=school, closed_on=None).exclude(pk=club)


def _ideas_of_club(viewer: hats.Anyone, club: int) -> QuerySet[Idea]:
    return _open_ideas(viewer).filter(club=club)


def _posts_in(viewer: hats.Anyone, fields: tuple[int, ...], *, model: Any) -> QuerySet[Any]:
    return _open_posts(viewer, model).filter(fields__in=fields).distinct().prefetch_related("fields")


def _engagements_of_club(viewer: hats.Anyone, club: int) -> QuerySet[Engagement]:
    return seen_engagements(viewer).filter(proposal__idea__club=club)


def club_node(club: Club) -> Node:
    return Node(f"club-{club.pk}", NodeKind.CLUB, club.pk, club.name, club.school.organisation.name)


def organisation_node(organisation: Organisation) -> Node:
    kind = NodeKind.SCHOOL if organisation.kind == OrganisationKind.SCHOOL else NodeKind.ORGANISATION
    return Node(f"organisation-{organisation.pk}", kind, organisation.pk, organisation.short_name or organisation.name)


def field_node(one: Field) -> Node:
    return Node(f"field-{one.pk}", NodeKind.FIELD, one.pk, str(one))


def idea_node(idea: Idea) -> Node:
    return Node(f"idea-{idea.pk}", NodeKind.IDEA, idea.pk, idea.title)


def post_node(post: Challenge | Offer) -> Node:
    kind = NodeKind.CHALLENGE if isinstance(post, Challenge) else NodeKind.OFFER
    return Node(f"{post.kind_name}-{post.pk}", kind, post.pk, post.title, post.organisation.name)
