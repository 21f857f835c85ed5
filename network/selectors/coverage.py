"""The whole, counted by commune. The Department sees the city; a commune's officer the commune's THCS schools; whoever
was handed the right, as far as it was handed (`people/selectors/delegations.py`).

Nobody else gets a row: without such a scope every function here answers with nothing. Pupils are counted only
in clubs of at least `SMALLEST_GROUP`, so that no sum or difference points at a few of them.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, DateTimeField, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from core import clock, figures
from core.errors import NotFound
from core.figures import Figures
from core.gate import Late
from core.text import fold
from network.enums import OPEN_PROPOSAL_STATES, EngagementStatus, NeedKind, ProposalState
from network.models import Challenge, Club, ClubMembership, Engagement, Field, Idea, Need, Offer, Proposal
from network.selectors import ideas, posts
from people.enums import OrganisationStatus, Right
from people.models import AdminUnit, School
from people.selectors import delegations, hats

SMALLEST_GROUP = 5
_ANSWERED = (*OPEN_PROPOSAL_STATES, ProposalState.ENGAGED)


@dataclass(frozen=True)
class Row:
    """One commune. `pupils`: members of the clubs with at least five of them."""

    code: str
    name: str
    sort_name: str
    is_remote: bool
    schools: int
    without_club: int
    clubs: int
    pupils: int
    ideas: int
    posts: int
    engagements: int

    @property
    def level(self) -> str:
        """How far the programme has come here, as the map's classes name it."""
        if not self.schools:
            return "0"
        if self.without_club == self.schools:
            return "none"
        if self.without_club:
            return "1" if self.without_club * 2 > self.schools else "2"
        return "4" if self.engagements else "3"


SUMMED = ("schools", "without_club", "clubs", "pupils", "ideas", "posts", "engagements")
SORTS = ("name", *SUMMED)


@dataclass(frozen=True)
class UnmetNeed:
    """Needs of one kind in one field for which nobody has been asked and nobody has offered."""

    kind: NeedKind
    field: Field
    needs: int
    ideas: int


def scope(viewer: hats.Anyone) -> str:
    """Officers of one scope are answered with the same counts."""
    return delegations.scope_of(viewer, Right.SEE_COVERAGE).key


def communes(viewer: hats.Anyone) -> QuerySet[AdminUnit]:
    reach = delegations.scope_of(viewer, Right.SEE_COVERAGE)
    current = AdminUnit.objects.filter(valid_to=None, parent__isnull=False)
    if reach.everywhere:
        return current
    places = Q(pk__in=reach.all_communes)
    if reach.schools:
        places |= Q(pk__in=School.objects.filter(pk__in=reach.schools).values("organisation__commune"))
    return current.filter(places)


def schools(viewer: hats.Anyone) -> QuerySet[School]:
    return School.objects.filter(_in_scope(viewer), organisation__status=OrganisationStatus.VERIFIED)


def running_clubs(viewer: hats.Anyone) -> QuerySet[Club]:
    return Club.objects.filter(
        _in_scope(viewer, "school__"), closed_on=None, school__organisation__status=OrganisationStatus.VERIFIED
    )


def published_ideas(viewer: hats.Anyone) -> QuerySet[Idea]:
    """Counted alike for both officers; which titles one may read is asked of `ideas.visible_to`."""
    return Idea.objects.filter(_in_scope(viewer, "club__school__"), ideas.is_open_to_partners())


def open_challenges(viewer: hats.Anyone) -> QuerySet[Challenge]:
    return Challenge.objects.filter(posts.is_open_to_pupils(), commune__in=communes(viewer))


def open_offers(viewer: hats.Anyone) -> QuerySet[Offer]:
    return Offer.objects.filter(posts.is_open_to_pupils(), commune__in=communes(viewer))


def running_engagements(viewer: hats.Anyone) -> QuerySet[Engagement]:
    return Engagement.objects.filter(
        _in_scope(viewer, "proposal__idea__club__school__"), status=EngagementStatus.ACTIVE
    )


def _in_scope(viewer: hats.Anyone, school: str = "") -> Q:
    """Of a school reached by `school`: the viewer answers for it."""
    return delegations.scope_of(viewer, Right.SEE_COVERAGE).covers(f"{school}organisation__")


def table(viewer: hats.Anyone, sort: str = "name") -> list[Row]:
    """One row a commune, sorted by a name of `SORTS`, with "-" before it from the greatest down."""
    return sort_rows(counted(viewer).value, sort)


def counted(viewer: hats.Anyone) -> Figures[list[Row]]:
    """The rows of `table` with the moment they were counted."""
    return figures.of("coverage", scope(viewer), lambda: _rows(viewer))


def _rows(viewer: hats.Anyone) -> list[Row]:
    own_school = "school__organisation__commune"
    club = Exists(Club.objects.filter(school=OuterRef("pk"), closed_on=None))
    counts = {
        "schools": _count(schools(viewer), "organisation__commune"),
        "without_club": _count(schools(viewer).filter(~club), "organisation__commune"),
        "clubs": _count(running_clubs(viewer), own_school),
        "pupils": _pupils(viewer),
        "ideas": _count(published_ideas(viewer), f"club__{own_school}"),
        "posts": _count(open_challenges(viewer), "commune") + _count(open_offers(viewer), "commune"),
        "engagements": _count(running_engagements(viewer), f"proposal__idea__club__{own_school}"),
    }
    return [
        Row(
            code=unit.code,
            name=unit.full_name,
            sort_name=fold(unit.name),
            is_remote=unit.is_remote,
            **{name: counts[name][unit.pk] for name in SUMMED},
        )
        for unit in communes(viewer)
    ]


def sort_rows(rows: list[Row], sort: str) -> list[Row]:
    column = sort.removeprefix("-")
    rows = sorted(rows, key=lambda row: (row.sort_name, row.name))
    if column in SUMMED:
        return sorted(rows, key=lambda row: int(getattr(row, column)), reverse=sort.startswith("-"))
    return rows[::-1] if sort == "-name" else rows


def totals(rows: list[Row]) -> dict[str, int]:
    return {name: sum(getattr(row, name) for row in rows) for name in SUMMED}


def _count(rows: QuerySet[Any], commune: str) -> Counter[int]:
    return Counter(dict(rows.order_by().values_list(commune).annotate(Count("pk"))))


def _pupils(viewer: hats.Anyone) -> Counter[int]:
    per_club = (
        ClubMembership.objects.filter(left_on=None, club__in=running_clubs(viewer))
        .order_by()
        .values_list("club__school__organisation__commune", "club")
        .annotate(members=Count("pk"))
        .filter(members__gte=SMALLEST_GROUP)
    )
    sums: Counter[int] = Counter()
    for commune, _club, members in per_club:
        sums[commune] += members
    return sums


def get_commune(viewer: hats.Anyone, code: str) -> AdminUnit:
    unit = communes(viewer).filter(code=code).first()
    if unit is None:
        raise NotFound(_("Không tìm thấy xã, phường này trong phần anh chị phụ trách."))
    return unit


def unmet_needs(viewer: hats.Anyone) -> QuerySet[Need]:
    """Of published ideas for which no proposal is open and none became an engagement."""
    answered = Proposal.objects.filter(idea=OuterRef("idea"), state__in=_ANSWERED)
    return Need.objects.filter(~Exists(answered), idea__in=published_ideas(viewer))


def unmet_needs_of(viewer: hats.Anyone, *, kind: str = "", field: str = "") -> QuerySet[Need]:
    """The needs behind one line of `unmet`; an empty value narrows nothing."""
    rows = unmet_needs(viewer).select_related("idea__club__school__organisation__commune", "idea__field")
    if kind:
        rows = rows.filter(kind=kind)
    if field:
        rows = rows.filter(idea__field__code=field)
    return rows.order_by("idea__published_at", "pk")


def unmet(viewer: hats.Anyone) -> list[UnmetNeed]:
    """The most frequent first."""
    return figures.of("unmet", scope(viewer), lambda: _unmet(viewer)).value


_FIELD = [field.attname for field in Field._meta.concrete_fields]


def _unmet(viewer: hats.Anyone) -> list[UnmetNeed]:
    """Counted with each field's own columns, which saves a question of their own."""
    counted = (
        unmet_needs(viewer)
        .order_by()
        .values_list("kind", *(f"idea__field__{name}" for name in _FIELD))
        .annotate(needs=Count("pk"), ideas=Count("idea", distinct=True))
    )
    rows = [
        UnmetNeed(NeedKind(kind), Field.from_db(counted.db, _FIELD, field), needs, teams)
        for kind, *field, needs, teams in counted
    ]
    return sorted(rows, key=lambda row: (-row.needs, row.kind, row.field.position))


_LONG_AGO = Late(
    lambda connection: connection.ops.adapt_datetimefield_value(
        clock.now() - dt.timedelta(days=settings.WAITING_TOO_LONG_DAYS)
    ),
    DateTimeField(),
)


def waiting(viewer: hats.Anyone) -> QuerySet[Proposal]:
    """Proposals open for longer than `WAITING_TOO_LONG_DAYS`, the oldest first."""
    return (
        Proposal.objects.filter(
            _in_scope(viewer, "idea__club__school__"), state__in=OPEN_PROPOSAL_STATES, created_at__lte=_LONG_AGO
        )
        .select_related("idea__club__school__organisation", "challenge__organisation", "offer__organisation")
        .order_by("created_at", "pk")
    )


def readable_ideas(viewer: hats.Anyone, idea_ids: list[int]) -> set[int]:
    """Those whose title and needs this officer may read: of the others only the club is named."""
    return set(ideas.visible_to(viewer).filter(pk__in=idea_ids).values_list("pk", flat=True))
