"""The day of a visit on a teacher's phone: who is there, head counts, whom to call, the sheet of codes."""

import functools
import uuid
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import qr
from core.errors import Invalid, NotFound
from core.permissions import reason
from visits.enums import CountMoment, MarkKind, Sent
from visits.forms.day import CountForm, MarkForm
from visits.models import Visit
from visits.permissions import day as permissions
from visits.selectors import day as selectors
from visits.selectors import rosters
from visits.services import day as services
from visits.services import day_pages
from visits.views.day_words import words

_BIGGEST = 2**31
_WORKER = Path(__file__).parents[2] / "static" / "js" / "visit_day_worker.js"


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, rosters.get_for(request.user, pk), CountForm())


@login_required
@require_POST
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """One button of one pupil."""
    visit = rosters.get_for(request.user, pk)
    permissions.check_can_take(request.user, visit)
    form = MarkForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Không rõ thầy cô bấm nút nào. Hãy tải lại trang rồi bấm lại."))
    (told,) = services.take(visit=visit, marks=[form.new()], by=request.user)
    if told.outcome == Sent.REFUSED:
        messages.error(request, told.why)
    return redirect(f"{reverse('visit_day', args=[pk])}#em-{form.cleaned_data['attendee']}")


@login_required
@require_POST
def count(request: HttpRequest, pk: int) -> HttpResponse:
    visit = rosters.get_for(request.user, pk)
    permissions.check_can_take(request.user, visit)
    form = CountForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, form)
    services.take(visit=visit, counts=[form.new()], by=request.user)
    return redirect(f"{reverse('visit_day', args=[pk])}#dem")


@login_required
def family(request: HttpRequest, pk: int, attendee_pk: int) -> HttpResponse:
    """Whom to call about one pupil."""
    visit = rosters.get_for(request.user, pk)
    permissions.check_goes_along(request.user, visit)
    attendee = selectors.attendee_for(visit, attendee_pk)
    found = day_pages.family(visit=visit, attendee=attendee, viewer=request.user)
    return render(request, "visits/day_family.html", {"visit": visit, "family": found})


@login_required
def codes(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet to print: a code for each pupil."""
    visit = rosters.get_for(request.user, pk)
    day = day_pages.codes(visit=visit, viewer=request.user)
    printed = [(line, qr.data_uri(_scanned(request, pk, line.code))) for line in day.lines]
    return render(request, "visits/day_codes.html", {"visit": visit, "printed": printed, "window": day.window})


@login_required
@require_GET
def check_in(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """What the printed code leads to. A teacher of the visit who opens it marks the pupil; others find nothing."""
    visit = rosters.get_for(request.user, pk)
    attendee, is_new = services.check_in(visit=visit, code=code, by=request.user)
    name = {"name": attendee.pupil.full_name}
    messages.success(request, _("%(name)s: có mặt.") % name if is_new else _("%(name)s đã có mặt từ trước.") % name)
    return redirect("visit_day", pk)


@require_GET
def worker(request: HttpRequest, pk: int) -> HttpResponse:
    """The script that keeps the day page while there is no network: its address makes that page all it may touch."""
    if not 0 < pk < _BIGGEST or not Visit.objects.filter(pk=pk).exists():
        raise NotFound(_("Không tìm thấy chuyến đi này."))
    answer = HttpResponse(_worker_text(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    return answer


@functools.cache
def _worker_text() -> str:
    return _WORKER.read_text(encoding="utf-8")


def _page(request: HttpRequest, visit: Visit, form: CountForm) -> HttpResponse:
    day = day_pages.shown(visit=visit, viewer=request.user)
    why_not = reason(permissions.check_can_take, request.user, visit)
    reception = request.build_absolute_uri(reverse("visit_reception", args=[visit.pk]))
    context = {
        "visit": visit,
        "day": day,
        "count_form": form,
        "kinds": MarkKind,
        "moments": CountMoment,
        "why_not": why_not,
        "may_print": permissions.can_print(request.user, visit),
        "reception_qr": qr.data_uri(reception) if not why_not else "",
        "rows": [(line, uuid.uuid4()) for line in day.lines],
        "data": None if why_not else _data(request, day),
    }
    return render(request, "visits/day.html", context)


def _data(request: HttpRequest, day: selectors.Day) -> dict[str, Any]:
    """What the page's script is told. Without it, the page's forms do the same."""
    pk = day.visit.pk
    return {
        "visit": pk,
        "owner": request.user.pk,
        "page": reverse("visit_day", args=[pk]),
        "worker": reverse("visit_day_worker", args=[pk]),
        "api": reverse("api-visit-day", args=[pk]),
        "until": round(day.window.closes_at.timestamp() * 1000),
        "words": words(),
    }


def _scanned(request: HttpRequest, pk: int, code: str) -> str:
    return request.build_absolute_uri(reverse("visit_check_in", args=[pk, code]))
