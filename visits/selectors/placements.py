"""Which placements a person may see, and how much of the pupil. Every page, API call and panel asks here."""

import datetime as dt

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from core import clock, written
from core.errors import NotFound
from network.models import Club, ClubMembership
from people.enums import SUPPORTERS, ContactLevel, Role
from people.models import Affiliation, User
from people.rosters import classes
from people.selectors import contact_levels, gates, hats
from visits.enums import OPEN_PLACEMENT_STATES, PlacementNeed, PlacementState
from visits.models import LogEntry, Placement
from visits.rules import EVALUATION_AFTER_DAYS
from visits.selectors import placement_readiness as readiness

_ADMIN = frozenset({Role.SCHOOL_ADMIN})
_ADVISER = frozenset({Role.ADVISER})
_NAMED = ("offer__organisation", "school__organisation", "pupil", "adviser", "supervisor", "second_adult")


def visible_to(viewer: hats.Anyone) -> QuerySet[Placement]:
    """The adviser and the head of school, the host's cleared people who answer for it, the pupil. No officer."""
    worn = hats.of(viewer)
    seen = Q(pk=None)
    if worn.staffed_school_ids:
        seen |= Q(school__in=worn.organisations_as(_ADMIN))
        seen |= Q(adviser=worn.user_id, school__in=worn.staffed_school_ids)
    if worn.is_cleared_supporter:
        own = Q(offer__organisation__in=worn.supported_organisation_ids)
        answers = Q(offer__author=worn.user_id) | Q(supervisor=worn.user_id) | Q(second_adult=worn.user_id)
        seen |= own & answers
        seen |= Q(offer__organisation__in=worn.organisations_as(frozenset({Role.REPRESENTATIVE})))
    if worn.is_active_pupil:
        seen |= Q(pupil=worn.user_id, school__in=worn.school_ids)
    return Placement.objects.filter(seen).select_related(*_NAMED)


def get_for(viewer: hats.Anyone, pk: int) -> Placement:
    placement = written.rows(_one, hats.reader(viewer), pk).first()
    if placement is None:
        raise NotFound(_("Không tìm thấy kỳ thực tập này."))
    return placement


def _one(viewer: hats.Anyone, pk: int) -> QuerySet[Placement]:
    return visible_to(viewer).select_related("safety", "approved_by", "accepted_by").filter(pk=pk)


def listed(viewer: hats.Anyone, *, ended: bool) -> QuerySet[Placement]:
    rows = visible_to(viewer)
    return rows.exclude(state__in=OPEN_PLACEMENT_STATES) if ended else rows.filter(state__in=OPEN_PLACEMENT_STATES)


def on_home(viewer: hats.Anyone) -> QuerySet[Placement]:
    """Open ones, with whether log entries wait for the supervisor (`unsigned`) or for the adviser (`signed`)."""
    entries = LogEntry.objects.filter(placement=OuterRef("pk"))
    return listed(viewer, ended=False).annotate(
        unsigned=Exists(entries.filter(signed_by=None)),
        signed=Exists(entries.filter(signed_by__isnull=False, countersigned_by=None)),
    )


def next_for(viewer: hats.Anyone) -> Case:
    """Of a row of `on_home`: what the reader could do now, "" for nothing."""
    worn = hats.of(viewer)
    if worn.is_pupil:
        return _first_of(log=Q(state=PlacementState.RUNNING), agree=_described(pupil_agreed_at=None))
    school, mine = Q(school__in=worn.staffed_school_ids), Q(adviser=worn.user_id)
    host = ~school & Q(state=PlacementState.ASKED)
    return _first_of(
        countersign=school & mine & Q(signed=True),
        approve=school & ~mine & _described(approved_by=None),
        sign=~school & Q(supervisor=worn.user_id, unsigned=True),
        describe=host & Q(supervisor=None),
        accept=host & _described(accepted_by=None),
    )


def _described(**facts: None) -> Q:
    return Q(supervisor__isnull=False, **facts)


def _first_of(**steps: Q) -> Case:
    """The name of the first that holds."""
    told = [When(holds, then=Value(name)) for name, holds in steps.items()]
    return Case(*told, default=Value(""), output_field=CharField())


def is_of_the_school(viewer: hats.Anyone, placement: Placement) -> bool:
    """The school's staff and the pupil: they know the name anyway."""
    worn = hats.of(viewer)
    return worn.user_id == placement.pupil_id or placement.school_id in worn.staffed_school_ids


def is_open_to_host(placement: Placement, needs: list[PlacementNeed]) -> bool:
    """The pupil's first name, grade, goals and log: from the agreement on, while nothing freezes it.

    Once it is completed as long as the last words may be written; what was stopped is closed at once.
    """
    if placement.state in {PlacementState.AGREED, PlacementState.RUNNING}:
        return not needs
    if placement.state != PlacementState.COMPLETED or placement.ended_at is None:
        return False
    lately = placement.ended_at > clock.now() - dt.timedelta(days=EVALUATION_AFTER_DAYS)
    return lately and set(needs) <= {PlacementNeed.SAFETY}


def reads_pupil(viewer: hats.Anyone, placement: Placement, needs: list[PlacementNeed]) -> bool:
    return is_of_the_school(viewer, placement) or is_open_to_host(placement, needs)


def name_for(viewer: hats.Anyone, placement: Placement, needs: list[PlacementNeed]) -> str:
    if is_of_the_school(viewer, placement):
        return placement.pupil.full_name
    return placement.pupil.given_name if is_open_to_host(placement, needs) else nameless()


def list_name_for(viewer: hats.Anyone, placement: Placement) -> str:
    """In lists hosts read no name: whether it is open to them is asked of one placement at a time."""
    return placement.pupil.full_name if is_of_the_school(viewer, placement) else nameless()


def nameless() -> str:
    return _("Một em học sinh")


def grade_of(placement: Placement) -> int | None:
    rows = Affiliation.objects.filter(
        gates.affiliation_is_current(), user=placement.pupil_id, organisation=placement.school_id, role=Role.STUDENT
    )
    return classes.grade_of(rows.values_list("title", flat=True).first() or "")


def reason_for(viewer: hats.Anyone, placement: Placement) -> str:
    """Between the adults: it may be the last word of one whom the pupil may no longer hear."""
    return "" if hats.of(viewer).is_pupil else placement.reason


def candidates_for(adviser: hats.Anyone) -> QuerySet[User]:
    """Whom this teacher may introduce: active members of the clubs in the teacher's charge."""
    worn = hats.of(adviser)
    clubs = Club.objects.filter(adviser=worn.user_id, school__in=worn.organisations_as(_ADVISER), closed_on=None)
    members = ClubMembership.objects.filter(club__in=clubs, left_on=None)
    return gates.active_pupils().filter(pk__in=members.values("pupil")).order_by("sort_name", "pk")


def advisers_of(pupil: User) -> QuerySet[Club]:
    """The pupil's clubs whose adviser could introduce the pupil."""
    own = ClubMembership.objects.filter(pupil=pupil, left_on=None)
    return Club.objects.filter(
        gates.is_adviser_in("adviser", "school"), pk__in=own.values("club"), closed_on=None
    ).order_by("pk")


def adults_of(placement: Placement) -> list[User]:
    """Who at the host may be near pupils, each with `level`; the supervisor needs the highest."""
    speaking = Affiliation.objects.filter(
        gates.affiliation_is_current(), organisation=placement.offer.organisation_id, role__in=SUPPORTERS
    )
    rows = gates.cleared_adults().filter(pk__in=speaking.values("user"))
    found = list(rows.annotate(contact_bits=contact_levels.asked_along("pk")).order_by("sort_name", "pk"))
    for row in found:
        row.level = contact_levels.contact_in(row).level  # type: ignore[attr-defined]
    return [row for row in found if row.level in {ContactLevel.ON_SITE, readiness.SUPERVISOR_LEVEL}]  # type: ignore[attr-defined]
