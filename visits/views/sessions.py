"""Mentoring sessions' pages: a team's free times, asking, the session itself."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import clock
from core.errors import Invalid
from core.pagination import piece_of
from core.permissions import reason
from network.enums import Side
from network.models import Engagement
from network.permissions import engagements as engagement_permissions
from network.selectors import engagements, idea_titles
from network.services import name_reads
from visits.enums import MissedBy, SessionWay
from visits.forms.sessions import AttendForm, BookForm, CancelForm, HoldForm
from visits.models import Session
from visits.permissions import sessions as permissions
from visits.selectors import free_times
from visits.selectors import sessions as selectors
from visits.services import session_marks, sessions


@login_required
def index(request: HttpRequest) -> HttpResponse:
    is_past = "past" in request.GET
    piece = piece_of(selectors.listed(request.user, coming_only=not is_past), request.GET.get("page"))
    selectors.put_names_on(request.user, piece.rows)
    context = {"piece": piece, "is_past": is_past, "may_open_hours": permissions.can_open_hours(request.user)}
    return render(request, "visits/session_list.html", context)


@login_required
def of_engagement(request: HttpRequest, pk: int) -> HttpResponse:
    """The team's sessions, and the free times of the next weeks for whoever may ask for one."""
    engagement = engagements.get_for(request.user, pk)
    here = engagement_permissions.standing_of(request.user, engagement)
    rows = selectors.put_names_on(request.user, list(selectors.of_engagement(engagement)))
    idea_titles.put_on(request.user, [engagement.proposal])
    calendar = free_times.of(engagement)
    context = {
        "engagement": engagement,
        "coming": [row for row in rows if selectors.is_coming(row)],
        "past": [row for row in reversed(rows) if not selectors.is_coming(row)],
        "calendar": calendar,
        "left": calendar.allowance.left_in(clock.now()),
        "held": reason(permissions.check_can_book, request.user, engagement, here),
        "is_mentor": request.user.pk == engagement.supporter_id,
    }
    return render(request, "visits/engagement_sessions.html", context)


@login_required
def upcoming(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the engagement's page that says when they meet next; the page asks for it by itself."""
    engagement = engagements.get_for(request.user, pk)
    row = selectors.of_engagement(engagement).filter(selectors.is_still_to_come()).first()
    return render(request, "visits/_next_session.html", {"engagement": engagement, "session": row})


@login_required
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """One free time, how to meet and, from the adviser, who of the staff is there."""
    engagement = engagements.get_for(request.user, pk)
    permissions.check_can_book(request.user, engagement)
    calendar = free_times.of(engagement)
    wished = _moment(request.POST.get("starts_at") or request.GET.get("at", ""))
    time = next((time for time in calendar.times if time.starts_at == wished), None)
    form = BookForm(request.POST or None, ways=time.ways if time else tuple(SessionWay), initial={"starts_at": wished})
    staff = _attend_form(request, engagement)
    if request.method == "POST" and (session := _booked(request, engagement, form, staff)):
        return redirect("session_detail", session.pk)
    idea_titles.put_on(request.user, [engagement.proposal])
    context = {
        "engagement": engagement,
        "time": time,
        "nearest": calendar.nearest(wished),
        "form": form,
        "staff": staff,
        "has_rooms": selectors.has_rooms(),
    }
    return render(request, "visits/session_book.html", context, status=422 if request.method == "POST" else 200)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, selectors.get_for(request.user, pk))


@login_required
@require_POST
def attend(request: HttpRequest, pk: int) -> HttpResponse:
    session = selectors.get_for(request.user, pk)
    form = _staff_form(session, request.POST)
    return _take(request, session, "attend_form", form, sessions.attend, _("Đã xác nhận. Mọi người được báo ngay."))


@login_required
@require_POST
def step_back(request: HttpRequest, pk: int) -> HttpResponse:
    sessions.step_back(session=selectors.get_for(request.user, pk), by=request.user)
    messages.success(request, _("Đã rút lại. Giáo viên phụ trách sẽ nhờ thầy cô khác."))
    return redirect("session_detail", pk)


@login_required
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    session = selectors.get_for(request.user, pk)
    return _take(request, session, "cancel_form", CancelForm(request.POST), sessions.cancel, _("Đã hủy buổi hẹn."))


@login_required
@require_POST
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    session = selectors.get_for(request.user, pk)
    said = _("Đã ghi vào các buổi gặp của nhóm.")
    return _take(request, session, "hold_form", HoldForm(request.POST), session_marks.hold, said)


@login_required
@require_POST
def miss(request: HttpRequest, pk: int) -> HttpResponse:
    side = request.POST.get("side", "")
    if side not in MissedBy.values:
        raise Invalid(_("Hãy chọn bên không đến."), field="side")
    session_marks.miss(session=selectors.get_for(request.user, pk), side=MissedBy(side), by=request.user)
    messages.success(request, _("Đã ghi lại. Lần sau hai bên hẹn lại nhé."))
    return redirect("session_detail", pk)


def _take(request: HttpRequest, session: Session, name: str, form: Any, service: Any, said: str) -> HttpResponse:
    """A form of this page into its service; on a mistake the page again with everything that was typed."""
    if form.is_valid():
        try:
            service(session=session, by=request.user, **form.cleaned_data)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, said)
            return redirect("session_detail", session.pk)
    return _page(request, session, **{name: form})


def _page(request: HttpRequest, session: Session, **forms: Any) -> HttpResponse:
    user, engagement = request.user, session.engagement
    here = engagement_permissions.standing_of(user, engagement)
    selectors.put_names_on(user, [session])
    arrivals = selectors.arrivals_for(user, session)
    name_reads.noted_people(user, selectors.pupils_among(arrivals), "engagement")
    may_attend = permissions.can_attend(user, session, here)
    context = {
        "session": session,
        "engagement": engagement,
        "obstacles": [engagements.SENTENCES[found] for found in here.obstacles],
        "arrivals": arrivals,
        "has_rooms": selectors.has_rooms(),
        "may_attend": may_attend,
        "may_step_back": permissions.can_step_back(user, session),
        "may_cancel": permissions.can_cancel(user, session, here),
        "may_mark": permissions.can_mark(user, session, here),
        "has_part": permissions.has_part(user, session, here),
        "attend_form": _staff_form(session) if may_attend else None,
        "cancel_form": CancelForm(),
        "hold_form": HoldForm(initial={"done": session_marks.prefilled()}),
        "missed_by": MissedBy,
        **forms,
    }
    return render(request, "visits/session_detail.html", context, status=422 if forms else 200)


def _staff_form(session: Session, data: Any = None) -> AttendForm:
    club = session.engagement.proposal.idea.club
    initial = {"attendant": session.attendant_id or club.adviser_id, "place": session.place}
    return AttendForm(data, school=club.school_id, initial=initial)


def _attend_form(request: HttpRequest, engagement: Engagement) -> AttendForm | None:
    """The adviser says at once who is there; a pupil asks, and the adviser says it later."""
    if engagement_permissions.side_in(request.user, engagement) != Side.ADVISER:
        return None
    school = engagement.proposal.idea.club.school_id
    return AttendForm(request.POST or None, school=school, initial={"attendant": request.user.pk})


def _booked(request: HttpRequest, engagement: Engagement, form: BookForm, staff: AttendForm | None) -> Session | None:
    if not form.is_valid() or (staff is not None and not staff.is_valid()):
        return None
    facts = {**form.cleaned_data, **(staff.cleaned_data if staff else {})}
    try:
        session = sessions.book(engagement=engagement, by=request.user, **facts)
    except Invalid as refusal:
        (staff or form).take(refusal)
        return None
    messages.success(
        request, _("Đã hẹn. Mọi người được báo ngay.") if staff else _("Đã xin hẹn, chờ thầy cô xác nhận.")
    )
    return session


def _moment(text: str) -> dt.datetime:
    """As the links of the page say it; anything else is simply no free time."""
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None:
        return clock.now()
    return found if timezone.is_aware(found) else timezone.make_aware(found, clock.zone())
