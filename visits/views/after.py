"""After a visit: what pupils tell, what both sides say of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import Invalid
from network.forms.proposals import ReasonForm
from visits.enums import FeedbackSide
from visits.forms.after import FeedbackForm, ReflectionForm, ShareForm, WordForm
from visits.models import Reflection, Visit
from visits.permissions import after as permissions
from visits.selectors import reflections as selectors
from visits.selectors import visits
from visits.services import after_pages, feedbacks
from visits.services import reflections as services


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return page(request, visits.get_for(request.user, pk))


def page(request: HttpRequest, visit: Visit, *, status: int = 200, **forms: Any) -> HttpResponse:
    """`forms`: what somebody sent with a mistake, shown again with everything typed."""
    found = after_pages.of(visit=visit, viewer=request.user)
    context: dict[str, Any] = {"after": found, "visit": visit, "revoke_form": ReasonForm()}
    if found.place and not found.reflect_held:
        context["reflection_form"] = ReflectionForm(kept=found.reflection)
    if found.speaks_for and not found.say_held:
        context["feedback_form"] = FeedbackForm(is_host=found.speaks_for == FeedbackSide.HOST)
    context["word_form"] = WordForm(auto_id=False)
    return render(request, "visits/visit_after.html", {**context, **forms}, status=status)


@login_required
@require_POST
def reflect(request: HttpRequest, pk: int) -> HttpResponse:
    """Kept as a draft, or sent."""
    visit = visits.get_for(request.user, pk)
    place = selectors.get_place(request.user, visit)
    permissions.check_can_reflect(request.user, place)
    form = ReflectionForm(request.POST)
    if form.is_valid():
        send = form.cleaned_data["send"]
        try:
            services.save(attendee=place, told=form.told(), send=send, by=request.user)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Đã gửi thầy cô. Cảm ơn em đã kể!") if send else _("Đã lưu nháp cho em."))
            return redirect("visit_after", pk)
    return page(request, visit, status=422, reflection_form=form)


@login_required
@require_POST
def say(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visits.get_for(request.user, pk)
    permissions.check_can_say(request.user, visit)
    is_host = permissions.side_of(request.user, visit) == FeedbackSide.HOST
    form = FeedbackForm(request.POST, is_host=is_host)
    if not form.is_valid():
        return page(request, visit, status=422, feedback_form=form)
    feedbacks.give(visit=visit, said=form.said(), by=request.user)
    messages.success(request, _("Cảm ơn, phản hồi đã được ghi."))
    return redirect("visit_after", pk)


@login_required
@require_POST
def answer(request: HttpRequest, pk: int, reflection_pk: int) -> HttpResponse:
    visit, reflection = _minded(request, pk, reflection_pk)
    form = WordForm(request.POST, auto_id=False)
    if not form.is_valid():
        return page(request, visit, status=422, word_form=form, answered=reflection.pk)
    services.answer(reflection=reflection, word=form.cleaned_data["word"], by=request.user)
    messages.success(request, _("Đã nhắn em."))
    return redirect("visit_after", pk)


@login_required
@require_POST
def share(request: HttpRequest, pk: int, reflection_pk: int) -> HttpResponse:
    _visit, reflection = _minded(request, pk, reflection_pk)
    form = ShareForm(request.POST)
    despite = form.is_valid() and form.cleaned_data["despite"]
    services.share(reflection=reflection, despite=despite, by=request.user)
    messages.success(request, _("Đã chia sẻ với nơi đón, không kèm tên em."))
    return redirect("visit_after", pk)


def _minded(request: HttpRequest, pk: int, reflection_pk: int) -> tuple[Visit, Reflection]:
    visit = visits.get_for(request.user, pk)
    permissions.check_minds(request.user, visit)
    return visit, selectors.get_sent(visit, reflection_pk)
