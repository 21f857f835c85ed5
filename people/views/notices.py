"""The inbox, and what one wants to be told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.forms.notices import PreferenceForm
from people.selectors import hats
from people.selectors import notices as selectors
from people.services import notice_preferences
from people.services import notices as services


@login_required
def index(request: HttpRequest) -> HttpResponse:
    kind = request.GET.get("kind", "")
    context = {
        "kind": kind,
        "kinds": selectors.kinds_of(request.user),
        "inbox": selectors.piece(request.user, kind=kind, cursor=request.GET.get("from", "")),
    }
    return render(request, "people/notice_list.html", context)


@login_required
def open_one(request: HttpRequest, pk: int) -> HttpResponse:
    """To what it is about; from now on it is read."""
    notice = selectors.get_for(request.user, pk)
    services.read(notice=notice)
    return redirect(notice.path or "notice_list")


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    services.read_all(by=request.user, kind=request.POST.get("kind", "")[:40])
    messages.success(request, _("Đã đánh dấu là đã đọc."))
    return redirect("notice_list")


@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    wanted = selectors.preference_of(request.user.pk)
    sent = request.POST if request.method == "POST" else None
    form = PreferenceForm(sent, wanted=wanted, is_pupil=hats.of(request.user).is_pupil)
    if request.method == "POST" and form.is_valid():
        notice_preferences.choose(**form.facts(), by=request.user)
        messages.success(request, _("Đã lưu."))
        return redirect("notice_list")
    return render(request, "people/notice_settings.html", {"form": form})
