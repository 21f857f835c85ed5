"""The keys of a visit, turned and turned back, every way it ends, and a nudge for whoever holds a step."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.errors import Invalid
from core.forms import TidyForm
from network.forms.proposals import ReasonForm
from visits.enums import Step
from visits.forms.chain import AcceptForm
from visits.models import Visit
from visits.permissions import visits as permissions
from visits.selectors import chain
from visits.selectors import visits as selectors
from visits.services import reminders
from visits.services import visits as services
from visits.views.detail import page

SAID = {
    "approve": gettext_lazy("Đã duyệt."),
    "send_back": gettext_lazy("Đã gửi lại cho thầy cô tổ chức."),
    "hand_in": gettext_lazy("Đã gửi lại để duyệt."),
    "refuse": gettext_lazy("Đã từ chối. Bên kia sẽ đọc lý do."),
    "take_key_back": gettext_lazy("Đã rút lại lời đồng ý."),
    "cancel": gettext_lazy("Đã hủy chuyến đi. Ai liên quan đều được báo."),
    "confirm": gettext_lazy("Đã chốt chuyến đi. Chúc cả đoàn một ngày vui!"),
}
_ACTIONS: dict[str, tuple[Callable[..., Visit], bool]] = {
    "approve": (services.approve, False),
    "send_back": (services.send_back, True),
    "hand_in": (services.hand_in, False),
    "refuse": (services.refuse, True),
    "take_key_back": (services.take_key_back, True),
    "cancel": (services.cancel, True),
    "confirm": (services.confirm, False),
}


@login_required
@require_POST
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Every key and every ending but the host's yes, which needs a sheet."""
    visit = selectors.get_for(request.user, pk)
    service, needs_reason = _ACTIONS[action]
    form = ReasonForm(request.POST, auto_id=f"id_{action}_%s") if needs_reason else None
    if form is not None and not form.is_valid():
        return _again(request, visit, action, form)
    service(visit=visit, by=request.user, **(form.cleaned_data if form else {}))
    messages.success(request, SAID[action])
    return redirect("visit_detail", pk)


@login_required
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """The host's yes, with the safety sheet that holds on the day."""
    visit = selectors.get_for(request.user, pk)
    permissions.check_can_accept(request.user, visit)
    sheets = {sheet.pk: sheet for sheet in chain.sheets_for(visit)}
    form = AcceptForm(request.POST, sheets=list(sheets.values()))
    if not form.is_valid():
        return _again(request, visit, "accept", form)
    services.accept(visit=visit, safety=sheets[form.cleaned_data["safety"]], by=request.user)
    messages.success(request, _("Đã nhận lời. Cảm ơn anh chị!"))
    return redirect("visit_detail", pk)


@login_required
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    visit = selectors.get_for(request.user, pk)
    step = request.POST.get("step", "")
    if step not in Step.values:
        raise Invalid(_("Không có bước này."), field="step")
    reminders.remind(visit=visit, step=Step(step), by=request.user)
    messages.success(request, _("Đã nhắc. Ngày mai, nếu vẫn cần, có thể nhắc lại."))
    return redirect("visit_board") if "board" in request.POST else redirect("visit_detail", pk)


def _again(request: HttpRequest, visit: Visit, action: str, form: TidyForm) -> HttpResponse:
    forms: dict[str, Any] = {f"{action}_form": form, "opened": action}
    return page(request, visit, status=422, **forms)
