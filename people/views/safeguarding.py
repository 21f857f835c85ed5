"""Who leads safeguarding at one's own place."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import NotFound
from people.models import Affiliation
from people.permissions import concerns as permissions
from people.selectors import safeguarding as selectors
from people.services import safeguarding as services


@login_required
def index(request: HttpRequest) -> HttpResponse:
    permissions.check_minds_safety(request.user)
    context = {"hats": list(selectors.staff_to_choose_from(request.user)[:200])}
    return render(request, "people/safeguarding.html", context)


@login_required
@require_POST
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    services.appoint(affiliation=_affiliation(pk), by=request.user)
    messages.success(request, _("Đã giao. Từ giờ người này nhận các việc an toàn."))
    return redirect("safeguarding")


@login_required
@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    services.dismiss(affiliation=_affiliation(pk), by=request.user)
    messages.success(request, _("Đã thôi giao. Khi chưa giao cho ai, người quản lý nhận các việc an toàn."))
    return redirect("safeguarding")


def _affiliation(pk: int) -> Affiliation:
    found = Affiliation.objects.filter(pk=pk).select_related("user").first()
    if found is None:
        raise NotFound(_("Không tìm thấy người này."))
    return found
