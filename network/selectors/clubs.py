"""Which clubs a person may see, and what of them."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from core import written
from core.errors import Invalid, NotFound
from network.models import Club, ClubMembership
from network.selectors import search
from people.enums import OrganisationStatus, Role
from people.models import Affiliation, School, User
from people.selectors import gates, hats


def is_open_to_outsiders() -> Q:
    """Running, in a verified school, with an adviser in charge today."""
    return Q(closed_on=None) & Q(gates.is_adviser_in("adviser", "school"))


def visible_to(viewer: hats.Anyone) -> QuerySet[Club]:
    """One's own school's clubs, the Department's view of all, and elsewhere those with an adviser in charge.

    Of a club elsewhere only name, school, fields and grades may be shown: ask `details_are_open_to`.
    """
    worn = hats.of(viewer)
    seen = Q(pk=None)
    if worn.staffed_school_ids:
        seen |= Q(school__in=worn.staffed_school_ids)
    if worn.is_active_pupil:
        seen |= Q(school__in=worn.school_ids)
    if worn.is_department_officer:
        seen |= Q(pk__isnull=False)
    if worn.is_commune_officer:
        seen |= Q(school__organisation__commune__in=worn.commune_ids)
    if worn.is_school_staff or worn.is_active_pupil or worn.is_officer or worn.is_cleared_supporter:
        seen |= is_open_to_outsiders()
    return Club.objects.filter(seen).select_related("school__organisation__commune", "adviser")


def get_for(viewer: hats.Anyone, pk: int) -> Club:
    club = written.rows(_one, hats.reader(viewer), pk).first()
    if club is None:
        raise NotFound(_("Không tìm thấy câu lạc bộ này, hoặc câu lạc bộ chưa mở cho tài khoản của bạn."))
    return club


def _one(viewer: hats.Anyone, pk: int) -> QuerySet[Club]:
    return visible_to(viewer).prefetch_related("fields").filter(pk=pk)


def details_are_open_to(viewer: hats.Anyone, club: Club) -> bool:
    """More than name, school, fields and grades is for people of the school."""
    worn = hats.of(viewer)
    return club.school_id in worn.staffed_school_ids or (worn.is_active_pupil and club.school_id in worn.school_ids)


def own_of(viewer: hats.Anyone) -> QuerySet[Club]:
    """The running clubs a pupil is a member of, or a teacher is in charge of."""
    worn = hats.of(viewer)
    in_it = ClubMembership.objects.filter(club=OuterRef("pk"), pupil=worn.user_id, left_on=None)
    return visible_to(viewer).filter(
        Q(adviser=worn.user_id) | Q(Exists(in_it)), closed_on=None, school__in=worn.school_ids
    )


def listed(viewer: hats.Anyone, words: tuple[str, ...], *, mine: bool, **wanted: Any) -> QuerySet[Club]:
    """All the viewer may see, or one's own school's, narrowed by words and facts, with members and fields."""
    rows = visible_to(viewer)
    rows = rows.filter(school__in=hats.of(viewer).school_ids) if mine else rows
    return with_members(narrow(rows, {**wanted, "q": " ".join(words)})).prefetch_related("fields")


def narrow(clubs: QuerySet[Club], wanted: dict[str, Any]) -> QuerySet[Club]:
    """By the values of `forms.clubs.ClubFilterForm`; an empty value narrows nothing."""
    if wanted.get("q"):
        clubs = search.with_words(clubs, wanted["q"])
    if wanted.get("field"):
        clubs = clubs.filter(fields__code=wanted["field"]).distinct()
    if wanted.get("commune"):
        clubs = clubs.filter(school__organisation__commune__code=wanted["commune"])
    return clubs


def with_members(clubs: QuerySet[Club]) -> QuerySet[Club]:
    """Each with `members`, how many pupils it has today."""
    counted = (
        ClubMembership.objects.filter(club=OuterRef("pk"), left_on=None)
        .order_by()
        .values("club")
        .annotate(members=Count("pk"))
        .values("members")
    )
    return clubs.annotate(members=Coalesce(Subquery(counted), 0))


def members_for(viewer: hats.Anyone, club: Club) -> QuerySet[ClubMembership]:
    """By name only to the school's staff and to the members themselves: there is no directory of pupils."""
    members = ClubMembership.objects.filter(club=club, left_on=None).select_related("pupil")
    members = members.order_by("pupil__sort_name", "pk")
    worn = hats.of(viewer)
    if club.school_id in worn.staffed_school_ids:
        return members
    if worn.is_active_pupil and club.school_id in worn.school_ids and members.filter(pupil=worn.user_id).exists():
        return members
    return members.none()


def may_join(club: Club) -> QuerySet[User]:
    """Pupils of the school who are not in the club."""
    inside = ClubMembership.objects.filter(pupil=OuterRef("pk"), club=club, left_on=None)
    return gates.pupils_in_schools(frozenset({club.school_id})).filter(~Exists(inside), is_active=True)


def schools(ids: frozenset[int]) -> QuerySet[School]:
    return School.objects.filter(pk__in=ids).select_related("organisation__commune")


def advisers_in(school_ids: frozenset[int]) -> QuerySet[User]:
    """Who may be put in charge of a club: teachers with the adviser's hat in one of these schools today."""
    hat = Affiliation.objects.filter(
        gates.affiliation_is_current(),
        user=OuterRef("pk"),
        organisation__in=school_ids,
        organisation__status=OrganisationStatus.VERIFIED,
        role=Role.ADVISER,
    )
    return User.objects.filter(Exists(hat), is_active=True)


def member_for(viewer: hats.Anyone, club: Club, pupil_id: int) -> ClubMembership:
    member = members_for(viewer, club).filter(pupil=pupil_id).first()
    if member is None:
        raise NotFound(_("Bạn ấy không còn ở trong câu lạc bộ này."))
    return member


def pupil_of_school(club: Club, pupil_id: int) -> User:
    """For those who may bring pupils into the club or its teams: ask that first."""
    pupil = gates.pupils_in_schools(frozenset({club.school_id})).filter(pk=pupil_id).first()
    if pupil is None:
        raise Invalid(_("Không có học sinh này ở trường của câu lạc bộ."), field="pupil")
    return pupil


def only_own_of(viewer: hats.Anyone) -> Club:
    """For a caller who named no club: the only one of one's own."""
    found = list(own_of(viewer)[:2])
    if len(found) != 1:
        raise Invalid(_("Hãy cho biết ý tưởng thuộc câu lạc bộ nào."), field="club")
    return found[0]
