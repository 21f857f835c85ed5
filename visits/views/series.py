"""Times that repeat: shown first, then opened; changed, a day left out, taken away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core import wording
from core.errors import Conflict, Invalid
from network.models import Offer
from network.selectors import posts
from visits.forms.slots import SeriesForm, SkipForm, usual
from visits.models import Series, Slot
from visits.permissions import hostings as permissions
from visits.selectors import host_slots, hostings
from visits.selectors.layouts import Layout
from visits.services import series as services


@login_required
def create(request: HttpRequest, pk: int) -> HttpResponse:
    offer = posts.get_for(request.user, Offer, pk)
    permissions.check_can_open_slots(request.user, offer)
    form = SeriesForm(request.POST or None, initial=usual(hostings.of_offer(offer)))
    return _form_page(request, offer, form)


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    series = host_slots.series_for(request.user, pk)
    permissions.check_can_open_slots(request.user, series.offer)
    form = SeriesForm(request.POST or None, series=series)
    return _form_page(request, series.offer, form, series)


@login_required
@require_POST
def skip(request: HttpRequest, pk: int) -> HttpResponse:
    series = host_slots.series_for(request.user, pk)
    form = SkipForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Hãy chọn một ngày."), field="day")
    day = form.cleaned_data["day"]
    written = services.skip(series=series, day=day, by=request.user)
    _tell_kept(request, [slot for slot in written.layout.kept if wording.day(slot.starts_at) == day])
    messages.success(request, _("Đã bỏ ngày %(day)s khỏi lịch lặp.") % {"day": wording.long_date(day)})
    return redirect("hosting_slots", series.offer_id)


@login_required
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    series = host_slots.series_for(request.user, pk)
    kept = services.delete(series=series, by=request.user)
    _tell_kept(request, kept)
    messages.success(request, _("Đã bỏ lịch lặp và các buổi chưa có ai đặt."))
    return redirect("hosting_slots", series.offer_id)


def _form_page(request: HttpRequest, offer: Offer, form: SeriesForm, series: Series | None = None) -> HttpResponse:
    layout = None
    if request.method == "POST" and form.is_valid():
        try:
            if "save" in request.POST:
                return _saved(request, offer, form, series)
            layout = services.preview(offer=offer, pattern=form.pattern(), series=series, by=request.user)
        except Invalid as refusal:
            form.take(refusal)
        except Conflict as refusal:
            form.add_error(None, refusal.sentence)
    context = {"offer": offer, "form": form, "series": series, "layout": layout, "skip": SkipForm() if series else None}
    return render(request, "visits/series_form.html", context)


def _saved(request: HttpRequest, offer: Offer, form: SeriesForm, series: Series | None) -> HttpResponse:
    if series is None:
        written = services.create(offer=offer, pattern=form.pattern(), by=request.user)
    else:
        written = services.change(series=series, pattern=form.pattern(), by=request.user)
    _tell_kept(request, [slot for slot in written.layout.kept if slot.closed_at is None])
    messages.success(request, opened_sentence(written.layout))
    return redirect("hosting_slots", offer.pk)


def opened_sentence(layout: Layout) -> str:
    count = len(layout.opens)
    return ngettext("Đã mở %(n)d buổi đón.", "Đã mở %(n)d buổi đón.", count) % {"n": count}


def _tell_kept(request: HttpRequest, kept: list[Slot]) -> None:
    """Booked ones are left alone, and said."""
    if kept:
        times = "; ".join(wording.date_time(slot.starts_at) for slot in kept)
        messages.warning(request, _("Các buổi đã có đoàn đặt được giữ nguyên: %(times)s.") % {"times": times})
