"""A person's calendar: as a page, as an address for calendar programs, and one thing of it as a file to take along."""

import datetime as dt
import hashlib
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core import clock
from core.errors import NotFound
from visits import calendar_files, rules
from visits.calendar_entries import Entry
from visits.forms.calendars import FeedForm
from visits.permissions import calendars as permissions
from visits.selectors import calendar_feeds as feeds
from visits.selectors import calendars, placements, sessions, visits
from visits.services import calendar_feeds as services

# Years that a calendar can reach in both directions.
_FIRST, _LAST = dt.date(2000, 1, 1), dt.date(2999, 1, 1)


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Four weeks as a list, from today or from the day asked for; on wide screens a month and a week as a grid."""
    first = _day(request.GET.get("from", ""))
    begins = dt.datetime.combine(first, dt.time(), clock.zone())
    context = {
        "entries": calendars.agenda(request.user, begins, begins + rules.CALENDAR_PAGE),  # type: ignore[arg-type]
        "first": first,
        "last": first + rules.CALENDAR_PAGE - dt.timedelta(days=1),
        "before": first - rules.CALENDAR_PAGE,
        "after": first + rules.CALENDAR_PAGE,
        "is_today": first == clock.today(),
        "may_have_feeds": permissions.can_have_feeds(request.user),
    }
    return render(request, "visits/calendar.html", context)


@login_required
@never_cache
def feed_list(request: HttpRequest) -> HttpResponse:
    """A new address is in the answer to the form and nowhere else."""
    permissions.check_can_have_feeds(request.user)
    form = FeedForm(request.POST or None, has_slots=feeds.may_show_slots(request.user))  # type: ignore[arg-type]
    if request.method == "POST" and form.is_valid():
        return _feeds(request, fresh=services.create(**form.cleaned_data, by=request.user))  # type: ignore[arg-type]
    return _feeds(request, form=form)


@login_required
@require_POST
@never_cache
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    feed = feeds.get_for(request.user, pk)  # type: ignore[arg-type]
    return _feeds(request, fresh=services.renew(feed=feed, by=request.user))  # type: ignore[arg-type]


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    services.revoke(feed=feeds.get_for(request.user, pk), by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Đã thu hồi địa chỉ lịch. Không ai đọc được lịch qua địa chỉ ấy nữa."))
    return redirect("calendar_feeds")


def feed(request: HttpRequest, token: str) -> HttpResponse:
    """For programs: no log-in, the address is the key."""
    content = services.read(token=token)
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    whole = _file(content, "nhip-cau")
    answer = get_conditional_response(request, etag=etag, response=whole) or whole
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "private, no-cache, no-store"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@login_required
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    visits.get_for(request.user, pk)
    entry = calendars.entry_of_visit(request.user, pk)
    return _entries([entry] if entry else [], f"chuyen-di-{pk}")


@login_required
def session(request: HttpRequest, pk: int) -> HttpResponse:
    sessions.get_for(request.user, pk)
    return _entries([calendars.entry_of_session(request.user, pk)], f"buoi-hen-{pk}")  # type: ignore[arg-type]


@login_required
def placement(request: HttpRequest, pk: int) -> HttpResponse:
    placements.get_for(request.user, pk)
    return _entries(calendars.entries_of_placement(request.user, pk), f"thuc-tap-{pk}")


def _entries(entries: list[Entry], name: str) -> HttpResponse:
    if not entries:
        raise NotFound(_("Việc này chưa chắc chắn, nên chưa có trong lịch."))
    return _file(calendar_files.of(entries, name="Nhịp Cầu"), name)


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=f"{calendar_files.MEDIA_TYPE}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return answer


def _feeds(request: HttpRequest, **more: Any) -> HttpResponse:
    blank = FeedForm(has_slots=feeds.may_show_slots(request.user))  # type: ignore[arg-type]
    context = {"feeds": feeds.own(request.user), "most": rules.FEEDS_MOST, "form": blank, **more}  # type: ignore[arg-type]
    return render(request, "visits/calendar_feeds.html", context)


def _day(asked: str) -> dt.date:
    try:
        day = parse_date(asked)
    except ValueError:
        day = None
    return min(max(day, _FIRST), _LAST) if day else clock.today()
