"""Asking hosts for a slot that does not exist yet, and their answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import written
from core.errors import Conflict, Invalid
from core.pagination import piece_of
from network.models import Offer
from network.selectors import posts
from people.models import School
from people.selectors import hats
from visits.enums import SlotRequestState
from visits.forms.slot_requests import AnswerForm, SlotRequestForm
from visits.models import SlotRequest
from visits.permissions import slot_requests as permissions
from visits.selectors import slot_requests as selectors
from visits.selectors import slots
from visits.services import slot_requests as services


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """The reader's school's requests, or those that wait for the reader as a host."""
    ended = "ended" in request.GET
    rows = written.rows(selectors.listed, hats.reader(request.user), ended=ended)
    context = {
        "ended": ended,
        "piece": piece_of(rows, request.GET.get("page")),
        "may_ask": permissions.can_ask(request.user),
    }
    return render(request, "visits/slot_request_list.html", context)


@login_required
def create(request: HttpRequest) -> HttpResponse:
    """With `?offer=` one host is asked for other times."""
    permissions.check_can_ask(request.user)
    form = SlotRequestForm(request.POST or None, school=_school(request), offer=_offer(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.ask(wanted=form.ask(), by=request.user)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Đã gửi yêu cầu đến những nơi hợp nhất."))
            return redirect("slot_request_detail", made.pk)
    return render(request, "visits/slot_request_form.html", {"form": form, "offer": form.offer})


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, selectors.get_for(request.user, pk))


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Opens a slot at the time given and books the school into it."""
    told = selectors.get_told(request.user, pk, _number(request.POST.get("offer")))
    form = AnswerForm(request.POST, request=told.request)
    if form.is_valid():
        try:
            services.answer(told=told, by=request.user, **form.times())
        except Invalid as refusal:
            form.take(refusal)
        except Conflict as refusal:
            if not selectors.is_open(told.request):
                raise
            form.add_error(None, refusal.sentence)
            return _page(request, told.request, form, status=refusal.status)
        else:
            messages.success(request, _("Đã mở khung giờ và giữ chỗ cho trường. Trường vừa được báo."))
            return redirect("slot_request_detail", pk)
    return _page(request, told.request, form, status=422)


@login_required
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    told = selectors.get_told(request.user, pk, _number(request.POST.get("offer")))
    services.decline(told=told, by=request.user)
    messages.success(request, _("Đã ghi là chưa đón được. Trường vẫn chờ những nơi khác."))
    return redirect("slot_request_detail", pk)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    services.withdraw(request=selectors.get_for(request.user, pk), by=request.user)
    messages.success(request, _("Đã rút yêu cầu."))
    return redirect("slot_request_detail", pk)


def _page(request: HttpRequest, row: SlotRequest, form: AnswerForm | None = None, status: int = 200) -> HttpResponse:
    is_open = row.state == SlotRequestState.OPEN
    told = selectors.told_of(request.user, row) if is_open else []
    context = {
        "row": row,
        "told": told,
        "may_answer": bool(told) and permissions.can_answer(request.user, told[0]),
        "form": form or AnswerForm(request=row),
        "is_own": row.school_id in hats.of(request.user).staffed_school_ids,
        "hosts": row.hosts.count(),
        "declined": row.hosts.exclude(declined_at=None).count(),
        "may_withdraw": is_open and permissions.can_withdraw(request.user, row),
    }
    return render(request, "visits/slot_request_detail.html", context, status=status)


def _school(request: HttpRequest) -> School:
    home = slots.school_of(request.user)
    return School.objects.select_related("organisation").get(pk=home.organisation_id if home else 0)


def _offer(request: HttpRequest) -> Offer | None:
    number = _number(request.GET.get("offer"))
    return posts.get_for(request.user, Offer, number) if number else None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None
