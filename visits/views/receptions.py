"""The day of a visit for the host: numbers, and two buttons."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.permissions import reason
from visits.permissions import day as permissions
from visits.permissions import visits as visit_permissions
from visits.selectors import visits as selectors
from visits.services import day_pages, receptions


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    visit = selectors.get_for(request.user, pk)
    context = {
        "visit": visit,
        "numbers": day_pages.numbers(visit=visit, viewer=request.user),
        "hosts": visit_permissions.hosts(request.user, visit),
        "why_not": reason(permissions.check_can_receive, request.user, visit),
    }
    return render(request, "visits/reception.html", context)


@login_required
@require_POST
def arrive(request: HttpRequest, pk: int) -> HttpResponse:
    receptions.arrive(visit=selectors.get_for(request.user, pk), by=request.user)
    messages.success(request, _("Đã ghi: đoàn đã đến."))
    return redirect("visit_reception", pk)


@login_required
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    receptions.leave(visit=selectors.get_for(request.user, pk), by=request.user)
    messages.success(request, _("Đã ghi: đoàn đã về. Cảm ơn anh chị đã đón các em."))
    return redirect("visit_reception", pk)
