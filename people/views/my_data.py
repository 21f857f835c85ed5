"""What is kept about me, and what I may ask for."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import Conflict, Invalid
from people.enums import DataRequestKind
from people.forms.data_requests import AskForm
from people.permissions import data_requests as permissions
from people.selectors import data_requests as selectors
from people.selectors import hats
from people.services import data_requests as services
from people.services import exports


@login_required
def page(request: HttpRequest) -> HttpResponse:
    user = request.user
    kinds = [(kind.value, kind.label) for kind in DataRequestKind if permissions.can_ask(user, user, kind)]
    form = AskForm(request.POST or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        kind = DataRequestKind(form.cleaned_data["kind"])
        try:
            services.ask(subject=user, kind=kind, note=form.cleaned_data["note"], by=user)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Đã gửi yêu cầu. Ngày trả lời chậm nhất ghi ở dưới."))
            return redirect("my_data")
    return render(request, "people/my_data.html", _context(request, form))


@login_required
@require_POST
def order(request: HttpRequest) -> HttpResponse:
    try:
        exports.order(subject=request.user, by=request.user)
    except Conflict as refusal:
        messages.error(request, refusal.sentence)
    return redirect("my_data")


@login_required
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """Always a download, kept by no cache."""
    found = exports.download(export=pk, by=request.user)
    return HttpResponse(bytes(found.content or b""), headers=exports.headers(found))


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    services.withdraw(request=selectors.get_own(request.user, pk), by=request.user)
    messages.success(request, _("Đã rút lại yêu cầu."))
    return redirect("my_data")


def _context(request: HttpRequest, form: AskForm) -> dict[str, object]:
    copies = list(selectors.exports_of(request.user, request.user))
    return {
        "form": form,
        "worn": hats.of(request.user),
        "requests": list(selectors.of_person(request.user)),
        "exports": copies,
        "making": any(made.is_being_made for made in copies),
    }
