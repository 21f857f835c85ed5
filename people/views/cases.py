"""The lead's pages: cases, one case with what can be done, and the second person's confirmation."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import Invalid
from core.forms import TidyForm
from core.pagination import piece_of
from people.enums import ConcernStatus
from people.forms.concerns import AnswerForm, CloseForm, NoteForm, WordsForm
from people.models import Concern
from people.permissions import concerns as permissions
from people.selectors import concerns as selectors
from people.selectors import hats
from people.services import concern_chain, concern_closing, concern_protection, concern_work


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Open ones, the most urgent clock first, or with `?closed` those that are over; nothing of what they are about.

    Each stands once: what waits for this reader to confirm stands there and not among the others.
    """
    permissions.check_minds_safety(request.user)
    closed = "closed" in request.GET
    to_confirm = [] if closed else list(selectors.to_confirm_by(request.user)[:20])
    rows = selectors.led_by(request.user).exclude(pk__in=[concern.pk for concern in to_confirm])
    if closed:
        rows = rows.filter(status=ConcernStatus.CLOSED)
    else:
        rows = rows.exclude(status=ConcernStatus.CLOSED).order_by("looked_at", "look_by", "pk")
    context = {
        "closed": closed,
        "piece": piece_of(rows, request.GET.get("page")),
        "to_confirm": to_confirm,
    }
    return render(request, "people/concern_list.html", context)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, selectors.get_for(request.user, pk))


@login_required
@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    return _take(request, pk, "note_form", NoteForm(request.POST), concern_work.note, _("Đã ghi vào hồ sơ."))


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    form = AnswerForm(request.POST)
    return _take(request, pk, "answer_form", form, concern_work.answer, _("Đã gửi lời nhắn."))


@login_required
@require_POST
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    form = WordsForm(request.POST)
    return _take(request, pk, "hand_over_form", form, concern_work.hand_to_department, _("Đã chuyển lên Sở."))


@login_required
@require_POST
def ask_close(request: HttpRequest, pk: int) -> HttpResponse:
    said = _("Đã gửi. Một người thứ hai sẽ xem và xác nhận.")
    return _take(request, pk, "close_form", CloseForm(request.POST), concern_closing.ask_close, said)


@login_required
def helpline(request: HttpRequest, pk: int) -> HttpResponse:
    """Calling 111: the number, what to say, and afterwards a record of it."""
    concern = selectors.get_for(request.user, pk)
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        concern_work.hand_to_111(concern=concern, by=request.user, **form.cleaned_data)
        messages.success(request, _("Đã ghi cuộc gọi vào hồ sơ."))
        return redirect("concern_detail", pk)
    if request.method != "POST":
        concern = concern_work.look(concern=concern, by=request.user)
    return render(request, "people/concern_111.html", {"concern": concern, "form": form})


@login_required
@require_POST
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    return _at_once(request, pk, concern_protection.hold, _("Đã tạm dừng."), target=request.POST.get("target", ""))


@login_required
@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    said = _("Đã cho tiếp tục.")
    return _at_once(request, pk, concern_protection.release, said, target=request.POST.get("target", ""))


@login_required
@require_POST
def ask_suspension(request: HttpRequest, pk: int) -> HttpResponse:
    said = _("Đã gửi đề nghị lên Sở.")
    return _at_once(request, pk, concern_protection.ask_suspension, said, adult=_number(request.POST.get("adult", "")))


@login_required
@require_POST
def suspend(request: HttpRequest, pk: int) -> HttpResponse:
    said = _("Đã thu hồi thẩm định. Người này và học sinh không còn thấy nhau.")
    return _at_once(request, pk, concern_protection.suspend, said, adult=_number(request.POST.get("adult", "")))


@login_required
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person reads what was done, and either closes the case or says what is missing."""
    concern = selectors.get_to_confirm(request.user, pk)
    form = WordsForm(request.POST or None)
    if request.method == "POST" and "confirm" in request.POST:
        concern_closing.confirm(concern=concern, by=request.user)
        messages.success(request, _("Đã khép lại."))
        return redirect("concern_list")
    if request.method == "POST" and form.is_valid():
        concern_closing.keep_open(concern=concern, by=request.user, **form.cleaned_data)
        messages.success(request, _("Việc vẫn mở. Người phụ trách sẽ đọc lời của anh chị."))
        return redirect("concern_list")
    context = {
        "concern": concern,
        "actions": selectors.closing_words_of(concern),
        "may_lead": permissions.can_lead(request.user, concern),
        "form": form,
    }
    return render(request, "people/concern_confirm.html", context)


def _take(request: HttpRequest, pk: int, name: str, form: TidyForm, service: Any, said: str) -> HttpResponse:
    """A form of the page into its service; on a mistake the page again with everything that was typed."""
    concern = selectors.get_for(request.user, pk)
    if form.is_valid():
        facts = form.facts() if hasattr(form, "facts") else form.cleaned_data
        try:
            service(concern=concern, by=request.user, **facts)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, said)
            return redirect("concern_detail", pk)
    return _page(request, concern, **{name: form})


def _at_once(request: HttpRequest, pk: int, service: Any, said: str, **facts: Any) -> HttpResponse:
    service(concern=selectors.get_for(request.user, pk), by=request.user, **facts)
    messages.success(request, said)
    return redirect("concern_detail", pk)


def _number(text: str) -> int:
    """A number that is none names nobody."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _page(request: HttpRequest, concern: Concern, **forms: Any) -> HttpResponse:
    user = request.user
    if not forms:
        concern = concern_work.look(concern=concern, by=user)
    context = {
        "concern": concern,
        "report": selectors.report_of(user, concern),
        "shown": selectors.shown_lines(user, concern),
        "copies": selectors.further_copies_of(concern),
        "reporter_name": selectors.reporter_name_for(user, concern),
        "named": list(concern.named.all()),
        "actions": list(selectors.actions_of(concern)),
        "is_whole": concern_chain.is_whole(concern),
        "may_write": permissions.can_write_in(user, concern),
        "may_confirm": permissions.can_confirm(user, concern),
        "is_department": hats.of(user).is_department_officer,
        "may_suspend": permissions.can_suspend_in(user, concern),
        "holdables": concern_protection.holdables_of(concern=concern, by=user),
        "note_form": NoteForm(),
        "answer_form": AnswerForm(),
        "hand_over_form": WordsForm(auto_id="hand_%s"),
        "close_form": CloseForm(auto_id="close_%s"),
        **forms,
    }
    return render(request, "people/concern_detail.html", context, status=422 if forms else 200)
