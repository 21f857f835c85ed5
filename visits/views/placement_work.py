"""What is done in an internship: the log and its signatures, guardians' papers, last words, the printed summary."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.errors import Invalid
from core.forms import TidyForm
from visits.enums import Answer, AnswerWay
from visits.forms.placements import (
    EntryForm,
    EvaluationForm,
    LogForm,
    PaperEntryForm,
    PaperForm,
    ReflectionForm,
    WeekForm,
)
from visits.models import Placement
from visits.permissions import placements as permissions
from visits.selectors import placement_guardians
from visits.selectors import placements as selectors
from visits.services import evaluations, placement_log
from visits.services import placement_guardians as guardian_services
from visits.views.placement_page import page, shown


@login_required
@require_POST
def log(request: HttpRequest, pk: int) -> HttpResponse:
    placement = selectors.get_for(request.user, pk)
    permissions.check_can_log(request.user, placement)
    form = LogForm(request.POST)
    if form.is_valid():
        try:
            placement_log.write(placement=placement, entry=form.entry(), by=request.user)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Đã ghi nhật ký."))
            return redirect("placement_detail", placement.pk)
    return page(request, placement, log_form=form)


@login_required
@require_POST
def log_remove(request: HttpRequest, pk: int) -> HttpResponse:
    placement = selectors.get_for(request.user, pk)
    number = _number(EntryForm(request.POST), "entry")
    placement_log.remove(placement=placement, entry=number, by=request.user)
    messages.success(request, _("Đã bỏ dòng nhật ký."))
    return redirect("placement_detail", placement.pk)


@login_required
@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    return _signed(request, pk, placement_log.sign_week)


@login_required
@require_POST
def countersign(request: HttpRequest, pk: int) -> HttpResponse:
    return _signed(request, pk, placement_log.countersign_week)


@login_required
@require_POST
def evaluate(request: HttpRequest, pk: int) -> HttpResponse:
    return _last_words(request, pk, EvaluationForm(request.POST), evaluations.evaluate)


@login_required
@require_POST
def reflect(request: HttpRequest, pk: int) -> HttpResponse:
    return _last_words(request, pk, ReflectionForm(request.POST), evaluations.reflect)


@login_required
@require_POST
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A guardian's signed answer, written down by one of the staff."""
    placement = selectors.get_for(request.user, pk)
    permissions.check_can_take_paper(request.user, placement)
    form = PaperForm(request.POST, guardians=placement_guardians.guardians_of(placement))
    if not form.is_valid():
        return page(request, placement, paper_form=form)
    guardian_services.answer(
        placement=placement,
        guardianship=form.chosen,
        answer=Answer(form.cleaned_data["answer"]),
        way=AnswerWay.PAPER,
        note=form.cleaned_data["note"],
        by=request.user,
    )
    messages.success(request, _("Đã ghi phiếu. Một thầy cô khác xem và xác nhận thì phiếu có giá trị."))
    return redirect("placement_detail", placement.pk)


@login_required
@require_POST
def paper_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    placement = selectors.get_for(request.user, pk)
    number = _number(PaperEntryForm(request.POST), "agreement")
    guardian_services.confirm_paper(placement=placement, agreement=number, by=request.user)
    messages.success(request, _("Đã xác nhận phiếu giấy."))
    return redirect("placement_detail", placement.pk)


@login_required
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """To print: what was done, how long, what everybody says of it."""
    placement = selectors.get_for(request.user, pk)
    return render(request, "visits/placement_summary.html", shown(request.user, placement))


def _signed(request: HttpRequest, pk: int, service: Any) -> HttpResponse:
    placement = selectors.get_for(request.user, pk)
    form = WeekForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Hãy chọn một ngày trong tuần cần ký."), field="day")
    count = service(placement=placement, day=form.cleaned_data["day"], by=request.user)
    messages.success(request, ngettext("Đã ký %(n)d dòng.", "Đã ký %(n)d dòng.", count) % {"n": count})
    return redirect("placement_detail", placement.pk)


def _last_words(request: HttpRequest, pk: int, form: Any, service: Any) -> HttpResponse:
    placement: Placement = selectors.get_for(request.user, pk)
    permissions.check_can_evaluate(request.user, placement)
    if form.is_valid():
        try:
            service(placement=placement, said=form.said(), by=request.user)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Cảm ơn, lời cuối đã được ghi."))
            return redirect("placement_detail", placement.pk)
    return page(request, placement, words_form=form, is_pupil_words=isinstance(form, ReflectionForm))


def _number(form: TidyForm, name: str) -> int:
    """A number that is none finds nothing."""
    return form.cleaned_data[name] if form.is_valid() else 0
