"""Which visits a person may see. Every page, API call and export asks here."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from core import written
from core.errors import NotFound
from people.enums import Role
from people.selectors import gates, hats
from visits.enums import VisitSide, VisitState
from visits.models import Attendee, Visit

# Pupils hear of a visit once it is certain; until then their teachers prepare it.
SHOWN_TO_PUPILS = (VisitState.CONFIRMED, VisitState.HELD)
# In the line for a slot a school is nobody's guest yet.
SHOWN_TO_HOSTS = tuple(state for state in VisitState if state != VisitState.WAITING)


def visible_to(viewer: hats.Anyone) -> QuerySet[Visit]:
    """The school's staff, the host's cleared people, and pupils who go."""
    worn = hats.of(viewer)
    seen = Q(pk=None)
    if worn.staffed_school_ids:
        seen |= Q(school__in=worn.staffed_school_ids)
    if worn.is_cleared_supporter:
        seen |= hosted_by(worn) & Q(state__in=SHOWN_TO_HOSTS)
    if worn.is_active_pupil:
        goes = Attendee.objects.filter(visit=OuterRef("pk"), pupil=worn.user_id, left_off_at=None)
        seen |= Q(Exists(goes), state__in=SHOWN_TO_PUPILS, school__in=worn.school_ids)
    return Visit.objects.filter(seen).select_related(
        "slot__offer__organisation", "slot__offer__commune", "school__organisation", "club", "organiser"
    )


def hosted_by(worn: hats.Hats) -> Q:
    """On an offer the cleared person wrote, or whose organisation the person represents."""
    represented = worn.organisations_as(frozenset({Role.REPRESENTATIVE}))
    own = Q(slot__offer__author=worn.user_id, slot__offer__organisation__in=worn.supported_organisation_ids)
    return own | Q(slot__offer__organisation__in=represented)


def side_of(viewer: hats.Anyone, visit: Visit) -> VisitSide:
    """On which side somebody who sees the visit stands; a teacher who is also the host's reads as a teacher."""
    worn = hats.of(viewer)
    if visit.school_id in worn.staffed_school_ids:
        return VisitSide.SCHOOL
    return VisitSide.PUPIL if worn.is_pupil else VisitSide.HOST


def get_for(viewer: hats.Anyone, pk: int) -> Visit:
    """With `is_on_hold`, for a page with many buttons: services ask anew, with the row locked."""
    visit = written.rows(_one, hats.reader(viewer), pk).first()
    if visit is None:
        raise NotFound(_("Không tìm thấy chuyến đi này."))
    return visit


def _one(viewer: hats.Anyone, pk: int) -> QuerySet[Visit]:
    decided = ("safety", "accepted_by", "approved_by", "confirmed_by")
    return with_hold(visible_to(viewer)).select_related(*decided).filter(pk=pk)


def with_hold(rows: QuerySet[Visit]) -> QuerySet[Visit]:
    """Each with `is_on_hold`: a safeguarding lead has frozen it."""
    held = ExpressionWrapper(Q(gates.is_held("pk", kind="visit")), output_field=BooleanField())
    return rows.annotate(is_on_hold=held)
