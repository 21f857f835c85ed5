"""One's own clearance: the five steps, asking, signing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import clock
from core.errors import Invalid
from people import conduct_text
from people.enums import IdentityWay
from people.forms.clearance import IdentityForm, SignForm, WordForm
from people.permissions import clearances as permissions
from people.selectors import affiliations, my_clearance
from people.services import clearance_requests, conduct, words


@login_required
def page(request: HttpRequest) -> HttpResponse:
    permissions.check_can_be_cleared(request.user)
    return _page(request)


@login_required
@require_POST
def ask_identity(request: HttpRequest) -> HttpResponse:
    permissions.check_can_be_cleared(request.user)
    form = IdentityForm(request.POST)
    if not form.is_valid():
        return _page(request, identity_form=form)
    clearance_requests.ask_identity(way=IdentityWay(form.cleaned_data["way"]), by=request.user)
    messages.success(request, _("Đã ghi nhận. Sở sẽ hẹn anh chị; nhớ mang theo giấy tờ, chúng tôi chỉ xem, không giữ."))
    return redirect("clearance")


@login_required
@require_POST
def ask_word(request: HttpRequest) -> HttpResponse:
    permissions.check_can_be_cleared(request.user)
    form = WordForm(request.POST, organisations=affiliations.supported_by(request.user))
    if not form.is_valid():
        return _page(request, word_form=form)
    words.ask(organisation=form.chosen, by=request.user)
    messages.success(request, _("Đã gửi. Đại diện của tổ chức sẽ thấy trong tài khoản của họ."))
    return redirect("clearance")


@login_required
def sign(request: HttpRequest) -> HttpResponse:
    """The whole text, then the name under it."""
    permissions.check_can_be_cleared(request.user)
    current = conduct_text.in_force(clock.today())
    form = SignForm(request.POST or None, initial={"version": current.version})
    if request.method == "POST" and form.is_valid():
        try:
            conduct.sign(**form.cleaned_data, by=request.user)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Cảm ơn anh chị đã ký. Bản đã ký được giữ cùng ngày giờ."))
            return redirect("clearance")
    context = {"conduct": current, "wording": current.worded(get_language() or ""), "form": form}
    return render(request, "people/conduct.html", context, status=422 if form.errors else 200)


def _page(request: HttpRequest, **forms: Any) -> HttpResponse:
    mine = my_clearance.of(request.user)
    context = {
        "mine": mine,
        "identity_form": IdentityForm(),
        "word_form": WordForm(organisations=mine.organisations),
        "free_places": my_clearance.free_places(mine),
        **forms,
    }
    return render(request, "people/clearance.html", context, status=422 if forms else 200)
