"""A visit and a mentoring session as an entry of one reader's calendar, in the reader's language.

Texts that somebody typed about the group (purpose, needs) stay out: they may say something of a pupil.
"""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.models import Offer
from visits.calendar_entries import Entry
from visits.calendar_enums import CalendarStatus
from visits.enums import SessionState, SessionWay, VisitSide, VisitState
from visits.models import Visit
from visits.rules import CALENDAR_STATUS, SESSION_CALENDAR_STATUS
from visits.selectors import obstacles


def of_visit(visit: Any, side: VisitSide) -> Entry:
    """`visit` comes with `changed_at` and what `obstacles.found_in` reads; frozen, it is not certain."""
    status = CALENDAR_STATUS[VisitState(visit.state)]
    if status == CalendarStatus.CONFIRMED and obstacles.found_in(visit):
        status = CalendarStatus.TENTATIVE
    return Entry(
        key=f"visit-{visit.pk}",
        title=_visit_title(visit, side),
        starts_at=localtime(visit.slot.starts_at),
        ends_at=localtime(visit.slot.ends_at),
        status=status,
        modified=visit.changed_at,
        sequence=visit.sequence,
        place=place_of(visit.slot.offer),
        text=_visit_text(visit, side),
        path=reverse("visit_detail", args=[visit.pk]),
    )


def of_session(session: Any) -> Entry:
    """`session` comes with `version`, `changed_at` and `goes_on`; paused, it is not certain."""
    proposal, status = session.engagement.proposal, SESSION_CALENDAR_STATUS[SessionState(session.state)]
    if session.state == SessionState.BOOKED and not (session.goes_on and session.is_staffed):
        status = CalendarStatus.TENTATIVE
    return Entry(
        key=f"session-{session.pk}",
        title=_("Gặp nhóm “%(idea)s”") % {"idea": proposal.idea_title},
        starts_at=localtime(session.starts_at),
        ends_at=localtime(session.ends_at),
        status=status,
        modified=session.changed_at,
        sequence=session.version - 1,
        place=_session_place(session),
        path=reverse("session_detail", args=[session.pk]),
    )


def place_of(offer: Offer) -> str:
    return f"{offer.organisation.name}, {offer.commune.name}"


def _visit_title(visit: Visit, side: VisitSide) -> str:
    if side == VisitSide.HOST:
        return _("Đón đoàn %(school)s") % {"school": visit.school.organisation.name}
    return _("Tham quan %(host)s") % {"host": visit.slot.offer.organisation.name}


def _visit_text(visit: Visit, side: VisitSide) -> str:
    hosting = getattr(visit.slot.offer, "hosting", None)
    lines = [visit.slot.offer.title]
    if side != VisitSide.PUPIL:
        count = visit.party
        lines.append(ngettext("%(count)d học sinh", "%(count)d học sinh", count) % {"count": count})
    if visit.meeting_point:
        lines.append(_("Nơi gặp: %(place)s") % {"place": visit.meeting_point})
    if hosting and hosting.meeting_point:
        lines.append(_("Nơi đón chờ ở: %(place)s") % {"place": hosting.meeting_point})
    if visit.transport:
        lines.append(_("Đi bằng: %(transport)s") % {"transport": visit.get_transport_display()})
    return "\n".join(lines)


def _session_place(session: Any) -> str:
    school = session.engagement.proposal.idea.club.school.organisation.name
    if session.way == SessionWay.AT_SCHOOL:
        return ", ".join(filter(None, (session.place, school)))
    return str(SessionWay.ONLINE.label)
