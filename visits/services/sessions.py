"""A mentoring session's life: asked for inside the mentor's hours, staffed, cancelled.

Whoever books locks the engagement, then its post, so that the month's allowance is exact; then `busy` refuses whoever
is elsewhere.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, secrets, wording
from core.actors import signed
from core.errors import Conflict, Invalid
from network import guarded_words
from network.enums import Side
from network.models import Engagement
from network.permissions import engagements as engagement_permissions
from people.models import User
from visits import events, rules
from visits.enums import OPEN_SESSION_STATES, SessionAction, SessionState, SessionWay
from visits.models import Busy, Session
from visits.permissions import sessions as permissions
from visits.selectors import free_times
from visits.selectors.free_times import Calendar
from visits.services import busy, care


@signed
@transaction.atomic
def book(
    *,
    engagement: Engagement,
    starts_at: dt.datetime,
    way: SessionWay,
    attendant: User | None = None,
    place: str = "",
    by: User,
) -> Session:
    """A pupil of the team asks; with the adviser, who says at once which of the staff is there, it is booked."""
    engagement = _locked_engagement(engagement)
    permissions.check_can_book(by, engagement)
    calendar = free_times.of(engagement)
    time = calendar.find(starts_at, way)
    if time is None:
        raise Conflict(_no_more(calendar, starts_at))
    session = Session.objects.create(
        engagement=engagement,
        starts_at=time.starts_at,
        ends_at=time.ends_at,
        way=way,
        room=secrets.new(),
        booked_by=by,
        booked_at=clock.now(),
    )
    try:
        take_time(session)
    except Conflict:
        raise Conflict(_no_more(free_times.of(engagement), starts_at)) from None
    if engagement_permissions.side_in(by, engagement) == Side.ADVISER:
        return _staff(session, attendant or by, place, by)
    events.session_moved.publish(session.pk, SessionAction.ASK.value, by.pk)
    return session


@signed
@transaction.atomic
def attend(*, session: Session, attendant: User | None = None, place: str = "", by: User) -> Session:
    """The adviser will be there, or names a colleague; with that it is booked. Again, to name somebody else."""
    session = locked(session)
    permissions.check_can_attend(by, session)
    return _staff(session, attendant or by, place, by)


@signed
@transaction.atomic
def step_back(*, session: Session, by: User) -> Session:
    """Whoever was to be there cannot: it waits for somebody else of the staff."""
    session = locked(session)
    permissions.check_can_step_back(by, session)
    busy.let_go(session=session, people=[by.pk])
    session.attendant = None
    return move(session, SessionAction.STEP_BACK, by)


@signed
@transaction.atomic
def cancel(*, session: Session, reason: str = "", by: User) -> Session:
    """Everybody's time is free at once. Shortly before it begins a reason is owed."""
    session = locked(session)
    permissions.check_can_cancel(by, session)
    if not reason.strip() and session.starts_at - clock.now() < rules.CANCEL_FREELY:
        raise Invalid(_("Sắp đến giờ hẹn rồi. Hãy viết một câu lý do."), field="reason")
    guarded_words.check_no_contact_but_help(reason=reason)
    session = end(session, SessionAction.CANCEL, reason.strip(), by)
    care.watch_session(session, by)
    return session


def cancel_all_of(engagement: int) -> None:
    """Subscribed to `network.events.engagement_ended`: what has not begun will not take place."""
    rows = Session.objects.filter(
        engagement=engagement, state__in=OPEN_SESSION_STATES, starts_at__gt=clock.now()
    ).order_by("pk")
    with transaction.atomic():
        for row in rows:
            session = locked(row)
            if session.state in OPEN_SESSION_STATES:
                end(session, SessionAction.CANCEL, _("Buổi đồng hành đã khép lại."), None)


def expire_late() -> int:
    """End what nobody of the staff confirmed before it began, and what nobody noted in time. Safe to run twice."""
    now = clock.now()
    unstaffed = Session.objects.filter(state=SessionState.ASKED, starts_at__lte=now)
    unmarked = Session.objects.filter(state=SessionState.BOOKED, ends_at__lte=now - rules.MARK_WITHIN)
    return sum(_expire(session) for session in [*unstaffed.order_by("pk"), *unmarked.order_by("pk")])


def move(session: Session, action: SessionAction, by: User | None) -> Session:
    session.state = rules.SESSION.target(session.state, action)
    session.save()
    events.session_moved.publish(session.pk, action.value, by.pk if by else None)
    return session


def end(session: Session, action: SessionAction, reason: str, by: User | None) -> Session:
    session.ended_at, session.ended_by, session.reason = clock.now(), by, reason
    session = move(session, action, by)
    busy.let_go(session=session)
    return session


def locked(session: Session) -> Session:
    return (
        Session.objects.select_for_update(of=("self",))
        .select_related(
            "attendant",
            "engagement__supporter",
            "engagement__proposal__idea__club__school",
            "engagement__proposal__challenge",
            "engagement__proposal__offer",
        )
        .get(pk=session.pk)
    )


def take_time(session: Session) -> None:
    """Of exactly its people of today. First whoever is new, then whoever is no more: nobody waits in a circle."""
    wanted = free_times.people_of(session.engagement)
    if session.attendant_id:
        wanted.add(session.attendant_id)
    held = set(Busy.objects.filter(session=session).values_list("person", flat=True))
    if wanted - held:
        busy.take(session=session, people=wanted - held, starts_at=session.starts_at, ends_at=session.ends_at)
    if held - wanted:
        busy.let_go(session=session, people=held - wanted)


def _staff(session: Session, person: User, place: str, by: User) -> Session:
    permissions.check_may_be_there(person, session)
    guarded_words.check_no_contact(place=place)
    session.attendant, session.place = person, place.strip()
    try:
        take_time(session)
    except Conflict:
        raise Conflict(
            _("Giờ ấy thầy cô hoặc một bạn trong nhóm đã có việc khác. Hãy chọn đồng nghiệp khác hoặc đổi giờ.")
        ) from None
    return move(session, SessionAction.ATTEND, by)


@transaction.atomic
def _expire(session: Session) -> bool:
    session = locked(session)
    if session.state not in OPEN_SESSION_STATES:
        return False
    end(session, SessionAction.EXPIRE, "", None)
    return True


def _locked_engagement(engagement: Engagement) -> Engagement:
    """With its post locked, too: both in the order in which closing an engagement takes them."""
    row = (
        Engagement.objects.select_for_update(of=("self",))
        .select_related("supporter", "proposal__idea__club", "proposal__challenge", "proposal__offer")
        .get(pk=engagement.pk)
    )
    post = row.proposal.post
    type(post)._default_manager.select_for_update(of=("self",)).get(pk=post.pk)
    return row


def _no_more(calendar: Calendar, wished: dt.datetime) -> str:
    nearest = calendar.nearest(wished)
    if not nearest:
        return _("Giờ này không còn trống, và bốn tuần tới cũng chưa có giờ nào trống.")
    times = "; ".join(wording.date_time(time.starts_at) for time in nearest)
    return _("Giờ này không còn trống. Giờ trống gần nhất: %(times)s.") % {"times": times}
