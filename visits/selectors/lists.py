"""The lists of visits: what waits for the reader, what comes, what is over, and what stands on the board."""

from django.db.models import Q, QuerySet

from core.gate import NOW
from people.enums import Role
from people.selectors import gates, hats
from visits.enums import OPEN_VISIT_STATES, UNCONFIRMED_STATES, Tab, VisitState
from visits.models import Visit
from visits.selectors import obstacles, visits

_ADMIN = frozenset({Role.SCHOOL_ADMIN})
_S = VisitState
COMING = Q(state__in=OPEN_VISIT_STATES, slot__ends_at__gt=NOW)
_FOR_HEADS, _FOR_HOSTS = (_S.ASKED, _S.HOST_ACCEPTED), (_S.ASKED, _S.SCHOOL_APPROVED)


def listed(viewer: hats.Anyone, *, tab: Tab) -> QuerySet[Visit]:
    """Each with what `obstacles.found_in` reads."""
    chosen = {Tab.MINE: waiting_for, Tab.COMING: coming, Tab.PAST: past}[tab]
    return obstacles.asked_along(chosen(viewer))


def waiting_for(viewer: hats.Anyone) -> QuerySet[Visit]:
    """Whose next step is the reader's, what waits longest first."""
    rows = visits.visible_to(viewer).filter(is_mine(hats.of(viewer)))
    return rows.order_by("waits_since", "pk")


def is_mine(worn: hats.Hats) -> Q:
    """Of a visit the reader sees: the next step is the reader's."""
    mine = Q(pk=None)
    unready = Q(state=_S.PREPARING) | Q(transport="") | Q(emergency_name="") | ~Q(returned_for="")
    if worn.staffed_school_ids:
        mine |= unready & Q(organiser=worn.user_id, school__in=worn.staffed_school_ids)
    if worn.is_school_admin:
        asked = Q(state__in=_FOR_HEADS, returned_for="") & ~Q(organiser=worn.user_id)
        left_alone = unready & ~Q(gates.is_staff_of("organiser", "school"))
        mine |= (asked | left_alone) & Q(school__in=worn.organisations_as(_ADMIN))
    if worn.is_cleared_supporter:
        mine |= visits.hosted_by(worn) & Q(state__in=_FOR_HOSTS)
    return mine & Q(state__in=UNCONFIRMED_STATES, slot__starts_at__gt=NOW)


def coming(viewer: hats.Anyone) -> QuerySet[Visit]:
    return visits.visible_to(viewer).filter(COMING).order_by("slot__starts_at", "pk")


def past(viewer: hats.Anyone) -> QuerySet[Visit]:
    rows = visits.visible_to(viewer).filter(~Q(state__in=OPEN_VISIT_STATES) | Q(slot__ends_at__lte=NOW))
    return rows.order_by("-slot__starts_at", "-pk")


def held_up(viewer: hats.Anyone) -> QuerySet[Visit]:
    """Visits that hold their seats and still wait for somebody, for whoever prepares or hosts them."""
    worn = hats.of(viewer)
    if not (worn.staffed_school_ids or worn.is_cleared_supporter):
        return Visit.objects.none()
    rows = visits.visible_to(viewer).filter(state__in=UNCONFIRMED_STATES, slot__starts_at__gt=NOW)
    return rows.order_by("waits_since", "pk")
