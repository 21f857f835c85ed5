"""A mentor's hours of the week and days off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.errors import Conflict, Invalid
from core.forms import TidyForm
from visits.forms.sessions import DaysOffForm, HoursForm
from visits.permissions import sessions as permissions
from visits.selectors import hours as selectors
from visits.services import hours as services


@login_required
def index(request: HttpRequest) -> HttpResponse:
    permissions.check_can_open_hours(request.user)
    form = HoursForm(request.POST or None, mentor=request.user)
    if request.method == "POST" and form.is_valid() and _is_opened(request, form):
        return redirect("hour_list")
    return _page(request, form, DaysOffForm())


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = selectors.get_own(request.user, pk)
    form = HoursForm.of(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_hours(row=row, hours=form.hours(), by=request.user)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Đã sửa giờ hẹn. Buổi đã hẹn vẫn giữ nguyên."))
            return redirect("hour_list")
    return render(request, "visits/hour_edit.html", {"form": form}, status=422 if request.method == "POST" else 200)


@login_required
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    services.close_hours(row=selectors.get_own(request.user, pk), by=request.user)
    messages.success(request, _("Đã đóng khung giờ. Buổi đã hẹn vẫn giữ nguyên."))
    return redirect("hour_list")


@login_required
@require_POST
def take_days_off(request: HttpRequest) -> HttpResponse:
    permissions.check_can_open_hours(request.user)
    form = DaysOffForm(request.POST)
    if form.is_valid():
        try:
            _row, standing = services.take_days_off(by=request.user, **form.cleaned_data)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _days_off_said(standing))
            return redirect("hour_list")
    return _page(request, HoursForm(mentor=request.user), form)


@login_required
@require_POST
def drop_days_off(request: HttpRequest, pk: int) -> HttpResponse:
    services.drop_days_off(row=selectors.get_own_day_off(request.user, pk), by=request.user)
    messages.success(request, _("Đã bỏ những ngày nghỉ này."))
    return redirect("hour_list")


def _days_off_said(standing: int) -> str:
    if not standing:
        return _("Đã ghi ngày nghỉ. Những ngày ấy không ai đặt được giờ.")
    return ngettext(
        "Đã ghi ngày nghỉ. Còn %(n)d buổi đã hẹn trong những ngày ấy: anh chị xem và hủy nếu không gặp được.",
        "Đã ghi ngày nghỉ. Còn %(n)d buổi đã hẹn trong những ngày ấy: anh chị xem và hủy nếu không gặp được.",
        standing,
    ) % {"n": standing}


def _is_opened(request: HttpRequest, form: HoursForm) -> bool:
    try:
        services.open_hours(hours=form.hours(), by=request.user)
    except (Invalid, Conflict) as refusal:
        form.take(refusal if isinstance(refusal, Invalid) else Invalid(refusal.sentence))
        return False
    messages.success(request, _("Đã mở giờ hẹn. Các nhóm thấy ngay."))
    return True


def _page(request: HttpRequest, form: HoursForm, off_form: TidyForm) -> HttpResponse:
    context = {
        "hours": list(selectors.own(request.user)),
        "days_off": list(selectors.own_days_off(request.user)),
        "form": form,
        "off_form": off_form,
    }
    return render(request, "visits/hour_list.html", context, status=422 if request.method == "POST" else 200)
