"""Who is told what of a mentoring session. Subscribed in `visits/apps.py`; pages ask by themselves who may see them.

Nobody is told of what was their own doing. Outside adults hear of a team only while cleared, pupils only while active.
"""

from collections.abc import Iterable

from django.urls import reverse

from core import clock, wording
from people.enums import Role
from people.models import Affiliation
from people.notice_kinds import Kind
from people.selectors import gates
from people.services import notices
from visits import rules
from visits.enums import MissedBy, SessionAction, SessionState
from visits.models import Session
from visits.notice_kinds import sessions as kinds
from visits.selectors import free_times
from visits.services import sessions

_OF_ALL = {
    SessionAction.CANCEL: kinds.SESSION_CANCELLED,
    SessionAction.EXPIRE: kinds.SESSION_EXPIRED,
}


def session_moved(pk: int, action: str, actor: int | None) -> None:
    session = sessions.locked(Session(pk=pk))
    club = session.engagement.proposal.idea.club
    if action == SessionAction.ASK:
        tell(session, kinds.SESSION_ASKED, {club.adviser_id} - {actor})
    elif action == SessionAction.ATTEND:
        tell(session, kinds.SESSION_BOOKED, involved_in(session) - {actor, session.attendant_id})
        tell(session, kinds.SESSION_ATTENDED, {session.attendant_id} - {actor})
    elif action == SessionAction.STEP_BACK:
        tell(session, kinds.SESSION_UNSTAFFED, {club.adviser_id} - {actor})
    elif action == SessionAction.MISS and session.missed_by == MissedBy.SUPPLY:
        _tell_of_missing(session)
    elif (kind := _OF_ALL.get(SessionAction(action))) and not _is_unnoted(session):
        tell(session, kind, involved_in(session) - {actor})


def tell(session: Session, kind: Kind, to: Iterable[int | None], key: str = "", **facts: int) -> None:
    idea, time = session.engagement.proposal.idea.title, f"{wording.local(session.starts_at):%H:%M %d/%m/%Y}"
    known = {pk for pk in to if pk is not None}
    path = reverse("session_detail", args=[session.pk])
    notices.send(to=known, kind=kind, path=path, key=key, idea=idea, time=time, **facts)


def involved_in(session: Session) -> set[int | None]:
    people = free_times.people_of(session.engagement)
    mentor = gates.cleared_adults().filter(pk=session.engagement.supporter_id).values_list("pk", flat=True)
    team = gates.active_pupils().filter(pk__in=people).values_list("pk", flat=True)
    return {*mentor, *team, session.attendant_id, session.engagement.proposal.idea.club.adviser_id}


def _is_unnoted(session: Session) -> bool:
    """Over, with nobody having said what became of it: there is nothing left to tell."""
    return session.state == SessionState.EXPIRED and session.attendant_id is not None


def _tell_of_missing(session: Session) -> None:
    """After the second time, kindly: the adviser, and whoever represents the mentor's organisation."""
    engagement = session.engagement
    missed = Session.objects.filter(
        engagement__supporter=engagement.supporter_id,
        missed_by=MissedBy.SUPPLY,
        starts_at__gt=clock.now() - rules.MISSED_WITHIN,
    ).count()
    if missed < rules.MISSED_OFTEN:
        return
    home = engagement.proposal.post.organisation_id
    speak = Affiliation.objects.filter(
        gates.affiliation_is_current(), organisation=home, role=Role.REPRESENTATIVE, user__in=gates.cleared_adults()
    )
    told = {engagement.proposal.idea.club.adviser_id, *speak.values_list("user", flat=True)}
    tell(session, kinds.SESSION_MISSED, told - {engagement.supporter_id}, count=missed)
