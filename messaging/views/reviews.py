"""What waits for an adviser, and hiding what was said."""

from itertools import zip_longest
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.errors import Conflict, Invalid
from messaging import addresses
from messaging.forms.reviews import ALLOW, EDIT, DecisionForm, HideForm
from messaging.models import Message
from messaging.permissions import conversations as permissions
from messaging.selectors import messages as message_selectors
from messaging.selectors import reviews as selectors
from messaging.selectors.reviews import Waiting
from messaging.services import name_reads
from messaging.services import reviews as services
from people.models import User


@login_required
def queue(request: HttpRequest) -> HttpResponse:
    waiting = selectors.waiting_for(request.user)
    shown = waiting[: selectors.SHOWN]
    context = {
        "cards": _cards(request.user, shown),
        "count": len(waiting),
        "rest": len(waiting) - len(shown),
        "at": request.GET.get("at", ""),
    }
    return render(request, "messaging/review_queue.html", context)


@login_required
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """One message by itself. The forms of the queue are sent here, too."""
    form = DecisionForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            said = _decided(pk, form, request.user)
        except Invalid as refusal:
            form.take(refusal)
        except Conflict as refusal:
            messages.warning(request, refusal.sentence)
            return _to_queue(form.cleaned_data["then"])
        else:
            messages.success(request, said)
            return _to_queue(form.cleaned_data["then"])
    held = message_selectors.get_held_for(request.user, pk)
    context = {"cards": _cards(request.user, [held], form)}
    return render(request, "messaging/review_detail.html", context)


@login_required
def hide(request: HttpRequest, pk: int) -> HttpResponse:
    message, here = message_selectors.get_to_review_for(request.user, pk)
    permissions.check_can_review(request.user, here)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.hide(message=pk, reason=form.reason(), by=request.user)
        messages.success(request, _("Đã ẩn tin. Mọi người thấy rằng thầy cô đã ẩn một tin ở đó."))
        return redirect(addresses.thread(message.conversation_id, message.seq))
    context = {"message": message, "form": form, "back": addresses.thread(message.conversation_id, message.seq)}
    return render(request, "messaging/review_hide.html", context)


def _decided(pk: int, form: DecisionForm, by: User) -> str:
    decision = form.cleaned_data["decision"]
    if decision == ALLOW:
        services.allow(message=pk, by=by)
        return _("Đã cho gửi.")
    if decision == EDIT:
        services.allow_edited(message=pk, body=form.cleaned_data["body"], by=by)
        return _("Đã gửi bản sửa.")
    services.block(message=pk, reason=form.reason(), by=by)
    return _("Đã giữ lại. Người viết sẽ đọc được lý do.")


def _to_queue(then: int | None) -> HttpResponse:
    place = reverse("talk_review")
    return redirect(f"{place}?at={then}#waiting-{then}" if then else place)


def _cards(reader: User, rows: list[Message], form: DecisionForm | None = None) -> list[dict[str, Any]]:
    """Each with its form and the number of the one that comes after it."""
    read = name_reads.noted_waiting(reader, selectors.read_by(reader, rows))
    after = [row.message.pk for row in read[1:]]
    return [_card(row, then, form) for row, then in zip_longest(read, after)]


def _card(row: Waiting, then: int | None, form: DecisionForm | None) -> dict[str, Any]:
    ids = f"id_{row.message.pk}_%s"
    if form is None:
        form = DecisionForm(initial={"body": row.message.body, "then": then}, auto_id=ids)
    form.auto_id = ids
    return {"row": row, "form": form, "why_not": permissions.why_it_stays(row.message, row.here)}
