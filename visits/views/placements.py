"""Internships: the list, introducing a pupil, describing, the keys, every way they end."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.errors import Invalid
from core.pagination import piece_of
from network.forms.proposals import ReasonForm
from network.models import Offer
from network.selectors import posts
from network.services import name_reads
from people.enums import RecordPart
from visits import labour, placement_words
from visits.forms.placements import DescriptionForm, PlanForm
from visits.models import Placement
from visits.permissions import placements as permissions
from visits.selectors import placements as selectors
from visits.services import placement_reads
from visits.services import placements as services
from visits.views.placement_page import page

SAID = {
    "approve": gettext_lazy("Nhà trường đã đồng ý."),
    "accept": gettext_lazy("Nơi nhận đã đồng ý và giữ một chỗ."),
    "agree": gettext_lazy("Em đã đồng ý."),
    "take_key_back": gettext_lazy("Đã rút lại lời đồng ý."),
    "refuse": gettext_lazy("Đã từ chối. Bên kia sẽ đọc lý do."),
    "withdraw": gettext_lazy("Đã rút lời giới thiệu."),
    "stop": gettext_lazy("Đã dừng kỳ thực tập."),
    "complete": gettext_lazy("Kỳ thực tập đã hoàn thành. Mời mỗi bên viết lời cuối."),
}
_ACTIONS: dict[str, tuple[Callable[..., Placement], bool]] = {
    "approve": (services.approve, False),
    "accept": (services.accept, False),
    "agree": (services.agree, False),
    "take_key_back": (services.take_key_back, True),
    "refuse": (services.refuse, True),
    "withdraw": (services.withdraw, True),
    "stop": (services.stop, True),
    "complete": (services.complete, False),
}


@login_required
def index(request: HttpRequest) -> HttpResponse:
    ended = "ended" in request.GET
    piece = piece_of(selectors.listed(request.user, ended=ended), request.GET.get("page"))
    placement_reads.noted_list(request.user, piece.rows)
    return render(request, "visits/placement_list.html", {"ended": ended, "piece": piece})


@login_required
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """For the internship `pk`; `?pupil=` chooses the pupil who asked for it."""
    offer = posts.get_for(request.user, Offer, pk)
    permissions.check_can_introduce(request.user, offer)
    pupils = list(selectors.candidates_for(request.user))
    name_reads.noted_people(request.user, [one.pk for one in pupils], RecordPart.LIST)
    initial = {"pupil": request.GET.get("pupil", "")}
    form = PlanForm(request.POST or None, pupils=pupils, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.ask(offer=offer, pupil=form.chosen, plan=form.plan(), by=request.user)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Đã giới thiệu. Bốn bên được mời trả lời."))
            return redirect("placement_detail", made.pk)
    return _plan_page(request, form, offer)


@login_required
@require_POST
def wish(request: HttpRequest, pk: int) -> HttpResponse:
    offer = posts.get_for(request.user, Offer, pk)
    try:
        services.wish(offer=offer, by=request.user)
    except Invalid as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Đã nhờ thầy cô giới thiệu. Thầy cô sẽ nói chuyện với em."))
    return redirect("offer_detail", offer.pk)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return page(request, selectors.get_for(request.user, pk))


@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    placement = selectors.get_for(request.user, pk)
    permissions.check_can_change(request.user, placement)
    form = PlanForm(request.POST or None, pupils=None, initial=PlanForm.initial_of(placement))
    if request.method == "POST" and form.is_valid():
        try:
            services.change(placement=placement, plan=form.plan(), by=request.user)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Đã sửa kế hoạch. Bốn bên được mời trả lời lại."))
            return redirect("placement_detail", placement.pk)
    return _plan_page(request, form, placement.offer, placement)


@login_required
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    placement = selectors.get_for(request.user, pk)
    permissions.check_can_describe(request.user, placement)
    adults = selectors.adults_of(placement)
    form = DescriptionForm(request.POST or None, adults=adults, initial=DescriptionForm.initial_of(placement))
    if request.method == "POST" and form.is_valid():
        try:
            services.describe(placement=placement, description=form.description(), by=request.user)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Đã ghi công việc. Mời anh chị đồng ý để giữ chỗ."))
            return redirect("placement_detail", placement.pk)
    book = labour.newest()
    context = {
        "placement": placement,
        "form": form,
        "adults": adults,
        "tasks": placement_words.prohibited(row for row in book.prohibited if row.kind == "task"),
        "places": placement_words.prohibited(row for row in book.prohibited if row.kind == "place"),
        "sources": book.sources,
    }
    return render(request, "visits/placement_describe.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    placement = selectors.get_for(request.user, pk)
    service, needs_reason = _ACTIONS[action]
    form = ReasonForm(request.POST) if needs_reason else None
    if form is not None and not form.is_valid():
        return page(request, placement, reason_form=form)
    given: dict[str, Any] = form.cleaned_data if form else {}
    try:
        service(placement=placement, by=request.user, **given)
    except Invalid as refusal:
        if form is None:
            raise
        form.take(refusal)
        return page(request, placement, reason_form=form)
    messages.success(request, SAID[action])
    return redirect("placement_detail", placement.pk)


def _plan_page(request: HttpRequest, form: PlanForm, offer: Offer, placement: Placement | None = None) -> HttpResponse:
    book = labour.newest()
    context = {
        "form": form,
        "offer": offer,
        "placement": placement,
        "term": book.term,
        "day_limit": placement_words.hours(book.term.day),
        "week_limit": placement_words.hours(book.term.week),
        "youngest": book.youngest,
    }
    return render(request, "visits/placement_form.html", context, status=422 if form.errors else 200)
